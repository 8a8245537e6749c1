import {
  eventLabel,
  replaceable,
  replacedUnlessSaid,
  type AnswerValue,
  type VerbOutput,
  type VerbParsed,
} from '@grant/schema';
import { changedApplication, type Filed } from '../../adapter/changed-application.ts';
import { correctedColumns, hashOfCase, writeLists } from '../../adapter/intake.ts';
import { judge } from '../../adapter/judge.ts';
import { found, refused } from '../../adapter/refused.ts';
import { fromRow } from '../../adapter/row.ts';
import { liveAccount } from '../../adapter/store/accounts.ts';
import { answersOfCase, gapsOf } from '../../adapter/store/application.ts';
import { liveAttachments, type AttachmentRecord } from '../../adapter/store/attachments.ts';
import { ofCase, type CaseRecord } from '../../adapter/store/cases.ts';
import type { Unit } from '../../adapter/work.ts';
import { enqueue } from '../../jobs/queue.ts';
import { move } from '../review/events.ts';
import {
  fileOf,
  itemsOf,
  targetLabel,
  type CorrectionItemRecord,
  type CorrectionRecord,
} from '../views/parts.ts';
import type { ActorVisit } from '../visit.ts';

interface Answered {
  readonly item: CorrectionItemRecord;
  readonly value: AnswerValue;
}

/** The paper that answers an item: the one named, of the asked kind, brought after the request. */
function paperFor(
  item: CorrectionItemRecord,
  value: unknown,
  papers: readonly AttachmentRecord[],
  requestedAt: string,
): AttachmentRecord | undefined {
  return papers.find(
    (paper) =>
      paper.paper === item.target &&
      (paper.correctionItem === item.id || paper.uploadedAt >= requestedAt) &&
      // Of two items about one kind of paper, each has its own unless whoever answers says that one file is for both.
      (value === undefined
        ? paper.correctionItem === item.id || paper.correctionItem === null
        : paper.id === value),
  );
}

function sort(
  items: readonly CorrectionItemRecord[],
  given: Readonly<Record<string, AnswerValue>>,
  papers: readonly AttachmentRecord[],
  requestedAt: string,
): { fields: Answered[]; papers: Map<CorrectionItemRecord, AttachmentRecord>; open: CorrectionItemRecord[] } {
  const strangers = Object.keys(given).filter((id) => !items.some((item) => item.id === id));
  if (strangers.length > 0)
    refused('INVALID_INPUT', {
      faults: [{ path: 'answers', message: '補正を求められていない項目は変更できません。' }],
    });
  const fields: Answered[] = [];
  const answered = new Map<CorrectionItemRecord, AttachmentRecord>();
  const open: CorrectionItemRecord[] = [];
  for (const item of items) {
    const value = given[item.id];
    const paper = item.targetKind === 'paper' ? paperFor(item, value, papers, requestedAt) : undefined;
    if (item.targetKind === 'field' && value !== undefined) fields.push({ item, value });
    else if (paper !== undefined) answered.set(item, paper);
    else open.push(item);
  }
  return { fields, papers: answered, open };
}

/**
 * 一部の回答: a round is answered whole, so that the review begins with everything; whoever answers is told what is still
 * open, and the desk what to do when the rest does not come. Papers that were attached stay attached.
 */
function requireWhole(open: readonly CorrectionItemRecord[], byDesk: boolean): void {
  if (open.length === 0) return;
  const names = open.map((item) => `「${targetLabel(item)}」`).join('');
  const advice = byDesk
    ? `届いたものは添付しておき、残りが届いてから登録してください。届く見込みがないときは、審査担当が「${eventLabel('resume_review')}」を行います。`
    : 'すべての項目に回答してください。';
  refused('GUARD_FAILED', {
    event: eventLabel('answer_correction'),
    reason: `回答していない補正の項目が${open.length}件あります（${names}）。${advice}`,
  });
}

// Only what was asked for changes; the rest of the case stays as it was submitted.
async function corrected(unit: Unit, current: CaseRecord, fields: readonly Answered[]): Promise<Filed> {
  return changedApplication(
    {
      answers: await answersOfCase(unit.trx, current),
      gaps: gapsOf(current),
      byPost: current.channel === 'post',
    },
    Object.fromEntries(fields.map(({ item, value }) => [item.target, value])),
  );
}

/**
 * 補正の回答: only the items asked for may change; old and new values are kept; the case is judged and compared anew and
 * goes back to its reviewer.
 */
export async function answerCorrection(
  visit: ActorVisit,
  input: VerbParsed<'correction.answer'>,
): Promise<VerbOutput<'correction.answer'>> {
  return move(visit, 'answer_correction', input.version, async (unit, current) => {
    const row = await unit
      .trx<object>('corrections')
      .where({ application: current.id, state: 'open' })
      .first();
    const round = fromRow<CorrectionRecord>(found(row, '補正の依頼'));
    const items = await itemsOf(unit.trx, round.id);
    const papers = await liveAttachments(unit.trx, current.id);
    const answers = sort(items, input.answers, papers, round.requestedAt);
    requireWhole(answers.open, visit.actor.duties.has('reception'));
    const facts = { unansweredItems: answers.open.length };
    const { application, gaps } = await corrected(unit, current, answers.fields);
    const account = await liveAccount(unit.trx, current.id);
    const index = account?.numberIndex ?? null;
    const columns = await correctedColumns(unit, current, application, gaps);
    const judged: Record<string, unknown> = {};
    return {
      facts,
      // Filled while the event is declared to the database: what follows from the answers is written in its UPDATE.
      set: judged,
      record: { round: round.round, items: items.length },
      alongside: async () => {
        await writeLists(unit, current.id, application);
        await keepAnswers(unit, answers.fields, answers.papers);
        await setAside(unit, current.id, answers.papers, round.requestedAt, input.replaces);
        await unit.update('corrections', round.id, { state: 'answered', answeredAt: unit.moment.at });
        const renewed = { ...current, employer: columns.employer, gaps };
        Object.assign(judged, columns, await judge(unit, renewed, application, index), {
          contentHash: await hashOfCase(unit, current.id, application, index),
        });
        await enqueue(unit.trx, 'mail', { kind: 'correction-answered', applicationId: current.id });
      },
    };
  });
}

async function keepAnswers(
  unit: Unit,
  fields: readonly Answered[],
  papers: ReadonlyMap<CorrectionItemRecord, AttachmentRecord>,
): Promise<void> {
  const answeredAt = unit.moment.at;
  for (const { item, value } of fields)
    await unit.update('correction_items', item.id, { newValue: JSON.stringify(value), answeredAt });
  for (const [item, paper] of papers)
    await unit.update('correction_items', item.id, {
      newValue: JSON.stringify(paper.originalName),
      answeredAt,
    });
}

/**
 * 差替え: the new papers take the place of the older files that are chosen, which stay on file as replaced. Where nobody
 * chose, of the files whose 差し替え was asked for; a good one must not go with the one that was unclear.
 */
async function setAside(
  unit: Unit,
  application: string,
  papers: ReadonlyMap<CorrectionItemRecord, AttachmentRecord>,
  requestedAt: string,
  named: readonly string[] | undefined,
): Promise<void> {
  const items = [...papers.keys()].map((item) => ({ ...item, file: fileOf(item) }));
  const asked = new Set<string | null>(items.map((item) => item.id));
  const all = await ofCase<AttachmentRecord>(unit.trx, 'attachments', application, 'uploaded_at');
  const older = all.filter(
    (old) =>
      !asked.has(old.correctionItem) &&
      items.some((item) => replaceable(item, [old], requestedAt).length > 0),
  );
  if (named?.some((id) => !older.some((old) => old.id === id)) === true)
    refused('INVALID_INPUT', {
      faults: [
        {
          path: 'replaces',
          message: '差し替える書類の指定が正しくありません。画面を開き直して、もう一度選んでください。',
        },
      ],
    });
  for (const old of older)
    if (named === undefined ? replacedUnlessSaid(items, old.id) : named.includes(old.id))
      await unit.update('attachments', old.id, { status: 'replaced' });
}
