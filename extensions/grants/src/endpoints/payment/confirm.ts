import type { VerbOutput, VerbParsed } from '@grant/schema';
import { recordAccess } from '../../adapter/access-log.ts';
import { found, refused } from '../../adapter/refused.ts';
import { fromRow } from '../../adapter/row.ts';
import type { AccountRecord } from '../../adapter/store/accounts.ts';
import { confirmersOf, paymentById, type PaymentRecord } from '../../adapter/store/batches.ts';
import { requireVisible } from '../../adapter/visible.ts';
import { work } from '../../adapter/work.ts';
import { enqueue } from '../../jobs/queue.ts';
import { idOf, type ActorVisit } from '../visit.ts';
import { readEntry, type Entry } from './entry.ts';

/** How many entries that do not agree lock a person out of one payment; the database counts the same. */
const MISMATCHES_MAX = 3;

/** The account a payment goes to. */
export async function accountOf(visit: ActorVisit, payment: PaymentRecord): Promise<AccountRecord> {
  const row = await visit.office.database<object>('bank_accounts').where({ id: payment.bankAccount }).first();
  return fromRow<AccountRecord>(found(row, '振込口座'));
}

/**
 * 照合の不一致: on record by the names of the items, counted under a lock (a hundred entries at once count as a hundred),
 * and told to the manager with the last one allowed. Nothing is said about an entry beyond that.
 * @throws CONFIRMATION_LOCKED for the entry that was one too many
 */
async function countMismatch(visit: ActorVisit, payment: string, entry: Entry): Promise<void> {
  const { actor } = visit;
  const mismatches = await work(visit.office, actor, async (unit) => {
    await unit.trx.raw('select pg_advisory_xact_lock(hashtextextended(?, 0))', [
      `grant.mismatch/${payment}/${actor.id}`,
    ]);
    const before = await mismatchesOf(unit.trx, payment, actor.id);
    if (before >= MISMATCHES_MAX) return before + 1;
    await recordAccess(unit.trx, {
      actor: actor.id,
      action: 'confirmation_mismatch',
      collection: 'payments',
      id: payment,
      purpose: entry.different.map((one) => one.label).join('、'),
    });
    if (before + 1 === MISMATCHES_MAX) await enqueue(unit.trx, 'confirmationAlarm', { paymentId: payment });
    return before + 1;
  });
  if (mismatches > MISMATCHES_MAX) refused('CONFIRMATION_LOCKED', {});
}

async function mismatchesOf(
  database: ActorVisit['office']['database'],
  payment: string,
  person: string,
): Promise<number> {
  const answer: { rows: { count: string }[] } = await database.raw(
    'select grant_mismatches(?::uuid, ?::uuid) as count',
    [payment, person],
  );
  return Number(answer.rows[0]?.count ?? 0);
}

/**
 * One of the two confirmations of a payment. What was typed is compared with what is stored; a difference is refused
 * by the name of the item and written to the access log. Neither the preparer nor whoever entered the account may
 * confirm.
 */
export async function confirmPayment(
  visit: ActorVisit,
  input: VerbParsed<'payment.confirm'>,
): Promise<VerbOutput<'payment.confirm'>> {
  const id = idOf(visit, 'id', '支払');
  const { office, actor } = visit;
  await requireVisible(office, actor, 'payments', id, '支払');
  const payment = await paymentById(office.database, id);
  const account = await accountOf(visit, payment);
  if (payment.preparedBy === actor.id)
    refused('SAME_PERSON', { first: '支払バッチへの追加', second: '支払の確認' });
  if (account.editedBy === actor.id)
    refused('SAME_PERSON', { first: '振込口座の入力', second: '支払の確認' });
  if ((await confirmersOf(office.database, payment)).includes(actor.id))
    refused('GUARD_FAILED', {
      event: '支払の確認',
      reason: 'この支払はすでに確認しています。もう1人の確認は、別の人に依頼してください。',
    });
  // Before anything is compared: who is locked out learns nothing more, right or wrong.
  if ((await mismatchesOf(office.database, id, actor.id)) >= MISMATCHES_MAX)
    refused('CONFIRMATION_LOCKED', {});
  const entry = readEntry(office.env, input, account, payment);
  if (entry.different.length > 0) {
    await countMismatch(visit, id, entry);
    refused('INVALID_INPUT', {
      faults: entry.different.map(({ path, label }) => ({
        path,
        message: `「${label}」が登録の内容と一致しません。証拠書類を見直して入力し直してください。`,
      })),
    });
  }
  return work(office, actor, async (unit) => {
    await unit.create('confirmations', {
      payment: id,
      confirmer: actor.id,
      contentHash: payment.contentHash,
      entryIndex: entry.index,
      entryAmount: entry.amount,
      confirmedAt: unit.moment.at,
      voidAt: null,
    });
    return { id, confirmations: (await confirmersOf(unit.trx, payment)).length, confirmedByMe: true };
  });
}
