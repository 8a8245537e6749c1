/** 補正の督促: which mails a request for correction is still owed on a day. */
import { addOfficeDays } from '../calendar.ts';
import { officeCalendarOf } from '../calendar/closures.ts';
import { addDays, type CivilDate } from '../civil-date.ts';
import type { Programme } from '../programme/figures.ts';
import { accept, type Result } from '../refusal.ts';

/** Office days before the day due on which the first mail goes out. */
export const REMIND_BEFORE_DAYS = 3;

/** Mails that remind of a correction, each at most once. */
export const REMINDERS = ['correction-reminder', 'correction-overdue'] as const;

/** One kind of reminder. */
export type Reminder = (typeof REMINDERS)[number];

/**
 * The reminders whose day has come: three office days before the day due, and the day after it. `correctionReminders` of
 * the programme says how many there are (0, 1 or 2). A request younger than the first day needs no reminder before.
 */
export function remindersDue(
  programme: Pick<Programme, 'officeClosures' | 'correctionReminders'>,
  round: { readonly requestedOn: CivilDate; readonly dueOn: CivilDate },
  today: CivilDate,
): Result<readonly Reminder[]> {
  const before = addOfficeDays(round.dueOn, -REMIND_BEFORE_DAYS, officeCalendarOf(programme));
  if (!before.ok) return before;
  const due: Reminder[] = [];
  const early = before.value > round.requestedOn && today >= before.value && today <= round.dueOn;
  if (programme.correctionReminders >= 1 && early) due.push('correction-reminder');
  if (programme.correctionReminders >= 2 && today >= addDays(round.dueOn, 1)) due.push('correction-overdue');
  return accept(due);
}
