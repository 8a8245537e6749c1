import { diffDays, type CivilDate } from './civil-date.ts';

/** Fewer cases than this tell nothing honest, and could tell about one applicant. */
export const PACE_CASES_MIN = 10;

/** 処理に要した日数: calendar days between two steps, from real cases. */
export interface Pace {
  readonly cases: number;
  /** Half of the cases took at most so many days. */
  readonly median: number;
  /** Eight out of ten took at most so many days. */
  readonly eightyPercent: number;
}

/** One case: from where to where, JST days. */
export interface Stretch {
  readonly from: CivilDate;
  readonly to: CivilDate;
}

/** The smallest value that at least so large a share of the sorted values does not exceed (nearest rank). */
function rank(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
}

/**
 * 実際の所要日数: median and 80th percentile of calendar days, both by nearest rank, so that each is a wait that really
 * happened. Null with fewer than ten cases; a stretch that ends before it begins is a slip of the records and left out.
 */
export function paceOf(stretches: readonly Stretch[]): Pace | null {
  const days = stretches
    .map(({ from, to }) => diffDays(from, to))
    .filter((length) => length >= 0)
    .toSorted((left, right) => left - right);
  if (days.length < PACE_CASES_MIN) return null;
  return { cases: days.length, median: rank(days, 0.5), eightyPercent: rank(days, 0.8) };
}
