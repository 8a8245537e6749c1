import {
  addDays,
  civilDateInJapan,
  instant,
  type CaseState,
  type CivilDate,
  type VerbOutput,
} from '@grant/schema';

/** 時期の目安: the day by which half, and by which eight out of ten, of the cases filed then had come so far. */
export interface Expected {
  readonly what: 'decision' | 'payment';
  readonly half: CivilDate;
  readonly most: CivilDate;
  /** Which of the two days is still to come; a day that has passed is promised to nobody. */
  readonly ahead: 'both' | 'most' | 'none';
}

/** What the applicant waits for in each state that is somebody else's turn. */
const AWAITED: Readonly<Partial<Record<CaseState, Expected['what']>>> = {
  submitted: 'decision',
  in_review: 'decision',
  granted: 'payment',
  payable: 'payment',
};

/** The expected days, from what real cases took; null when nobody waits or too few cases tell. */
export function expectedOf(
  state: CaseState,
  submittedAt: string | null,
  pace: VerbOutput<'pace.show'> | undefined,
  today: CivilDate,
): Expected | null {
  const what = AWAITED[state];
  if (what === undefined || submittedAt === null) return null;
  const figures = (what === 'decision' ? pace?.toDecision : pace?.toPayment) ?? null;
  if (figures === null) return null;
  const filed = civilDateInJapan(instant(submittedAt));
  const [half, most] = [addDays(filed, figures.median), addDays(filed, figures.eightyPercent)];
  return { what, half, most, ahead: today <= half ? 'both' : today <= most ? 'most' : 'none' };
}
