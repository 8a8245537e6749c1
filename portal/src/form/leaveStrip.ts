import { addDays, addMonths, civilDate, diffDays, partsOf, type CivilDate } from '@grant/schema';

/** A stretch of the strip: where it begins and how long it is, as shares of the whole (0 to 1). */
export interface Span {
  readonly at: number;
  readonly share: number;
}

/** The calendar strip: whole months from the first to the last day, the bars on it, and where they overlap. */
export interface LeaveStrip {
  readonly from: CivilDate;
  readonly to: CivilDate;
  readonly months: readonly (Span & { readonly label: string })[];
  readonly bars: readonly (Span & { readonly days: number })[];
  readonly overlaps: readonly Span[];
}

function firstOfMonth(date: CivilDate): CivilDate {
  return civilDate(`${date.slice(0, 8)}01`);
}

/** Days that lie in more than one of the ranges, as ranges of their own, earliest first. */
export function overlapsOf(
  ranges: readonly { from: CivilDate; to: CivilDate }[],
): { from: CivilDate; to: CivilDate }[] {
  const sorted = ranges.toSorted((left, right) => (left.from < right.from ? -1 : 1));
  const shared: { from: CivilDate; to: CivilDate }[] = [];
  let reach: CivilDate | null = null;
  for (const { from, to } of sorted) {
    if (reach !== null && from <= reach) shared.push({ from, to: to < reach ? to : reach });
    if (reach === null || to > reach) reach = to;
  }
  return shared;
}

/** Longest strip that stays readable, in months. */
const MONTHS_MAX = 24;

/** Lays date ranges on a strip of whole months; null when there are none or they lie too far apart to draw. */
export function spansOf(ranges: readonly { from: CivilDate; to: CivilDate }[]): LeaveStrip | null {
  const starts = ranges.map((range) => range.from).toSorted();
  const ends = ranges.map((range) => range.to).toSorted();
  const first = starts[0];
  const last = ends.at(-1);
  if (first === undefined || last === undefined) return null;
  const from = firstOfMonth(first);
  const end = addMonths(firstOfMonth(last), 1);
  const whole = diffDays(from, end);
  const months: (Span & { label: string })[] = [];
  for (let month = from; month < end; month = addMonths(month, 1)) {
    if (months.length >= MONTHS_MAX) return null;
    months.push({
      label: `${partsOf(month).month}月`,
      at: diffDays(from, month) / whole,
      share: diffDays(month, addMonths(month, 1)) / whole,
    });
  }
  const place = (range: { from: CivilDate; to: CivilDate }): Span => ({
    at: diffDays(from, range.from) / whole,
    share: diffDays(range.from, addDays(range.to, 1)) / whole,
  });
  const bars = ranges.map((range) => ({ ...place(range), days: diffDays(range.from, range.to) + 1 }));
  return { from: first, to: last, months, bars, overlaps: overlapsOf(ranges).map(place) };
}
