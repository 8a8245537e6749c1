import { checkSending, instant, lateDoubts, unwrap, type VerbOutput, type VerbParsed } from '@grant/schema';
import type { Actor } from '../../adapter/actor.ts';
import { inTurn } from '../../adapter/in-turn.ts';
import { nextBatchNumber, nextPaymentSerial } from '../../adapter/numbers.ts';
import { found, refused } from '../../adapter/refused.ts';
import { fromRow } from '../../adapter/row.ts';
import { liveAccount } from '../../adapter/store/accounts.ts';
import {
  batchById,
  declareMoney,
  paymentsOf,
  profileById,
  type PaymentRecord,
} from '../../adapter/store/batches.ts';
import { lateDoubtOf } from '../../adapter/store/late-doubts.ts';
import { doubtStands } from '../../adapter/store/suspicions.ts';
import { lockCase, transition } from '../../adapter/transition.ts';
import { requireVisible } from '../../adapter/visible.ts';
import { work, type Unit } from '../../adapter/work.ts';
import { idOf, type ActorVisit } from '../visit.ts';
import { viewOfBatch } from './lines.ts';

interface Obligation {
  readonly id: string;
  readonly amount: number;
}

async function prepare(unit: Unit<Actor>, batch: string, application: string): Promise<number> {
  const current = await lockCase(unit, application);
  const row = await unit.trx<object>('obligations').where({ application, status: 'open' }).first();
  if (row === undefined)
    refused('GUARD_FAILED', {
      event: '支払バッチへの追加',
      reason: `受付番号 ${current.receiptNumber ?? ''} には、支払うべき決定がありません。`,
    });
  const owed = fromRow<Obligation>(row);
  const account = found(await liveAccount(unit.trx, application), '振込口座');
  if (await doubtStands(unit.trx, application))
    refused('GUARD_FAILED', {
      event: '支払バッチへの追加',
      reason: `受付番号 ${current.receiptNumber ?? ''} は、不正の疑いの調査が終わっていません。この案件を外してください。`,
    });
  const late = await lateDoubtOf(unit.trx, application);
  if (late !== null)
    refused('GUARD_FAILED', {
      event: '支払バッチへの追加',
      reason: `受付番号 ${current.receiptNumber ?? ''}：${lateDoubts[late]}`,
    });
  if (account.editedBy === unit.actor.id)
    refused('SAME_PERSON', {
      first: `振込口座の入力（受付番号 ${current.receiptNumber ?? ''}）`,
      second: '支払バッチへの追加',
    });
  await transition(unit, current, { event: 'batch', facts: {}, record: { batch } }, async () => {
    await unit.create('payments', {
      obligation: owed.id,
      application,
      bankAccount: account.id,
      paymentBatch: batch,
      amount: owed.amount,
      state: 'prepared',
      contentHash: account.contentHash,
      serial: await nextPaymentSerial(unit),
      preparedBy: unit.actor.id,
      preparedAt: unit.moment.at,
    });
  });
  return owed.amount;
}

/** Makes an open batch of payable cases for one transfer date; every case moves to 支払処理中 with it or none does. */
export async function createBatch(
  visit: ActorVisit,
  input: VerbParsed<'batch.create'>,
): Promise<VerbOutput<'batch.create'>> {
  const profile = await profileById(visit.office.database, input.bankProfileId);
  unwrap(checkSending(profile.terms, input.transferOn, instant(visit.moment.at)));
  const applications = [...new Set(input.applicationIds)].sort();
  for (const id of applications) await requireVisible(visit.office, visit.actor, 'applications', id, '申請');
  if (applications.length > profile.terms.maxItems)
    refused('ZENGIN_TOO_MANY', { count: applications.length, max: profile.terms.maxItems });
  const made = await work(visit.office, visit.actor, async (unit) => {
    await declareMoney(unit, 'prepare');
    const number = await nextBatchNumber(unit, input.transferOn, profile.practice);
    const id = await unit.create('payment_batches', {
      number,
      transferOn: input.transferOn,
      bankProfile: profile.id,
      state: 'open',
      itemCount: 0,
      total: 0,
      preparedBy: unit.actor.id,
      preparedAt: unit.moment.at,
      version: 0,
      practice: profile.practice,
    });
    let total = 0;
    // In one order of ids, so that two batches made at the same time wait and do not lock each other out.
    await inTurn(unit, applications, async (application) => {
      total += await prepare(unit, id, application);
    });
    await unit.update('payment_batches', id, { itemCount: applications.length, total });
    return id;
  });
  return viewOfBatch(visit, made);
}

/** バッチからの除外: the case is payable again. A batch that is empty afterwards is discarded. */
export async function removePayment(
  visit: ActorVisit,
  input: VerbParsed<'batch.remove'>,
): Promise<VerbOutput<'batch.remove'>> {
  const id = idOf(visit, 'id', '支払バッチ');
  await requireVisible(visit.office, visit.actor, 'payment_batches', id, '支払バッチ');
  await work(visit.office, visit.actor, async (unit) => {
    await declareMoney(unit, 'remove');
    const batch = await batchById(unit.trx, id, 'lock');
    if (batch.state !== 'open') refused('BATCH_SEALED', { batch: batch.number });
    const payments = await paymentsOf(unit.trx, id);
    const payment = found(
      payments.find((one) => one.id === input.paymentId),
      '支払',
    );
    const current = await lockCase(unit, payment.application);
    const facts = { batchState: batch.state };
    await transition(unit, current, { event: 'unbatch', facts, record: { batch: id } }, async () => {
      await unit.update('payments', payment.id, { state: 'removed' });
    });
    const left = payments.filter((one) => one.id !== payment.id);
    await unit.update('payment_batches', id, {
      ...sums(left),
      version: batch.version + 1,
      ...(left.length === 0 ? { state: 'discarded' } : {}),
    });
  });
  return viewOfBatch(visit, id);
}

/** Number and sum of payments. */
export function sums(payments: readonly PaymentRecord[]): { itemCount: number; total: number } {
  return {
    itemCount: payments.length,
    total: payments.reduce((sum, payment) => sum + payment.amount, 0),
  };
}
