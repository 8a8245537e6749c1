import { highestAward, type VerbParsed } from '@grant/schema';
import { draftLetter, headOf } from '../../adapter/letters.ts';
import { nextDecisionNumber } from '../../adapter/numbers.ts';
import { found } from '../../adapter/refused.ts';
import { liveAccount } from '../../adapter/store/accounts.ts';
import { latestJudgement } from '../../adapter/store/findings.ts';
import type { CaseRecord } from '../../adapter/store/cases.ts';
import { programmeOfCase } from '../../adapter/store/programmes.ts';
import type { Unit } from '../../adapter/work.ts';
import { enqueue } from '../../jobs/queue.ts';
import { moneyFacts, stopPayment } from '../payment/stop.ts';
import { topUpsOf } from '../views/top-ups.ts';
import type { ActorVisit } from '../visit.ts';
import { closeAll, move, type Moved } from './events.ts';
import { grantWords } from './grant-words.ts';

// 支給の上限額: by the figures that judged the case, or by those of now where the rule has grown since.
async function awardMaxOf({ trx }: Unit, current: CaseRecord): Promise<number> {
  const judged = await programmeOfCase(trx, current);
  const now = await programmeOfCase(trx, { ...current, programmeVersion: null });
  return Math.max(highestAward(judged.figures), highestAward(now.figures));
}

/**
 * 追加支給の上申: a further sum beside one that was paid (a correction of the amount, or a rule that grew). The first
 * payment is settled and stays as it is; what comes is a second obligation with its own approval and notice.
 */
export function proposeTopUp(visit: ActorVisit, input: VerbParsed<'case.proposeTopUp'>): Promise<Moved> {
  return move(visit, 'propose_top_up', input.version, async (unit, current) => ({
    facts: {
      reason: input.reason,
      proposedYen: input.amount,
      awardMaxYen: await awardMaxOf(unit, current),
      ...(await moneyFacts(unit, current)),
    },
    record: { amount: input.amount },
  }));
}

/** 追加支給の決定: by another person, for exactly the sum proposed; decision, obligation, letter and mail at once. */
export function approveTopUp(visit: ActorVisit, input: VerbParsed<'case.approveTopUp'>): Promise<Moved> {
  return move(visit, 'approve_top_up', input.version, async (unit, current) => {
    const [proposal] = await topUpsOf(unit.trx, current.id);
    const proposed = found(proposal, '追加支給の上申');
    const programme = await programmeOfCase(unit.trx, current);
    const judgement = found(await latestJudgement(unit.trx, current.id), '審査の判定');
    const account = found(await liveAccount(unit.trx, current.id), '振込口座');
    const money = await moneyFacts(unit, current);
    const { paidYen, claimedYen } = money;
    return {
      facts: {
        amount: input.amount,
        proposedYen: proposed.amount,
        awardMaxYen: await awardMaxOf(unit, current),
        ...money,
      },
      record: { amount: input.amount },
      alongside: async () => {
        const number = await nextDecisionNumber(unit, programme.figures.decisionNumberSeries);
        const decision = await unit.create('decisions', {
          application: current.id,
          kind: 'top_up',
          number,
          amount: input.amount,
          reasons: [],
          recommendedBy: proposed.proposedBy,
          decidedBy: unit.actor.id,
          decidedAt: unit.moment.at,
          contentHash: current.contentHash,
          status: 'live',
        });
        await unit.create('obligations', {
          application: current.id,
          decision,
          amount: input.amount,
          kind: 'top_up',
          status: 'open',
        });
        await draftLetter(unit, current.id, 'grant', number, {
          ...headOf(programme, current, current.receiptNumber ?? ''),
          ...(await grantWords(unit, programme, current, judgement, account)),
          number,
          decidedOn: unit.moment.today,
          receivedOn: current.receivedOn ?? unit.moment.today,
          amount: input.amount,
          topUp: { paid: paidYen, claimed: claimedYen, reason: proposed.reason },
        });
        await enqueue(unit.trx, 'mail', { kind: 'decided', applicationId: current.id });
      },
    };
  });
}

/** 追加支給の見送り: the case is paid as before. */
export function declineTopUp(visit: ActorVisit, input: VerbParsed<'case.declineTopUp'>): Promise<Moved> {
  return move(visit, 'decline_top_up', input.version, () => ({ facts: { reason: input.reason } }));
}

/** 追加支給の取消し: before its money is on its way; what was paid first stays paid. */
export function cancelTopUp(visit: ActorVisit, input: VerbParsed<'case.cancelTopUp'>): Promise<Moved> {
  return move(visit, 'cancel_top_up', input.version, async (unit, current) => ({
    facts: { reason: input.reason, ...(await moneyFacts(unit, current)) },
    alongside: async () => {
      await stopPayment(unit, current);
      const open = await unit
        .trx<{ id: string; application: string; status: string; decision: string }>('obligations')
        .where({ application: current.id, status: 'open' })
        .first('decision');
      await closeAll(unit, 'obligations', { application: current.id, status: 'open' });
      if (open !== undefined) await unit.update('decisions', open.decision, { status: 'cancelled' });
    },
  }));
}
