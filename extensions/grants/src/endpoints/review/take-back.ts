import { civilDateInJapan, instant, type CaseEvent } from '@grant/schema';
import type { Actor } from '../../adapter/actor.ts';
import { branchNumber, draftLetter, headOf } from '../../adapter/letters.ts';
import { found } from '../../adapter/refused.ts';
import type { CaseRecord } from '../../adapter/store/cases.ts';
import { programmeOfCase } from '../../adapter/store/programmes.ts';
import type { Unit } from '../../adapter/work.ts';
import { enqueue } from '../../jobs/queue.ts';
import { moneyFacts, stopPayment } from '../payment/stop.ts';
import { decisionView } from '../views/parts.ts';
import type { ActorVisit } from '../visit.ts';
import { closeAll, move, type Moved, type WithReason } from './events.ts';

/** 決定の取消し: the decision and what it obliged to end with it, before any money went out; a letter says so, and why. */
export function cancel(visit: ActorVisit, input: WithReason): Promise<Moved> {
  return takeBack(visit, 'cancel', input);
}

/** 決定の変更: the decision is taken back before any money went out, and the case is reviewed anew. Of a refusal a letter tells. */
export function reviseDecision(visit: ActorVisit, input: WithReason): Promise<Moved> {
  return takeBack(visit, 'revise_decision', input);
}

// The payment leaves its batch first: what is owed cannot end while money for it is on its way.
function takeBack(visit: ActorVisit, event: CaseEvent, input: WithReason): Promise<Moved> {
  const anew = { recommendation: null, recommendedBy: null, recommendedAt: null, recommendationNote: null };
  return move(visit, event, input.version, async (unit, current) => ({
    facts: { reason: input.reason, ...(await moneyFacts(unit, current)) },
    ...(event === 'revise_decision' ? { set: anew } : {}),
    alongside: async () => {
      if (event === 'cancel' || current.state === 'refused') await tell(unit, current, input.reason);
      await stopPayment(unit, current);
      await closeAll(unit, 'obligations', { application: current.id, status: 'open' });
      await closeAll(unit, 'decisions', { application: current.id, status: 'live' });
    },
  }));
}

/** 決定取消通知書 and the word that it is coming. */
async function tell(unit: Unit<Actor>, current: CaseRecord, reason: string): Promise<void> {
  const decision = found(await decisionView(unit.trx, current.id), '決定');
  const programme = await programmeOfCase(unit.trx, current);
  const number = branchNumber(decision.number, 0);
  await draftLetter(unit, current.id, 'cancel', number, {
    ...headOf(programme, current, current.receiptNumber ?? ''),
    number,
    decidedOn: unit.moment.today,
    decision: {
      kind: decision.kind,
      number: decision.number,
      decidedOn: civilDateInJapan(instant(decision.decidedAt)),
    },
    amount: decision.amount,
    reason,
  });
  await enqueue(unit.trx, 'mail', { kind: 'cancelled', applicationId: current.id });
}
