import type { CaseState } from '@grant/schema';
import type { Suspicion, Workbench } from './types.ts';

/** What each event asks of the person who presses its button; events not listed need only a confirmation. */
export type Need =
  | 'reason'
  | 'answer'
  | 'facts'
  | 'kind'
  | 'outcome'
  | 'recommendation'
  | 'amount'
  | 'reasons'
  | 'posting'
  | 'claim'
  | 'repayment'
  | 'returned'
  | 'topUp'
  | 'topUpAmount'
  | 'wish';

export const needs: Readonly<Record<string, readonly Need[]>> = {
  recommend: ['recommendation'],
  grant: ['amount'],
  refuse: ['reasons'],
  post_notice: ['posting'],
  record_mailing: ['posting'],
  resume_review: ['reason'],
  return_to_review: ['reason'],
  take_over: ['reason'],
  withdraw: ['reason'],
  undo_withdrawal: ['reason', 'wish'],
  suspend: ['kind', 'reason'],
  propose_release: ['outcome', 'reason'],
  note_answer: ['answer'],
  look_at_late: ['reason'],
  look_at_signal: ['reason'],
  note_facts: ['facts'],
  raise_suspicion: ['kind', 'reason'],
  reopen_suspicion: ['reason'],
  release: ['reason'],
  cancel: ['reason'],
  claim_repayment: ['claim', 'reason'],
  record_repayment: ['repayment', 'reason'],
  record_part_repayment: ['repayment', 'reason'],
  record_return: ['returned', 'reason'],
  revise_decision: ['reason'],
  propose_top_up: ['topUp', 'reason'],
  approve_top_up: ['topUpAmount'],
  decline_top_up: ['reason'],
  cancel_top_up: ['reason'],
};

/** Events that stop a case, end it or turn it down. */
export const HARSH_EVENTS: ReadonlySet<string> = new Set([
  'refuse',
  'suspend',
  'raise_suspicion',
  'cancel',
  'withdraw',
  'claim_repayment',
  'revise_decision',
  'cancel_top_up',
]);

/** 理由が通知書に載る出来事: the letter of this event says the reason in the words that are typed. */
export const reasonPrinted = (event: string, state: CaseState): boolean =>
  event === 'cancel' || event === 'claim_repayment' || (event === 'revise_decision' && state === 'refused');

/** Events that add a record and leave the case as it is, so that the same could be added twice. */
export const ADDED: ReadonlySet<string> = new Set(['raise_suspicion', 'note_facts', 'note_answer']);

/** Events of one envelope, asked for where it is shown. */
export const AT_ENVELOPES: ReadonlySet<string> = new Set(['unbind_papers', 'sort_again']);

/** Screens where an event is done that takes more than a dialog: their address in the admin app, and their name. */
const SCREENS = {
  answer: { path: (id: string) => `/intake/${id}/answer`, name: '郵送受付' },
  account: { path: (id: string) => `/intake/${id}/account`, name: '郵送受付' },
  scans: { path: () => '/intake/scans', name: '読み取った書類の振り分け' },
  payments: { path: () => '/payments', name: '支払準備' },
} as const;

const ELSEWHERE: Readonly<Record<string, keyof typeof SCREENS>> = {
  answer_correction: 'answer',
  correct_account: 'account',
  change_account: 'account',
  add_papers: 'scans',
  batch: 'payments',
  unbatch: 'payments',
  recall: 'payments',
  record_paid: 'payments',
  record_failed: 'payments',
};

/** The screen an event is done on, or nothing when its dialog is here. */
export function screenOf(event: string, caseId: string): { path: string; name: string } | undefined {
  const screen = ELSEWHERE[event];
  if (screen === undefined) return undefined;
  const { path, name } = SCREENS[screen];
  return { path: path(caseId), name };
}

/** The last part of the path of an event's verb: request_correction -> request-correction. */
export function pathOf(event: string): string {
  // One verb records what came in; whether it was the whole or a part was said by the claim.
  if (event === 'record_part_repayment') return 'record-repayment';
  return event.replaceAll('_', '-');
}

/** The number of the last 続報 of the suspicions, 0 where there is none. */
export const lastNoteOf = (suspicions: readonly Suspicion[]): number =>
  Math.max(0, ...suspicions.flatMap(({ notes }) => notes.map(({ seq }) => seq)));

/** What an event says of the case as its reader saw it, besides what was typed in. */
export function seenWith(event: string, { version, suspicions }: Workbench): Record<string, unknown> {
  const speaks = event === 'propose_release' || event === 'release';
  return speaks ? { version, notesSeen: lastNoteOf(suspicions) } : { version };
}
