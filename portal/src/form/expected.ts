import {
  addDays,
  civilDateInJapan,
  instant,
  type CaseState,
  type CivilDate,
  type VerbOutput,
} from '@grant/schema';

/** 決定の時期の目安: the day by which half, and by which eight out of ten, of the cases filed then are decided. */
export interface Expected {
  readonly half: CivilDate;
  readonly most: CivilDate;
}

/** States in which the applicant waits for a decision. */
const WAITING: readonly CaseState[] = ['submitted', 'in_review', 'correction_requested'];

/** The expected days, from what real cases took; null when nobody waits or too few cases tell. */
export function expectedOf(
  state: CaseState,
  submittedAt: string | null,
  pace: VerbOutput<'pace.show'> | undefined,
): Expected | null {
  const figures = pace?.toDecision ?? null;
  if (figures === null || submittedAt === null || !WAITING.includes(state)) return null;
  const filed = civilDateInJapan(instant(submittedAt));
  return { half: addDays(filed, figures.median), most: addDays(filed, figures.eightyPercent) };
}
