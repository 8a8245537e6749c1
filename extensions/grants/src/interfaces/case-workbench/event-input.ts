/** What each event asks of the person who presses its button; events not listed need only a confirmation. */
export type Need =
  | 'reason'
  | 'answer'
  | 'kind'
  | 'outcome'
  | 'recommendation'
  | 'amount'
  | 'reasons'
  | 'posting'
  | 'repayment'
  | 'topUp'
  | 'topUpAmount';

export const needs: Readonly<Record<string, readonly Need[]>> = {
  recommend: ['recommendation'],
  grant: ['amount'],
  refuse: ['reasons'],
  post_notice: ['posting'],
  record_mailing: ['posting'],
  resume_review: ['reason'],
  return_to_review: ['reason'],
  withdraw: ['reason'],
  suspend: ['kind', 'reason'],
  propose_release: ['outcome', 'reason'],
  note_answer: ['answer'],
  raise_suspicion: ['kind', 'reason'],
  release: ['reason'],
  cancel: ['reason'],
  claim_repayment: ['reason'],
  record_repayment: ['repayment', 'reason'],
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

/** The last part of the path of an event's verb: request_correction -> request-correction. */
export function pathOf(event: string): string {
  // One verb takes a decision back; after payment that is a claim.
  if (event === 'claim_repayment') return 'cancel';
  return event.replaceAll('_', '-');
}
