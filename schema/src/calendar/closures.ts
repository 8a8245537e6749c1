import { weekday, type CivilDate } from '../civil-date.ts';
import { reject, accept, type Result } from '../refusal.ts';
import { HOLIDAYS_2026_2027, type HolidayTable } from './holidays.ts';

/** 休業の決まり: which days of the year, written `MM-DD`, are closed besides weekends and holidays. */
export interface ClosureRule {
  /** Reason shown to people, for example 年末年始. */
  readonly name: string;
  /** Days of every year, `MM-DD`. */
  readonly monthDays: readonly string[];
}

/** 営業日の暦: a holiday table and a closure rule. */
export interface BusinessCalendar {
  readonly holidays: HolidayTable;
  readonly closure: ClosureRule;
}

/** 事務局の休業: 12/29 to 1/3 (仕様書). The specification writes 令和8年1月3日; only 令和9(2027)年1月3日 makes sense. */
export const OFFICE_CLOSURE: ClosureRule = {
  name: '年末年始の休業日',
  monthDays: ['12-29', '12-30', '12-31', '01-01', '01-02', '01-03'],
};

/** 銀行の休業: 12/31 to 1/3 (銀行法施行令5条); on 12/29 and 12/30 banks work while the office is closed. */
export const BANK_CLOSURE: ClosureRule = {
  name: '年末年始の銀行休業日',
  monthDays: ['12-31', '01-01', '01-02', '01-03'],
};

/** 事務局の暦 with the built-in holidays. */
export const OFFICE_CALENDAR: BusinessCalendar = { holidays: HOLIDAYS_2026_2027, closure: OFFICE_CLOSURE };

/**
 * 制度の一版による事務局の暦: the built-in holidays and the closed days (`MM-DD`) of one version of the programme, so that
 * a case is judged by the closures of its own version.
 */
export function officeCalendarOf(programme: {
  readonly officeClosures: readonly string[];
}): BusinessCalendar {
  return {
    holidays: HOLIDAYS_2026_2027,
    closure: { name: '事務局の休業日', monthDays: programme.officeClosures },
  };
}

/** 銀行の暦 with the built-in holidays. */
export const BANK_CALENDAR: BusinessCalendar = { holidays: HOLIDAYS_2026_2027, closure: BANK_CLOSURE };

/**
 * 休業の理由: why a day is closed (the holiday's name, 年末年始…, 土曜日, 日曜日), or null when it is a business day.
 * A day outside the holiday table is refused (CALENDAR_ENDS): an unknown holiday must not pass for a business day.
 */
export function closedReason(calendar: BusinessCalendar, date: CivilDate): Result<string | null> {
  const { from, to, dates } = calendar.holidays;
  if (date < from || date > to) return reject('CALENDAR_ENDS', { date, from, to });
  const holiday = dates[date];
  if (holiday !== undefined) return accept(holiday);
  if (calendar.closure.monthDays.includes(date.slice(5))) return accept(calendar.closure.name);
  const day = weekday(date);
  return accept(day === 0 ? '日曜日' : day === 6 ? '土曜日' : null);
}
