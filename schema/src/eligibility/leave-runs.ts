import type { LeavePeriod } from '../application/application.ts';
import { addDays, diffDays, lastDayOfMonths, laterOf, type CivilDate } from '../civil-date.ts';

/** 連続した休業: days without a gap, both ends included, overlaps joined. */
export interface LeaveRun {
  readonly startOn: CivilDate;
  readonly endOn: CivilDate;
  /** Calendar days, weekends and holidays included. */
  readonly days: number;
  /** Whole months by 応当日 (民法143条). */
  readonly months: number;
  /** Days after the last whole month. */
  readonly restDays: number;
}

function measure(startOn: CivilDate, endOn: CivilDate): LeaveRun {
  let months = 0;
  while (lastDayOfMonths(startOn, months + 1) <= endOn) months += 1;
  const uncounted = addDays(lastDayOfMonths(startOn, months), 1);
  return {
    startOn,
    endOn,
    days: diffDays(startOn, endOn) + 1,
    months,
    restDays: diffDays(uncounted, endOn) + 1,
  };
}

/**
 * 休業の連続: the periods as runs. Days before `notBefore` (the child's birth) are left out, days in two periods count
 * once, and periods that follow each other without a gap are one run. Periods that end before they start are left out.
 */
export function leaveRuns(
  periods: readonly Pick<LeavePeriod, 'startOn' | 'endOn'>[],
  notBefore: CivilDate,
): LeaveRun[] {
  const clipped = periods
    .map((period) => ({ startOn: laterOf(period.startOn, notBefore), endOn: period.endOn }))
    .filter((period) => period.startOn <= period.endOn)
    .toSorted((left, right) => (left.startOn < right.startOn ? -1 : 1));
  const joined: { startOn: CivilDate; endOn: CivilDate }[] = [];
  for (const period of clipped) {
    const last = joined.at(-1);
    if (last !== undefined && period.startOn <= addDays(last.endOn, 1)) {
      last.endOn = laterOf(last.endOn, period.endOn);
    } else joined.push({ ...period });
  }
  return joined.map((run) => measure(run.startOn, run.endOn));
}
