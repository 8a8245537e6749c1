import { civilDateInJapan, formatYen, instant, yen, type VerbParsed } from '@grant/schema';
import { branchNumber, draftLetter, headOf } from '../../adapter/letters.ts';
import { found, refused } from '../../adapter/refused.ts';
import { claimsOf, paidAndClaimed } from '../../adapter/store/claims.ts';
import { programmeOfCase } from '../../adapter/store/programmes.ts';
import { enqueue } from '../../jobs/queue.ts';
import { moneyFacts } from '../payment/stop.ts';
import { decisionView } from '../views/parts.ts';
import { idOf, type ActorVisit } from '../visit.ts';
import { closeAll, move, type Moved } from './events.ts';

/**
 * 返還の請求: claims back what was paid, or a part of it. With the whole of what is still kept the decision and every top-up
 * are cancelled; after a part they stand, and what is not claimed stays awarded. The event is the claim: its sum, what is
 * kept after it, its reason and its approver, who is not the one who granted.
 * @param input `amount`: yen, without it all that was paid and not claimed back yet; `reason`: why it was paid wrongly
 */
export function claimRepayment(visit: ActorVisit, input: VerbParsed<'case.claimRepayment'>): Promise<Moved> {
  return move(visit, 'claim_repayment', input.version, async (unit, current) => {
    const facts = await moneyFacts(unit, current);
    const keptBefore = facts.paidYen - facts.claimedYen;
    const amount = input.amount ?? keptBefore;
    const kept = keptBefore - amount;
    const programme = await programmeOfCase(unit.trx, current);
    const decision = found(await decisionView(unit.trx, current.id), '支給決定');
    const number = branchNumber(decision.number, (await claimsOf(unit.trx, current.id)).length);
    return {
      facts: { reason: input.reason, ...facts, claimYen: amount },
      record: { amount, kept },
      alongside: async () => {
        await draftLetter(unit, current.id, 'claim', number, {
          ...headOf(programme, current, current.receiptNumber ?? ''),
          number,
          decidedOn: unit.moment.today,
          decision: { number: decision.number, decidedOn: civilDateInJapan(instant(decision.decidedAt)) },
          paid: facts.paidYen,
          claimedBefore: facts.claimedYen,
          amount,
          kept,
          reason: input.reason,
        });
        if (kept === 0) await closeAll(unit, 'decisions', { application: current.id, status: 'live' });
        await enqueue(unit.trx, 'mail', { kind: 'claimed', applicationId: current.id });
      },
    };
  });
}

/**
 * 返還金の入金の記録: after a claim of the whole it ends the case, after a claim of a part the case is paid as before. Day and
 * amount stand in the case's history, and the database posts them to the ledger with the change of state; the office's
 * account is not touched, because what comes back belongs to the prefecture (仕様書 本文4(3)).
 * @param input `on`: day of receipt, JST, not in the future; `amount`: yen, the whole of what was claimed; `reason`: what
 *   shows that it came
 */
export async function recordRepayment(
  visit: ActorVisit,
  input: VerbParsed<'case.recordRepayment'>,
): Promise<Moved> {
  if (input.on > visit.moment.today)
    refused('INVALID_INPUT', {
      faults: [{ path: 'on', message: '入金の日は、今日以前の日にしてください。' }],
    });
  // The version stands for the claim that was seen; the guards ask again inside the transaction.
  const seen = await paidAndClaimed(visit.office.database, idOf(visit, 'id', '申請'));
  const event = seen.paidYen > seen.claimedYen ? 'record_part_repayment' : 'record_repayment';
  return move(visit, event, input.version, async (unit, current) => {
    const [claim] = await claimsOf(unit.trx, current.id);
    if (claim?.amount !== input.amount)
      refused('INVALID_INPUT', {
        faults: [
          {
            path: 'amount',
            message: `返還額は、返還を請求した額（${formatYen(yen(claim?.amount ?? 0))}）と同じにしてください。`,
          },
        ],
      });
    const facts = { reason: input.reason, ...(await moneyFacts(unit, current)) };
    return {
      facts,
      record: { on: input.on, amount: input.amount },
      after: () => enqueue(unit.trx, 'mail', { kind: 'repaid', applicationId: current.id }),
    };
  });
}
