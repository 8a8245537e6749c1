import { checkResultDay, civilDate, keptFee, unwrap, type VerbParsed } from '@grant/schema';
import { found, refused } from '../../adapter/refused.ts';
import { batchById, declareMoney, type PaymentRecord } from '../../adapter/store/batches.ts';
import { fromRow } from '../../adapter/row.ts';
import { enqueue } from '../../jobs/queue.ts';
import { move, type Moved } from '../review/events.ts';
import type { ActorVisit } from '../visit.ts';

/**
 * 振込後の返却（組戻、後日判明した振込不能）の記録: a payment that counted as paid has failed after all. The obligation is
 * open again, the money is back in the book on the day it came, and the applicant names another account; two people
 * confirm the next payment like any other. The first answer of the bank stays in the record beside this one.
 * @param input `paymentId`: one of the case's paid payments; `on`: the day the money came back, JST, not before the
 *   transfer nor in the future; `feeLost`: yen that did not come back, `feeDeducted` when out of it; `reason`: what the bank said
 */
export async function recordReturn(
  visit: ActorVisit,
  input: VerbParsed<'case.recordReturn'>,
): Promise<Moved> {
  return move(visit, 'record_return', input.version, async (unit, current) => {
    await declareMoney(unit, 'return');
    const row = await unit
      .trx<object>('payments')
      .where({ id: input.paymentId, application: current.id })
      .forUpdate()
      .first();
    const payment = fromRow<PaymentRecord>(found(row, '支払'));
    if (payment.state !== 'paid')
      refused('GUARD_FAILED', {
        event: '振込後の返却の記録',
        reason: '支払済みの振込ではありません。画面を読み込み直して、戻った振込を選んでください。',
      });
    const repaid = await unit
      .trx<{ payment: string; account: string; credit: number }>('ledger_entries')
      .where({ payment: payment.id, account: 'repayment' })
      .select('credit');
    const batch = await batchById(unit.trx, payment.paymentBatch, 'look');
    unwrap(
      checkResultDay(input.on, {
        transferOn: civilDate(batch.transferOn),
        today: civilDate(unit.moment.today),
        practice: batch.practice,
      }),
    );
    const kept = unwrap(keptFee(input, payment.amount));
    return {
      facts: { reason: input.reason, repaidYen: repaid.reduce((sum, one) => sum + one.credit, 0) },
      record: { payment: payment.id, on: input.on },
      alongside: async () => {
        await unit.update('payments', payment.id, { state: 'failed' });
        await unit.create('transfer_results', {
          payment: payment.id,
          outcome: 'failed',
          resultOn: input.on,
          reason: input.reason,
          feeLost: input.feeLost ?? null,
          feeDeducted: kept > 0,
          recordedBy: unit.actor.id,
          recordedAt: unit.moment.at,
        });
        await unit.update('obligations', payment.obligation, { status: 'open' });
      },
      after: async () => {
        await enqueue(unit.trx, 'mail', { kind: 'account-correction', applicationId: current.id });
      },
    };
  });
}
