import type { LifecycleCase } from './advance.ts';
import { DUTIES, type Actor, type Duty } from './duty.ts';
import type { GuardFacts, GuardName } from './guards.ts';
import type { CaseState } from './states.ts';
import type { Transition } from './table.ts';

/** Facts under which every guard but the exclusive ones (batch sealed or open, paid or not) holds. */
export const allWell: GuardFacts = {
  receptionOpen: true,
  missing: 0,
  identified: true,
  unknownAnswers: 0,
  correctionItems: 1,
  unansweredItems: 0,
  unsettledFindings: 0,
  opposedFindings: 0,
  openDuplicates: 0,
  recommendation: 'grant',
  amount: 200_000,
  judgedAmount: 200_000,
  reasons: ['要件1を満たさないため。'],
  reason: '確認のため。',
  ownWithdrawal: false,
  mistake: true,
  releaseProposed: true,
  letterMade: true,
  paidYen: 0,
  claimedYen: 0,
  repaidYen: 0,
  owedKind: 'top_up',
  proposedYen: 200_000,
  awardMaxYen: 500_000,
  batchState: 'sealed',
};

const PAID_FACTS: Readonly<Partial<Record<GuardName, GuardFacts>>> = {
  isTopUp: { paidYen: 200_000 },
  claimAmount: { paidYen: 200_000, claimYen: 200_000 },
  nothingKept: { paidYen: 200_000, claimedYen: 200_000 },
  partKept: { paidYen: 200_000, claimedYen: 50_000 },
};

/** The facts under which the guards of one row hold: some ask the opposite of what the others do. */
export function factsFor(row: Pick<Transition, 'guards'>): GuardFacts {
  return row.guards.reduce<GuardFacts>((facts, guard) => ({ ...facts, ...PAID_FACTS[guard] }), allWell);
}

/** A person by id and duties. */
export function actor(id: string, ...duties: Duty[]): Actor {
  return { id, duties };
}

/** A case in some state; nothing has happened to it yet unless said. */
export function aCase(state: CaseState, facts: Partial<LifecycleCase> = {}): LifecycleCase {
  return { state, version: 3, suspendedFrom: null, history: [], ...facts };
}

/** Everything one person could hold at once. */
export const everyDuty = [...DUTIES];
