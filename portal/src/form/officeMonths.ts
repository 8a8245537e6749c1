import {
  addDays,
  addMonths,
  civilDate,
  closedReason,
  daysInMonth,
  officeCalendarOf,
  partsOf,
  weekday,
  type CivilDate,
} from '@grant/schema';

/** One day of a month: why the office is closed, or null when it is open. */
export interface OfficeDay {
  readonly date: CivilDate;
  readonly day: number;
  readonly closed: string | null;
}

/** One month in weeks from Sunday to Saturday; null stands for a day of another month. */
export interface OfficeMonth {
  readonly year: number;
  readonly month: number;
  readonly weeks: readonly (readonly (OfficeDay | null)[])[];
}

/** 休業日の暦: so many months from the one of `today`; it ends where the holidays are no longer known. */
export function officeMonths(
  today: CivilDate,
  programme: { readonly officeClosures: readonly string[] },
  count: number,
): OfficeMonth[] {
  const calendar = officeCalendarOf(programme);
  const months: OfficeMonth[] = [];
  for (let index = 0; index < count; index += 1) {
    const first = addMonths(civilDate(`${today.slice(0, 8)}01`), index);
    const { year, month } = partsOf(first);
    const cells: (OfficeDay | null)[] = Array.from({ length: weekday(first) }, () => null);
    for (let day = 1; day <= daysInMonth(year, month); day += 1) {
      const date = addDays(first, day - 1);
      const reason = closedReason(calendar, date);
      if (!reason.ok) return months;
      cells.push({ date, day, closed: reason.value });
    }
    while (cells.length % 7 !== 0) cells.push(null);
    const weeks = Array.from({ length: cells.length / 7 }, (_row, week) =>
      cells.slice(week * 7, week * 7 + 7),
    );
    months.push({ year, month, weeks });
  }
  return months;
}
