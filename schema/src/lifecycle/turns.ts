/** 状態の組: the states in which one and the same event is possible, and where those lead that go back. */
import type { CaseState } from './states.ts';

/** States in which an application may be withdrawn: until the decision. */
export const WITHDRAWABLE_STATES = [
  'draft',
  'received',
  'submitted',
  'in_review',
  'correction_requested',
  'recommended',
] as const satisfies readonly CaseState[];

/** States in which a suspicion stops the case: until the money is on its way. */
export const SUSPENDABLE_STATES = [
  'submitted',
  'in_review',
  'correction_requested',
  'recommended',
  'granted',
  'payable',
] as const satisfies readonly CaseState[];

/**
 * States that a suspended case returns to. A correction that was asked for ends with the suspension: the applicant is not
 * kept waiting for an answer that nobody reads, and sees a case under review like any other.
 */
export const RETURN_STATES = [
  'submitted',
  'in_review',
  'recommended',
  'granted',
  'payable',
] as const satisfies readonly SuspendableState[];

/** States that a case returns to whose withdrawal was a mistake. A draft is written anew; a correction was ended with it. */
export const UNDONE_STATES = [
  'received',
  'submitted',
  'in_review',
  'recommended',
  'suspended',
] as const satisfies readonly CaseState[];

/** Where 取下げの取消し leads when a case was withdrawn in this state. */
export function undoneStateOf(state: CaseState): CaseState {
  return state === 'correction_requested' ? 'in_review' : state;
}

/** 口座を変更できる状態: from the number until the payment is under way. The case stays where it is. */
export const ACCOUNT_STATES = [
  'submitted',
  'in_review',
  'correction_requested',
  'recommended',
  'granted',
  'payable',
  // Whoever is looked into must not learn of it by what he can no longer do.
  'suspended',
] as const satisfies readonly CaseState[];

/** 事務局が誤記を直せる状態: from the number until the recommendation. The case stays where it is. */
export const FIXABLE_STATES = [
  'submitted',
  'in_review',
  'correction_requested',
] as const satisfies readonly CaseState[];

/** 到着日・消印日を直せる状態: from the opening of the envelope until the recommendation. The case stays where it is. */
export const DAY_STATES = ['received', ...FIXABLE_STATES] as const satisfies readonly CaseState[];

/** 担当者が審査を受け持つ状態: where a case, once taken, waits for its reviewer, or comes back to him with the answer. */
export const TAKEN_STATES = ['in_review', 'correction_requested'] as const satisfies readonly CaseState[];

/** 決定済みの状態: a decision of the case stands, or stood until it was cancelled. A suspended case is decided where it was before. */
export const DECIDED_STATES = [
  'granted',
  'refused',
  'payable',
  'in_batch',
  'paid',
  'top_up_proposed',
  'account_correction',
  'cancelled',
  'repayment_claimed',
  'repaid',
] as const satisfies readonly CaseState[];

/** True when a case is decided, also while it is suspended. */
export function isDecided(current: {
  readonly state: CaseState;
  readonly suspendedFrom: CaseState | null;
}): boolean {
  return (DECIDED_STATES as readonly CaseState[]).includes(current.suspendedFrom ?? current.state);
}

/** A state that a suspended case returns to. */
export type SuspendableState = (typeof SUSPENDABLE_STATES)[number];

/** Where a release leads when a case is suspended in this state. A payment stopped in its batch has left it. */
export function returnStateOf(state: SuspendableState | 'in_batch'): SuspendableState {
  if (state === 'in_batch') return 'payable';
  return state === 'correction_requested' ? 'in_review' : state;
}
