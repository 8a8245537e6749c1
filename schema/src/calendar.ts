import { closedReason, OFFICE_CALENDAR, BANK_CALENDAR, type BusinessCalendar } from './calendar/closures.ts';
import { addDays, type CivilDate } from './civil-date.ts';
import { civilDateInJapan, minuteOfDayInJapan, type Instant } from './civil-date/japan-time.ts';
import { accept, reject, type Result } from './refusal.ts';

/** True when the calendar is open on that day; refused outside its holiday table. */
export function isBusinessDay(calendar: BusinessCalendar, date: CivilDate): Result<boolean> {
  const reason = closedReason(calendar, date);
  return reason.ok ? accept(reason.value === null) : reason;
}

/**
 * 営業日の加算: the n-th business day after a date; the date itself is day 0 and is not counted (民法140条). A
 * negative number counts backwards, and 0 gives the date itself, open or not.
 */
export function addBusinessDays(
  calendar: BusinessCalendar,
  date: CivilDate,
  days: number,
): Result<CivilDate> {
  const step = days < 0 ? -1 : 1;
  let current = date;
  let left = Math.abs(days);
  while (left > 0) {
    current = addDays(current, step);
    const open = isBusinessDay(calendar, current);
    if (!open.ok) return open;
    if (open.value) left -= 1;
  }
  return accept(current);
}

/** 経過営業日: how many business days lie after `since` up to and including `today`; 0 when `today` is not later. */
export function businessDaysSince(
  calendar: BusinessCalendar,
  since: CivilDate,
  today: CivilDate,
): Result<number> {
  let days = 0;
  for (let day = addDays(since, 1); day <= today; day = addDays(day, 1)) {
    const open = isBusinessDay(calendar, day);
    if (!open.ok) return open;
    if (open.value) days += 1;
  }
  return accept(days);
}

function nearest(calendar: BusinessCalendar, date: CivilDate, step: 1 | -1): Result<CivilDate> {
  const open = isBusinessDay(calendar, date);
  if (!open.ok) return open;
  return open.value ? accept(date) : addBusinessDays(calendar, date, step);
}

/** 事務局の営業日か. */
export function isOfficeDay(date: CivilDate, calendar: BusinessCalendar = OFFICE_CALENDAR): Result<boolean> {
  return isBusinessDay(calendar, date);
}

/** 銀行の営業日か. */
export function isBankDay(date: CivilDate, calendar: BusinessCalendar = BANK_CALENDAR): Result<boolean> {
  return isBusinessDay(calendar, date);
}

/** n-th office day after a date, day 0 excluded: 「3営業日以内」 ends with the third. */
export function addOfficeDays(
  date: CivilDate,
  days: number,
  calendar: BusinessCalendar = OFFICE_CALENDAR,
): Result<CivilDate> {
  return addBusinessDays(calendar, date, days);
}

/**
 * 事務局の終了日までの期限: the n-th office day after a date, or the last one up to `until` where the office ends before.
 * Nothing is promised for a day on which nobody is there any more.
 */
export function addOfficeDaysUntil(
  date: CivilDate,
  days: number,
  until: CivilDate,
  calendar: BusinessCalendar = OFFICE_CALENDAR,
): Result<CivilDate> {
  let last = date;
  for (let step = 0; step < days; step += 1) {
    const next = addOfficeDays(last, 1, calendar);
    if (!next.ok) return next;
    if (next.value > until) break;
    last = next.value;
  }
  return accept(last);
}

/** The date itself when banks are open, else the next day they are. */
export function nextBankDay(date: CivilDate, calendar: BusinessCalendar = BANK_CALENDAR): Result<CivilDate> {
  return nearest(calendar, date, 1);
}

/** The date itself when banks are open, else the last day before it on which they were. */
export function previousBankDay(
  date: CivilDate,
  calendar: BusinessCalendar = BANK_CALENDAR,
): Result<CivilDate> {
  return nearest(calendar, date, -1);
}

/** 受付期間: how far from the day of sending a bank accepts a transfer date, in bank business days. */
export interface TransferWindow {
  /** At least so many bank days before (1: no transfer on the day itself). */
  readonly minDaysAhead: number;
  /** At most so many bank days ahead. */
  readonly maxDaysAhead: number;
}

/** The usual window of a 総合振込 contract; a bank's own is part of its profile. */
export const DEFAULT_TRANSFER_WINDOW: TransferWindow = { minDaysAhead: 1, maxDaysAhead: 15 };

/** First and last transfer date a bank accepts for a file sent on `sentOn`. */
export function transferDateWindow(
  sentOn: CivilDate,
  window: TransferWindow = DEFAULT_TRANSFER_WINDOW,
  calendar: BusinessCalendar = BANK_CALENDAR,
): Result<{ readonly earliest: CivilDate; readonly latest: CivilDate }> {
  const earliest = addBusinessDays(calendar, sentOn, window.minDaysAhead);
  if (!earliest.ok) return earliest;
  const latest = addBusinessDays(calendar, sentOn, window.maxDaysAhead);
  if (!latest.ok) return latest;
  return accept({ earliest: earliest.value, latest: latest.value });
}

/**
 * 振込指定日の検査: accepts a bank business day inside the window, counted from the day of sending. Refuses with
 * NOT_BANK_DAY (naming the next bank day), TRANSFER_DATE_OUTSIDE_WINDOW or CALENDAR_ENDS.
 */
export function checkTransferDate(
  date: CivilDate,
  sentOn: CivilDate,
  window: TransferWindow = DEFAULT_TRANSFER_WINDOW,
  calendar: BusinessCalendar = BANK_CALENDAR,
): Result<CivilDate> {
  const span = transferDateWindow(sentOn, window, calendar);
  if (!span.ok) return span;
  const { earliest, latest } = span.value;
  const reason = closedReason(calendar, date);
  if (!reason.ok) return reason;
  if (date < earliest || date > latest) {
    return reject('TRANSFER_DATE_OUTSIDE_WINDOW', { date, earliest, latest });
  }
  if (reason.value === null) return accept(date);
  const next = addBusinessDays(calendar, date, 1);
  return next.ok ? reject('NOT_BANK_DAY', { date, reason: reason.value, next: next.value }) : next;
}

/** 受付時間: minutes since midnight in Japan, `to` not included. */
export interface DeskHours {
  readonly fromMinute: number;
  readonly toMinute: number;
}

/** 事務局の受付時間 9:00-17:00. */
export const OFFICE_HOURS: DeskHours = { fromMinute: 9 * 60, toMinute: 17 * 60 };

/** True when the desk is open at this moment: an office day, from 9:00:00 until just before 17:00. */
export function isDeskOpen(
  moment: Instant,
  calendar: BusinessCalendar = OFFICE_CALENDAR,
  hours: DeskHours = OFFICE_HOURS,
): Result<boolean> {
  const open = isBusinessDay(calendar, civilDateInJapan(moment));
  if (!open.ok) return open;
  const minute = minuteOfDayInJapan(moment);
  return accept(open.value && minute >= hours.fromMinute && minute < hours.toMinute);
}

/**
 * 対応の起算日: the office day from which an answer is counted. A message outside desk hours counts from the next
 * office day; its receipt time stays what it was.
 */
export function responseDay(
  moment: Instant,
  calendar: BusinessCalendar = OFFICE_CALENDAR,
  hours: DeskHours = OFFICE_HOURS,
): Result<CivilDate> {
  const date = civilDateInJapan(moment);
  const late = minuteOfDayInJapan(moment) >= hours.toMinute;
  return late ? addBusinessDays(calendar, date, 1) : nearest(calendar, date, 1);
}
