import type { Duty } from './duty.ts';
import { WRITING_EVENTS, type CaseEvent } from './events.ts';
import type { GuardName } from './guards.ts';
import type { Creation, Transition } from './row.ts';
import { states, type CaseState } from './states.ts';
import {
  ACCOUNT_STATES,
  DAY_STATES,
  DECIDED_STATES,
  FIXABLE_STATES,
  RETURN_STATES,
  SUSPENDABLE_STATES,
  TAKEN_STATES,
  UNDONE_STATES,
  WITHDRAWABLE_STATES,
} from './turns.ts';

export type { Creation, Transition } from './row.ts';

type Terms = Partial<Pick<Transition, 'guards' | 'fourEyes'>>;

function rows(
  from: CaseState | readonly CaseState[],
  event: CaseEvent,
  to: CaseState,
  duties: readonly Duty[],
  article: string,
  terms: Terms = {},
): Transition[] {
  const froms = typeof from === 'string' ? [from] : from;
  return froms.map((one) => ({
    from: one,
    event,
    to,
    duties,
    guards: terms.guards ?? [],
    fourEyes: terms.fourEyes ?? [],
    article,
    waitingFor: states[to].waitingFor,
  }));
}

// 決定を取り消す操作: before the money is on its way, or after it came back and no account was named that it could go to. Out of a
// batch only while it is not sealed; the payment leaves with it.
function takenBack(
  event: CaseEvent,
  to: CaseState,
  guard: GuardName,
  fourEyes: readonly CaseEvent[],
): readonly Transition[] {
  return [
    ...rows(['granted', 'payable', 'account_correction'], event, to, ['approver'], '本文4(2)ク', {
      guards: ['reason', guard],
      fourEyes,
    }),
    ...rows('in_batch', event, to, ['approver'], '本文4(2)ク', {
      guards: ['reason', guard, 'batchOpen'],
      fourEyes,
    }),
  ];
}

// The people who brought the case in, wrote in it (also for the applicant, at the desk) or recommended it do not also decide
// it (本文4(3)イ asks for several people).
const decisionEyes: readonly CaseEvent[] = ['recommend', 'take', 'take_over', ...WRITING_EVENTS];
// Nor does whoever decided take away what he decided on.
const keptEyes: readonly CaseEvent[] = ['grant', 'refuse', 'approve_top_up'];
const theApplicant: readonly Duty[] = ['applicant', 'agent'];
const theApplicantOrDesk: readonly Duty[] = ['applicant', 'agent', 'reception'];

function unbound(state: CaseState, duties: readonly Duty[]): readonly Transition[] {
  return rows(state, 'unbind_papers', state, duties, '本文4(2)ア', {
    guards: ['reason'],
    fourEyes: keptEyes,
  });
}

/** 遷移表: every change of state there is. Server, triggers, buttons, diagram and documents all come from here. */
export const transitions: readonly Transition[] = [
  ...rows('draft', 'submit', 'submitted', theApplicant, '本文4(2)ア', {
    guards: ['receptionOpen', 'complete'],
  }),
  // Nothing else keeps a paper out: what it leaves open is put right afterwards (補正).
  ...rows('received', 'register', 'submitted', ['reception'], '本文4(2)ア', { guards: ['identified'] }),
  ...rows('submitted', 'take', 'in_review', ['reviewer'], '本文4(2)カ'),
  ...rows('in_review', 'request_correction', 'correction_requested', ['reviewer'], '本文4(2)イ', {
    guards: ['hasItems'],
  }),
  ...rows('correction_requested', 'answer_correction', 'in_review', theApplicantOrDesk, '本文4(2)イ', {
    guards: ['allItemsAnswered'],
  }),
  ...rows('correction_requested', 'resume_review', 'in_review', ['reviewer', 'manager'], '本文4(2)イ', {
    guards: ['reason'],
  }),
  ...rows('in_review', 'recommend', 'recommended', ['reviewer'], '本文4(2)カ', {
    guards: ['knownForGrant', 'findingsSettled', 'soundForGrant', 'duplicatesSettled'],
  }),
  ...rows('recommended', 'return_to_review', 'in_review', ['approver'], '本文4(2)カ', { guards: ['reason'] }),
  ...rows('recommended', 'grant', 'granted', ['approver'], '本文4(2)キ', {
    guards: ['recommendedGrant', 'knownForGrant', 'soundForGrant', 'duplicatesSettled', 'amountMatches'],
    fourEyes: decisionEyes,
  }),
  ...rows('recommended', 'refuse', 'refused', ['approver'], '本文4(2)キ', {
    guards: ['hasReasons', 'duplicatesSettled'],
    fourEyes: decisionEyes,
  }),
  ...rows('granted', 'post_notice', 'payable', ['reception', 'payment_clerk'], '本文4(2)キ', {
    guards: ['letterMade'],
  }),
  ...rows('payable', 'batch', 'in_batch', ['payment_clerk'], '本文4(3)イ', {
    fourEyes: ['grant', 'approve_top_up'],
  }),
  ...rows('in_batch', 'unbatch', 'payable', ['payment_clerk'], '本文4(3)イ', { guards: ['batchOpen'] }),
  // With its whole batch: a sealed file that never reached the bank.
  ...rows('in_batch', 'recall', 'payable', ['manager'], '本文4(3)イ', {
    guards: ['reason', 'batchSealed'],
    fourEyes: ['batch'],
  }),
  ...rows('in_batch', 'record_paid', 'paid', ['payment_clerk'], '本文4(3)イ', { guards: ['batchSealed'] }),
  ...rows('in_batch', 'record_failed', 'account_correction', ['payment_clerk'], '本文4(3)イ', {
    guards: ['batchSealed'],
  }),
  // 組戻・後日判明した振込不能: the bank said that it had paid, and then gave the money back.
  ...rows('paid', 'record_return', 'account_correction', ['payment_clerk'], '本文4(3)イ', {
    guards: ['reason', 'noneRepaid'],
  }),
  // Nor does whoever decided name the account that the money goes to.
  ...rows('account_correction', 'correct_account', 'payable', theApplicantOrDesk, '本文4(3)イ', {
    fourEyes: ['grant', 'approve_top_up'],
  }),
  ...ACCOUNT_STATES.flatMap((state) =>
    rows(state, 'change_account', state, theApplicantOrDesk, '本文4(3)イ', {
      fourEyes: ['grant', 'approve_top_up'],
    }),
  ),
  ...FIXABLE_STATES.flatMap((state) =>
    rows(state, 'staff_fix', state, ['reception', 'reviewer', 'manager'], '本文4(2)イ', {
      guards: ['reason'],
      // Whoever judged the case as its approver does not write in it.
      fourEyes: ['return_to_review'],
    }),
  ),
  ...DAY_STATES.flatMap((state) =>
    rows(state, 'correct_days', state, ['reception', 'manager'], '本文4(2)ア', {
      guards: ['reason'],
      // Whoever judged the case as its approver does not change the day that it is judged by.
      fourEyes: ['return_to_review'],
    }),
  ),
  // What comes by post unasked must not lie in a drawer: until the decision. The case stays where it is. A reviewer and
  // the manager only hand on an envelope that lay in the wrong case.
  ...(['submitted', 'in_review', 'recommended', 'suspended'] as const).flatMap((state) =>
    rows(state, 'add_papers', state, ['reception', 'reviewer', 'manager'], '本文4(2)ア'),
  ),
  // 誤綴り・仕分け直し: what lay in the wrong case leaves it, and what was sorted wrongly is sorted again. A stranger's pages leave
  // in every state (本文6): once the case is decided by the manager, who neither brought them in nor judged by them. A suspended
  // case may be either; of a decided one the database asks for the manager too.
  ...[...FIXABLE_STATES, 'recommended' as const, 'withdrawn' as const].flatMap((state) =>
    unbound(state, ['reception', 'reviewer']),
  ),
  ...unbound('suspended', ['manager', 'reception', 'reviewer']),
  ...DECIDED_STATES.flatMap((state) => unbound(state, ['manager'])),
  ...[...FIXABLE_STATES, 'recommended' as const, 'suspended' as const].flatMap((state) =>
    rows(state, 'sort_again', state, ['reception'], '本文4(2)ア'),
  ),
  ...rows('received', 'sort_again', 'received', ['reception'], '本文4(2)ア'),
  ...rows('in_review', 'judge_anew', 'in_review', ['reviewer'], '本文4(2)ウ'),
  // 担当の引継ぎ: of a reviewer who is away. The case stays where it is.
  ...TAKEN_STATES.flatMap((state) =>
    rows(state, 'take_over', state, ['reviewer'], '本文4(2)カ', { guards: ['reason'] }),
  ),
  ...rows(WITHDRAWABLE_STATES, 'withdraw', 'withdrawn', theApplicantOrDesk, '本文4(2)ア', {
    guards: ['reason'],
  }),
  ...rows('suspended', 'withdraw', 'withdrawn', theApplicantOrDesk, '本文4(2)ア', { guards: ['reason'] }),
  // 取下げの取消し: of a mistake, back to where the case was. Its days outside the office's hands are no waiting of the office.
  ...UNDONE_STATES.flatMap((back) =>
    rows('withdrawn', 'undo_withdrawal', back, ['approver', 'manager'], '本文4(2)ア', {
      guards: ['reason', 'wishNamed'],
      fourEyes: ['withdraw'],
    }),
  ),
  ...rows(
    SUSPENDABLE_STATES,
    'suspend',
    'suspended',
    // Whoever opens the post sees the forged paper first; this only stops.
    ['reception', 'reviewer', 'approver', 'payment_clerk', 'manager'],
    '本文4(2)ク',
    { guards: ['reason'] },
  ),
  // The payment leaves its batch in the same transaction; a released case is payable again and joins another batch.
  ...rows(
    'in_batch',
    'suspend',
    'suspended',
    ['reviewer', 'approver', 'payment_clerk', 'manager'],
    '本文4(2)ク',
    { guards: ['reason', 'batchOpen'] },
  ),
  // A stranger's papers leave a suspended case too (本文6). They may have been what it was suspended for: they are kept in sight
  // of the office, and whoever took them out has no part in the release.
  ...rows('suspended', 'propose_release', 'suspended', ['reviewer', 'approver', 'manager'], '本文4(2)ク', {
    guards: ['reason'],
    fourEyes: ['suspend', 'unbind_papers'],
  }),
  ...RETURN_STATES.flatMap((back) =>
    rows('suspended', 'release', back, ['approver', 'manager'], '本文4(2)ク', {
      guards: ['reason', 'releaseProposed'],
      fourEyes: ['suspend', 'propose_release', 'unbind_papers'],
    }),
  ),
  ...takenBack('cancel', 'cancelled', 'notPaid', ['grant']),
  ...takenBack('revise_decision', 'in_review', 'notPaid', ['grant', 'refuse']),
  // 不支給の変更: a refusal can be wrong like a grant, and is taken back like one.
  ...rows('refused', 'revise_decision', 'in_review', ['approver'], '本文4(2)ク', {
    guards: ['reason', 'notPaid'],
    fourEyes: ['grant', 'refuse'],
  }),
  // 返還: of the whole or of a part of what is still kept. After a part the case is paid as before, with a smaller sum kept:
  // what stays awarded stays paid, and may be corrected again by a top-up or a further claim. `repaid` is left for the case
  // that keeps nothing and whose decision is cancelled. The claim itself is the event, with its sum and its approver.
  ...rows('paid', 'claim_repayment', 'repayment_claimed', ['approver'], '本文4(2)ク', {
    guards: ['reason', 'claimAmount'],
    fourEyes: ['grant'],
  }),
  ...rows('repayment_claimed', 'record_repayment', 'repaid', ['payment_clerk'], '本文4(3)ア', {
    guards: ['nothingKept'],
  }),
  ...rows('repayment_claimed', 'record_part_repayment', 'paid', ['payment_clerk'], '本文4(3)ア', {
    guards: ['partKept'],
  }),
  ...rows('paid', 'propose_top_up', 'top_up_proposed', ['reviewer'], '本文4(3)イ', {
    guards: ['reason', 'topUpAmount', 'withinAward'],
  }),
  ...rows('top_up_proposed', 'approve_top_up', 'granted', ['approver'], '本文4(3)イ', {
    guards: ['topUpMatches', 'withinAward'],
    fourEyes: ['propose_top_up', ...WRITING_EVENTS],
  }),
  ...rows('top_up_proposed', 'decline_top_up', 'paid', ['approver'], '本文4(3)イ', { guards: ['reason'] }),
  ...takenBack('cancel_top_up', 'paid', 'isTopUp', ['approve_top_up']),
];

/** 案件の発生: the two ways a case comes into being, online and by post. */
export const creations: readonly Creation[] = [
  { event: 'start', to: 'draft', duties: theApplicant, article: '本文4(1)オ', waitingFor: 'applicant' },
  { event: 'receive', to: 'received', duties: ['reception'], article: '本文4(2)ア', waitingFor: 'office' },
];

/** 終わりの状態: states that no event leaves, though papers that were never the case's own may still be taken out of it. */
export const TERMINAL_STATES: readonly CaseState[] = (Object.keys(states) as CaseState[]).filter(
  (state) => !transitions.some((row) => row.from === state && row.to !== state),
);
