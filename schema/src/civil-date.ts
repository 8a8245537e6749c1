import type { z } from 'zod';
import { parseJapaneseDate } from './civil-date/written.ts';
import { accept, reject, type Result } from './refusal.ts';

/** 暦日: a day of the calendar in Japan, `YYYY-MM-DD`, with no time and no zone. Sorts as a string. */
export type CivilDate = string & z.core.$brand<'CivilDate'>;

/** Year, month 1-12 and day 1-31 of a date. */
export interface DateParts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

const DAY_MS = 86_400_000;

/** Days in a month; month 1-12. */
export function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

function exists({ year, month, day }: DateParts): boolean {
  return (
    year >= 1000 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)
  );
}

function write({ year, month, day }: DateParts): CivilDate {
  const pad = (part: number) => String(part).padStart(2, '0');
  return `${year}-${pad(month)}-${pad(day)}` as CivilDate;
}

/** The date of these parts, or a refusal when no such day exists (2月30日). */
export function civilDateOf(parts: DateParts): Result<CivilDate> {
  if (exists(parts)) return accept(write(parts));
  return reject('INVALID_DATE', { found: `${parts.year}年${parts.month}月${parts.day}日` });
}

/** True for exactly `YYYY-MM-DD` of a day that exists. */
export function isCivilDate(value: unknown): value is CivilDate {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/u.test(value)) return false;
  return exists(partsOf(value as CivilDate));
}

/**
 * Reads a date as people write it: `2026-04-01`, `2026/4/1`, `２０２６年４月１日`, `20260401`, `令和8年4月1日`, `R8.4.1`.
 * A day that does not exist, or lies outside its era, is refused (INVALID_DATE).
 */
export function parseCivilDate(input: string): Result<CivilDate> {
  const parts = parseJapaneseDate(input);
  if (parts !== undefined && exists(parts)) return accept(write(parts));
  return reject('INVALID_DATE', { found: input.trim() });
}

/** A date written in code. Throws RangeError when it is none: that is a fault of the program. */
export function civilDate(text: string): CivilDate {
  if (!isCivilDate(text)) throw new RangeError(`not a date: ${text}`);
  return text;
}

/** Year, month and day of a date. */
export function partsOf(date: CivilDate): DateParts {
  return { year: Number(date.slice(0, 4)), month: Number(date.slice(5, 7)), day: Number(date.slice(8, 10)) };
}

function dayNumber(date: CivilDate): number {
  const { year, month, day } = partsOf(date);
  return Date.UTC(year, month - 1, day) / DAY_MS;
}

/** The date so many days later (earlier when negative). Throws RangeError outside the years 1000-9999. */
export function addDays(date: CivilDate, days: number): CivilDate {
  const moved = new Date((dayNumber(date) + days) * DAY_MS);
  return civilDate(
    write({ year: moved.getUTCFullYear(), month: moved.getUTCMonth() + 1, day: moved.getUTCDate() }),
  );
}

function monthsLater(date: CivilDate, months: number): DateParts {
  const { year, month, day } = partsOf(date);
  const index = year * 12 + (month - 1) + months;
  return { year: Math.floor(index / 12), month: (((index % 12) + 12) % 12) + 1, day };
}

/**
 * 応当日: the day of the same number so many months later; where that month has none, its last day (民法143条2項).
 * The first day is not counted (民法140条): two months from 2026-12-31 is 2027-02-28.
 */
export function addMonths(date: CivilDate, months: number): CivilDate {
  const target = monthsLater(date, months);
  return civilDate(write({ ...target, day: Math.min(target.day, daysInMonth(target.year, target.month)) }));
}

/**
 * 期間の満了日: the last day of a period of whole months whose first day is counted (民法143条): the day before the
 * 応当日, or the end of the month where there is no 応当日. One month from 2026-05-31 ends on 2026-06-30.
 */
export function lastDayOfMonths(firstDay: CivilDate, months: number): CivilDate {
  const target = monthsLater(firstDay, months);
  const lastOfMonth = daysInMonth(target.year, target.month);
  return target.day > lastOfMonth
    ? civilDate(write({ ...target, day: lastOfMonth }))
    : addDays(civilDate(write(target)), -1);
}

/** Days from one date to another; 0 for the same day, negative when `to` is earlier. */
export function diffDays(from: CivilDate, to: CivilDate): number {
  return dayNumber(to) - dayNumber(from);
}

/** 曜日: 0 Sunday to 6 Saturday. */
export function weekday(date: CivilDate): number {
  return new Date(dayNumber(date) * DAY_MS).getUTCDay();
}

/** Negative, zero or positive, for sorting: earlier dates first. */
export function compareDates(left: CivilDate, right: CivilDate): number {
  return diffDays(right, left);
}

/** The earlier of two dates. */
export function earlierOf(left: CivilDate, right: CivilDate): CivilDate {
  return left <= right ? left : right;
}

/** The later of two dates. */
export function laterOf(left: CivilDate, right: CivilDate): CivilDate {
  return left >= right ? left : right;
}

/** True when the date lies in the period, both ends included. */
export function isWithin(date: CivilDate, from: CivilDate, to: CivilDate): boolean {
  return from <= date && date <= to;
}
