import type { VerbParsed } from '@grant/schema';
import { refused } from '../../adapter/refused.ts';
import type { ActorVisit } from '../visit.ts';
import { move, type Moved } from './events.ts';

/**
 * 返還金の入金の記録: ends a case whose grant was claimed back. Day and amount stand in the case's history, and the
 * database posts them to the ledger with the change of state; the office's account is not touched, because what comes
 * back belongs to the prefecture (仕様書 本文4(3)).
 * @param input `on`: day of receipt, JST, not in the future; `amount`: yen, the whole of what was paid; `reason`: what
 *   was received and by which voucher
 */
export async function recordRepayment(
  visit: ActorVisit,
  input: VerbParsed<'case.recordRepayment'>,
): Promise<Moved> {
  if (input.on > visit.moment.today)
    refused('INVALID_INPUT', {
      faults: [{ path: 'on', message: '入金の日は、今日以前の日にしてください。' }],
    });
  return move(visit, 'record_repayment', input.version, async (unit, current) => {
    const paid = await unit
      .trx<{ application: string; state: string; amount: number }>('payments')
      .where({ application: current.id, state: 'paid' })
      .select('amount');
    // A top-up (追加支給) is claimed back with the first payment.
    if (paid.reduce((sum, one) => sum + one.amount, 0) !== input.amount)
      refused('INVALID_INPUT', {
        faults: [{ path: 'amount', message: '返還額は、支払済みの奨励金の全額にしてください。' }],
      });
    return { facts: { reason: input.reason }, record: { on: input.on, amount: input.amount } };
  });
}
