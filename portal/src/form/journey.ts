import { civilDateInJapan, instant, type CaseEvent, type CaseState, type CivilDate } from '@grant/schema';

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
  top_up_proposed: 'end',
  suspended: 'review',
  withdrawn: null,
  cancelled: 'decision',
  repayment_claimed: 'payment',
  repaid: 'end',
};

/** A step with its stage, and the day in Japan on which it was reached. A correction is shown only while one is asked for. */
export interface StepView {
  readonly step: Step;
  readonly stage: 'done' | 'now' | 'todo';
  readonly on: CivilDate | null;
}

/** The events by which a case comes to each step. */
const reachedBy: Readonly<Record<Step, readonly CaseEvent[]>> = {
  submitted: ['submit', 'register'],
  review: ['take'],
  correction: ['request_correction'],
  decision: ['grant', 'refuse'],
  payment: ['record_paid'],
};

interface Past {
  readonly event: string;
  readonly at: string;
}

/** The way of a case: which steps lie behind and since when, which is now, which are to come. */
export function journeyOf(state: CaseState, past: readonly Past[] = []): StepView[] {
  const now = stepOfState[state];
  if (now === null) return [];
  const steps = STEPS.filter((step) => step !== 'correction' || now === 'correction').filter(
    (step) => step !== 'payment' || (state !== 'refused' && state !== 'cancelled'),
  );
  const at = now === 'end' ? steps.length : steps.indexOf(now);
  const reachedOn = (step: Step): CivilDate | null => {
    const last = past.findLast(({ event }) => (reachedBy[step] as readonly string[]).includes(event));
    return last === undefined ? null : civilDateInJapan(instant(last.at));
  };
  return steps.map((step, index) => ({
    step,
    stage: index < at ? 'done' : index === at ? 'now' : 'todo',
    on: index > at ? null : reachedOn(step),
  }));
}
