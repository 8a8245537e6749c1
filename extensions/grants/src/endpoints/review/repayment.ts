import type { VerbParsed } from '@grant/schema';
import { refused } from '../../adapter/refused.ts';
import type { ActorVisit } from '../visit.ts';
import { move, type Moved } from './events.ts';

/**
 * 返還金の入金の記録: ends a case whose grant was claimed back. The day the money came in stands in the case's history;
 * the advance is not touched, because what comes back belongs to the prefecture (仕様書 本文4(3)).
 * @param input `on`: day of receipt, JST, not in the future; `reason`: what was received and by which voucher
 */
export async function recordRepayment(
  visit: ActorVisit,
  input: VerbParsed<'case.recordRepayment'>,
): Promise<Moved> {
  if (input.on > visit.moment.today)
    refused('INVALID_INPUT', {
      faults: [{ path: 'on', message: '入金の日は、今日以前の日にしてください。' }],
    });
  return move(visit, 'record_repayment', input.version, () => ({
    facts: { reason: input.reason },
    record: { on: input.on },
  }));
}
