import { refused } from '../../adapter/refused.ts';
import { fromRow } from '../../adapter/row.ts';
import type { AttachmentRecord } from '../../adapter/store/attachments.ts';
import type { CaseRecord } from '../../adapter/store/cases.ts';
import type { Unit } from '../../adapter/work.ts';

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
