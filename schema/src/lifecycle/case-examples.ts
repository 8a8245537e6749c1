import type { LifecycleCase } from './advance.ts';
import { DUTIES, type Actor, type Duty } from './duty.ts';
import type { GuardFacts } from './guards.ts';
import type { CaseState } from './states.ts';

/** Facts under which every guard but the two exclusive batch guards holds. */
export const allWell: GuardFacts = {
  receptionOpen: true,
  missing: 0,
  correctionItems: 1,
  unansweredItems: 0,
  unsettledFindings: 0,
  openDuplicates: 0,
  recommendation: 'grant',
  amount: 200_000,
  judgedAmount: 200_000,
  reasons: ['要件1を満たさないため。'],
  reason: '確認のため。',
  letterMade: true,
  batchState: 'sealed',
};

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
