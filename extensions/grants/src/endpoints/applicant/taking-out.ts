import { randomUUID } from 'node:crypto';
import { paperLabel, type VerbParsed } from '@grant/schema';
import { recordAccess } from '../../adapter/access-log.ts';
import { found, refused } from '../../adapter/refused.ts';
import { fromRow } from '../../adapter/row.ts';
import { attachmentOf, cameByPost, mayKnow, type AttachmentRecord } from '../../adapter/store/attachments.ts';
import type { CaseRecord } from '../../adapter/store/cases.ts';
import { lockCase } from '../../adapter/transition.ts';
import { requireVisible } from '../../adapter/visible.ts';
import { work, type Unit } from '../../adapter/work.ts';
import { eraseFiles, readFileBytes } from '../../papers/files.ts';
import { withStoredPaper, type StoredPaper } from '../../papers/stored-paper.ts';
import { backToSorting } from '../scans/back-to-sorting.ts';
import { idOf, type ActorVisit } from '../visit.ts';

/** States in which a paper may be added or taken out: before submission, and when the office asked for one. */
export const OPEN_STATES: readonly string[] = ['draft', 'received', 'correction_requested'];

export function requireOpen(current: CaseRecord): void {
  if (OPEN_STATES.includes(current.state)) return;
  refused('GUARD_FAILED', {
    event: '書類の追加・取消し',
    reason: '受付後の書類は、補正の依頼があったときに追加してください。',
  });
}

/** Takes a paper out of a case; returns the files to erase once that is committed. */
export async function takeOut(
  unit: Unit,
  current: CaseRecord,
  attachment: AttachmentRecord,
  status: 'replaced' | 'removed',
): Promise<readonly (string | null)[]> {
  if (current.state === 'draft') {
    await unit.remove('attachments', [attachment.id]);
    // The 委任状 belongs to its mandate and stays with it.
    const shared: unknown = await unit.trx('mandates').where({ paper: attachment.file }).first('id');
    return [shared === undefined ? attachment.file : null, attachment.workingFile];
  }
  if (attachment.uploadedAt < (await receivedBefore(unit, current)))
    refused('GUARD_FAILED', {
      event: '書類の取消し',
      reason: '受付済みの書類は取り消せません。新しい書類を追加してください。',
    });
  await unit.update('attachments', attachment.id, { status });
  return [];
}

// Papers of an earlier round of correction have been looked at: they stay, like those of the filing itself. So do those
// that the money was decided on, while a new account is awaited.
async function receivedBefore(unit: Unit, current: CaseRecord): Promise<string> {
  if (current.state === 'account_correction') return current.stateSince ?? '';
  const row: object | undefined = await unit
    .trx('corrections')
    .where({ application: current.id, state: 'open' })
    .first<object | undefined>('requested_at');
  const open = row === undefined ? undefined : fromRow<{ requestedAt: string }>(row);
  return open?.requestedAt ?? current.submittedAt ?? '';
}

async function recordTaking(unit: Unit, { id, paper }: AttachmentRecord, reason: string): Promise<void> {
  await recordAccess(unit.trx, {
    actor: unit.actor.id,
    action: 'paper_taken_out',
    collection: 'attachments',
    id,
    purpose: `${paperLabel(paper)}　${reason}`,
  });
}

/**
 * 添付の取消し: before filing the paper is erased; what the office has once received is set aside and kept. Pages that came by
 * post may be somebody else's and wait to be sorted once more: the desk alone takes them out, with its reason, and none of
 * them is lost.
 */
export async function removeAttachment(
  visit: ActorVisit,
  { reason }: VerbParsed<'attachment.remove'>,
): Promise<void> {
  const { office, actor } = visit;
  const application = idOf(visit, 'id', '申請');
  const id = idOf(visit, 'attachmentId', '書類');
  await requireVisible(office, actor, 'applications', application, '申請');
  const desk = actor.duties.has('reception');
  if (desk && reason === undefined)
    refused('INVALID_INPUT', { faults: [{ path: 'reason', message: '取り外す理由を入力してください。' }] });
  const task = (again?: StoredPaper): Promise<readonly (string | null)[]> =>
    work(office, actor, async (unit) => {
      const current = await lockCase(unit, application);
      // What came by post for a new account may be another case's, and leaves before the account is entered.
      if (current.state !== 'account_correction' || !desk) requireOpen(current);
      const attachment = found(await attachmentOf(unit.trx, application, id), '書類');
      if (attachment.status === 'removed') return again === undefined ? [] : [again.file];
      if (!mayKnow(actor, attachment)) refused('NOT_FOUND', { what: '書類' });
      // A colleague has sorted the envelope, or another file has taken its place: what is seen there is asked about anew.
      if (attachment.status === 'replaced') refused('STALE_VERSION', { what: 'この書類' });
      if (!desk && cameByPost(attachment))
        refused('GUARD_FAILED', {
          event: '書類の取消し',
          reason: '郵送で届いた書類は、取り消せません。誤りがあるときは、事務局に連絡してください。',
        });
      if (reason !== undefined) await recordTaking(unit, attachment, reason);
      if (again !== undefined) await backToSorting(unit, randomUUID(), again);
      return takeOut(unit, current, attachment, 'removed');
    });
  const paper = found(await attachmentOf(office.database, application, id), '書類');
  const whole = desk && cameByPost(paper) && paper.status === 'received' && paper.mime === 'application/pdf';
  if (!whole || paper.scan === 'infected') return eraseFiles(office, actor, await task());
  const content = await readFileBytes(office, actor, paper.file);
  const upload = { fields: {}, name: paper.originalName, content, sha256: paper.sha256 };
  await withStoredPaper(office, actor, upload, async (again) => eraseFiles(office, actor, await task(again)));
}
