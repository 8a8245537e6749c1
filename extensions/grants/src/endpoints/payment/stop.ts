import type { Actor } from '../../adapter/actor.ts';
import { refused } from '../../adapter/refused.ts';
import { fromRow } from '../../adapter/row.ts';
import { batchById, declareMoney, paymentsOf, type PaymentRecord } from '../../adapter/store/batches.ts';
import type { CaseRecord } from '../../adapter/store/cases.ts';
import type { Unit } from '../../adapter/work.ts';
import { sums } from './batch.ts';

/** The payment of a case that is in a batch now, or undefined. */
async function livePayment(unit: Unit, application: string): Promise<PaymentRecord | undefined> {
  const row = await unit
    .trx<object>('payments')
    .where({ application })
    .whereIn('state', ['prepared', 'sealed'])
    .first();
  return row === undefined ? undefined : fromRow<PaymentRecord>(row);
}

/** Facts about a case's money that decide whether its decision may be taken back. */
export interface MoneyFacts {
  /** Yen already paid. */
  readonly paidYen: number;
  readonly batchState?: 'open' | 'sealed' | 'settled' | 'discarded' | 'recalled';
}

/** Reads them; the batch is locked, so that nobody seals it meanwhile. */
export async function moneyFacts(unit: Unit, current: CaseRecord): Promise<MoneyFacts> {
  const answer: { rows: { sum: string }[] } = await unit.trx.raw(
    "select coalesce(sum(amount), 0) as sum from payments where application = ? and state = 'paid'",
    [current.id],
  );
  const payment = await livePayment(unit, current.id);
  const paidYen = Number(answer.rows[0]?.sum ?? 0);
  if (payment === undefined) return { paidYen };
  return { paidYen, batchState: (await batchById(unit.trx, payment.paymentBatch, 'lock')).state };
}

/**
 * 支払の停止: the payment of a case leaves its open batch, in the transaction that stops the case and while its event is
 * declared. A batch that is empty afterwards is discarded. Does nothing when there is no such payment.
 */
export async function stopPayment(unit: Unit<Actor>, current: CaseRecord): Promise<void> {
  const payment = await livePayment(unit, current.id);
  if (payment === undefined) return;
  const batch = await batchById(unit.trx, payment.paymentBatch, 'lock');
  if (batch.state !== 'open') refused('BATCH_SEALED', { batch: batch.number });
  await declareMoney(unit, 'stop');
  await unit.update('payments', payment.id, { state: 'removed' });
  const left = (await paymentsOf(unit.trx, batch.id)).filter((one) => one.id !== payment.id);
  await unit.update('payment_batches', batch.id, {
    ...sums(left),
    version: batch.version + 1,
    ...(left.length === 0 ? { state: 'discarded' } : {}),
  });
}
