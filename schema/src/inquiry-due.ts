import { addOfficeDays, addOfficeDaysUntil, isOfficeDay } from './calendar.ts';
import { officeCalendarOf } from './calendar/closures.ts';
import { civilDateInJapan, instant, minuteOfDayInJapan, type Instant } from './civil-date/japan-time.ts';
import type { CivilDate } from './civil-date.ts';
import type { Programme } from './programme/figures.ts';
import { accept, type Result } from './refusal.ts';

/** Who asked to be called back is called within so many minutes of desk hours. */
export const CALLBACK_MINUTES = 120;

/** 県からの照会 without a day of its own is answered within so many office days. */
export const REQUEST_ANSWER_DAYS = 3;

type Hours = Pick<Programme, 'officeClosures' | 'officeOpensTime' | 'officeClosesTime' | 'officeClosesOn'>;

function minuteOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}

function at(day: CivilDate, minute: number): Instant {
  const two = (part: number): string => String(part).padStart(2, '0');
  return instant(`${day}T${two(Math.floor(minute / 60))}:${two(minute % 60)}:00+09:00`);
}

/**
 * 折返しの期限: so many minutes of desk hours after a moment. Minutes when the desk is closed do not count: a call of 16:00
 * is answered by 10:00 of the next office day, and one of the last afternoon (事務局の終了日) before the desk closes for good.
 */
export function callbackDue(moment: Instant, hours: Hours): Result<Instant> {
  const calendar = officeCalendarOf(hours);
  const [opens, closes] = [minuteOf(hours.officeOpensTime), minuteOf(hours.officeClosesTime)];
  let day = civilDateInJapan(moment);
  let from = Math.max(minuteOfDayInJapan(moment), opens);
  let left = CALLBACK_MINUTES;
  for (;;) {
    const open = isOfficeDay(day, calendar);
    if (!open.ok) return open;
    const room = open.value ? Math.max(0, closes - from) : 0;
    if (room >= left) return accept(at(day, from + left));
    left -= room;
    const next = addOfficeDays(day, 1, calendar);
    if (!next.ok) return next;
    if (next.value > hours.officeClosesOn) return accept(at(day, closes));
    day = next.value;
    from = opens;
  }
}

/** 照会の回答期限: the close of the desk on the third office day after the request, or on its last day (事務局の終了日). */
export function requestDue(moment: Instant, hours: Hours): Result<Instant> {
  const asked = civilDateInJapan(moment);
  const calendar = officeCalendarOf(hours);
  const day = addOfficeDaysUntil(asked, REQUEST_ANSWER_DAYS, hours.officeClosesOn, calendar);
  return day.ok ? accept(at(day.value, minuteOf(hours.officeClosesTime))) : day;
}
