import type { CaseState } from '@grant/schema';

/** The steps an applicant sees, whatever the office does between them. */
export const STEPS = ['submitted', 'review', 'correction', 'decision', 'payment'] as const;

/** One step of the way. */
export type Step = (typeof STEPS)[number];

/** Where each state stands on the way; null where the way has ended or has not begun. */
const stepOfState: Readonly<Record<CaseState, Step | 'end' | null>> = {
  draft: null,
  received: 'submitted',
  submitted: 'submitted',
  in_review: 'review',
  correction_requested: 'correction',
  recommended: 'review',
  granted: 'decision',
  refused: 'decision',
  payable: 'payment',
  in_batch: 'payment',
  account_correction: 'payment',
  paid: 'end',
  suspended: 'review',
  withdrawn: null,
  cancelled: 'decision',
  repayment_claimed: 'payment',
  repaid: 'end',
};

/** A step with its stage. A correction is shown only while one is asked for. */
export interface StepView {
  readonly step: Step;
  readonly stage: 'done' | 'now' | 'todo';
}

/** The way of a case: which steps lie behind, which is now, which are to come. */
export function journeyOf(state: CaseState): StepView[] {
  const now = stepOfState[state];
  if (now === null) return [];
  const steps = STEPS.filter((step) => step !== 'correction' || now === 'correction').filter(
    (step) => step !== 'payment' || (state !== 'refused' && state !== 'cancelled'),
  );
  const at = now === 'end' ? steps.length : steps.indexOf(now);
  return steps.map((step, index) => ({
    step,
    stage: index < at ? 'done' : index === at ? 'now' : 'todo',
  }));
}
