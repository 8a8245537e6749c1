import { addOfficeDaysUntil, businessDaysSince, isDeskOpen, type DeskHours } from '../calendar.ts';
import { officeCalendarOf } from '../calendar/closures.ts';
import type { CivilDate } from '../civil-date.ts';
import type { Instant } from '../civil-date/japan-time.ts';
import { accept, type Result } from '../refusal.ts';
import type { Programme } from './figures.ts';

function minuteOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}

/** 窓口が開いているか: by the office's calendar and the hours that one version of the programme names. */
export function isOfficeOpen(
  programme: Pick<Programme, 'officeClosures' | 'officeOpensTime' | 'officeClosesTime'>,
  moment: Instant,
): Result<boolean> {
  const hours: DeskHours = {
    fromMinute: minuteOf(programme.officeOpensTime),
    toMinute: minuteOf(programme.officeClosesTime),
  };
  return isDeskOpen(moment, officeCalendarOf(programme), hours);
}

/**
 * 補正の期限: the programme's number of office days after the day of the request, which is not counted (民法140条); at the
 * latest the last day of the office, after which nobody would receive the answer.
 */
export function correctionDueOn(
  programme: Pick<Programme, 'officeClosures' | 'correctionDays' | 'officeClosesOn'>,
  requestedOn: CivilDate,
): Result<CivilDate> {
  const { correctionDays, officeClosesOn } = programme;
  return addOfficeDaysUntil(requestedOn, correctionDays, officeClosesOn, officeCalendarOf(programme));
}

/** How long a case has waited: on time, 注意 (amber) or 超過 (red). */
export type WaitTone = 'calm' | 'amber' | 'red';

/** 経過営業日: office days gone by since a day, that day not counted, and what that means by the programme's figures. */
export function waitSince(
  programme: Pick<Programme, 'officeClosures' | 'standardAmberDays' | 'standardDays'>,
  since: CivilDate,
  today: CivilDate,
): Result<{ readonly days: number; readonly tone: WaitTone }> {
  const days = businessDaysSince(officeCalendarOf(programme), since, today);
  if (!days.ok) return days;
  const tone =
    days.value >= programme.standardDays
      ? 'red'
      : days.value >= programme.standardAmberDays
        ? 'amber'
        : 'calm';
  return accept({ days: days.value, tone });
}
