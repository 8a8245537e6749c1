import type { Actor } from '../../adapter/actor.ts';
import { refused } from '../../adapter/refused.ts';
import { fromRow } from '../../adapter/row.ts';
import { batchById, declareMoney, paymentsOf, type PaymentRecord } from '../../adapter/store/batches.ts';
import type { CaseRecord } from '../../adapter/store/cases.ts';
import { paidAndClaimed } from '../../adapter/store/claims.ts';
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
  /** Yen of it that were claimed back. */
  readonly claimedYen: number;
  /** What the open obligation was decided as; null when nothing is owed. */
  readonly owedKind: 'grant' | 'top_up' | null;
  readonly batchState?: 'open' | 'sealed' | 'settled' | 'discarded' | 'recalled';
}

/** Reads them; the batch is locked, so that nobody seals it meanwhile. */
export async function moneyFacts(unit: Unit, current: CaseRecord): Promise<MoneyFacts> {
  const { paidYen, claimedYen } = await paidAndClaimed(unit.trx, current.id);
  const owed = await unit
    .trx<{ application: string; status: string; kind: 'grant' | 'top_up' }>('obligations')
    .where({ application: current.id, status: 'open' })
    .first('kind');
  const payment = await livePayment(unit, current.id);
  const facts = { paidYen, claimedYen, owedKind: owed?.kind ?? null };
  if (payment === undefined) return facts;
  return { ...facts, batchState: (await batchById(unit.trx, payment.paymentBatch, 'lock')).state };
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
