import type { WaitingFor } from '../lifecycle/states.ts';

/**
 * 回答の到着: what an applicant reads, and whose turn it is, while papers that answer a correction have come by post and the
 * desk has not entered them; the state of the case is still that of the request.
 */
export const ARRIVED_ANSWER: { readonly meaning: string; readonly waitingFor: WaitingFor } = {
  meaning: '回答の書類が届きました。事務局で入力します。',
  waitingFor: 'office',
};
