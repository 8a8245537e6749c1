import type { VerbOutput, VerbParsed } from '@grant/schema';
import { found, refused } from '../../adapter/refused.ts';
import { fromRow } from '../../adapter/row.ts';
import { lockCase } from '../../adapter/transition.ts';
import { latestJudgement, type FindingRecord } from '../../adapter/store/findings.ts';
import { requireVisible } from '../../adapter/visible.ts';
import { work, type Unit } from '../../adapter/work.ts';
import { idOf, type ActorVisit } from '../visit.ts';

/** 判定への判断: what the reviewer makes of one finding. */
type MarkInput = VerbParsed<'finding.mark'>;

// The database asks the same; here the sentence says which paper has how many pages.
async function requireEvidence(unit: Unit, application: string, input: MarkInput): Promise<void> {
  if (input.evidence === null || input.evidence === undefined) return;
  const { attachmentId, page } = input.evidence;
  const row = await unit
    .trx<{ id: string; application: string; status: string; pages: number | null }>('attachments')
    .where({ id: attachmentId, application })
    .whereNot({ status: 'removed' })
    .first('pages');
  const pages = found(row, '根拠の書類').pages ?? 1;
  if (page > pages)
    refused('INVALID_INPUT', {
      faults: [{ path: 'evidence', message: `根拠の頁は1頁から${String(pages)}頁までで選んでください。` }],
    });
}

/**
 * Marks one finding of the newest judgement while the case is in review, on the mark that was seen. A finding not passed
 * needs a note to pass.
 */
export async function markFinding(visit: ActorVisit, input: MarkInput): Promise<VerbOutput<'finding.mark'>> {
  const id = idOf(visit, 'id', '判定');
  const row = found(await visit.office.database<object>('findings').where({ id }).first(), '判定');
  const finding = fromRow<FindingRecord>(row);
  await requireVisible(visit.office, visit.actor, 'applications', finding.application, '判定');
  await work(visit.office, visit.actor, async (unit) => {
    const current = await lockCase(unit, finding.application);
    const judgement = await latestJudgement(unit.trx, current.id);
    if (current.state !== 'in_review')
      refused('GUARD_FAILED', {
        event: '判定への判断',
        reason: '判断は、審査中の案件の判定に付けてください。画面を読み込み直してください。',
      });
    // Judged anew meanwhile: the screen shows what changed and offers the mark on the finding as it stands now.
    if (judgement?.id !== finding.judgement) refused('STALE_VERSION', { what: 'この案件の判定' });
    if (input.mark === 'ok' && finding.verdict !== 'passed' && input.note.trim() === '')
      refused('INVALID_INPUT', {
        faults: [{ path: 'note', message: '適合と判断した理由を入力してください。' }],
      });
    await requireEvidence(unit, current.id, input);
    // Read again under the lock of the case: of two marks at the same time the second has seen an older one.
    const now = await unit
      .trx<{ id: string; mark_version: number }>('findings')
      .where({ id })
      .first('mark_version');
    if (now?.mark_version !== input.markVersion) refused('STALE_VERSION', { what: 'この判定への判断' });
    await unit.update('findings', id, {
      mark: input.mark,
      markNote: input.note,
      markedBy: visit.actor.id,
      markedAt: unit.moment.at,
      markVersion: input.markVersion + 1,
      // Left out, the evidence stays; null takes it away.
      ...(input.evidence === undefined
        ? {}
        : { evidence: input.evidence?.attachmentId ?? null, evidencePage: input.evidence?.page ?? null }),
    });
  });
  return { id, mark: input.mark, note: input.note, markVersion: input.markVersion + 1 };
}
