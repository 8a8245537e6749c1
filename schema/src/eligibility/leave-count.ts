import type { LeavePeriod } from '../application/application.ts';
import { isKnown, type AnswerGap, type KnownAnswers } from '../application/gaps.ts';
import type { CivilDate } from '../civil-date.ts';
import { formatWareki as day } from '../civil-date/wareki.ts';
import type { MonthRule } from '../programme/figures.ts';
import { leaveRuns, type LeaveRun } from './leave-runs.ts';

/** Days that make a month where days are counted instead of 応当日. */
export const DAYS_PER_MONTH = 30;

/** 通算: how long the leave was, in months and in days, with the way there. */
export interface LeaveCount {
  readonly runs: readonly LeaveRun[];
  /** 通算月数 by 応当日; days left over in split leave make a month for every 30. */
  readonly months: number;
  readonly restDays: number;
  /** 通算日数: calendar days, worked days of 出生時育児休業 taken off. */
  readonly days: number;
  /** Worked days that were taken off. */
  readonly workedDays: number;
  /** Japanese lines that show the arithmetic. */
  readonly arithmetic: readonly string[];
}

/** What decides which days count. */
export interface LeaveBounds {
  /** Days before the birth of the child are not leave to raise it. */
  readonly childBirthOn: CivilDate;
}

function monthsText(months: number, days: number): string {
  return months === 0 ? `${days}日` : `${months}か月${days === 0 ? '' : `と${days}日`}`;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/**
 * Months and days of the runs together. A single run is counted by 応当日 alone (民法143条); for split leave no law
 * gives a 応当日, so left-over days add up and every 30 of them are a month. Worked days come off the left-over
 * days first and then off a month taken as 30 days.
 */
function together(runs: readonly LeaveRun[], workedDays: number): { months: number; restDays: number } {
  const whole = sum(runs.map((run) => run.months));
  const rest = sum(runs.map((run) => run.restDays));
  if (rest >= workedDays) {
    const left = rest - workedDays;
    const rolled = runs.length > 1 ? Math.floor(left / DAYS_PER_MONTH) : 0;
    return { months: whole + rolled, restDays: left - rolled * DAYS_PER_MONTH };
  }
  const left = Math.max(0, whole * DAYS_PER_MONTH + rest - workedDays);
  return { months: Math.floor(left / DAYS_PER_MONTH), restDays: left % DAYS_PER_MONTH };
}

/** 通算月数・日数の計算: counts the leave of one child; other children and other employees are never added. */
export function countLeave(periods: readonly LeavePeriod[], bounds: LeaveBounds): LeaveCount {
  const runs = leaveRuns(periods, bounds.childBirthOn);
  const workedDays = sum(
    periods.filter((period) => period.kind === 'at_birth').map((period) => period.workedDays),
  );
  const calendarDays = sum(runs.map((run) => run.days));
  const days = Math.max(0, calendarDays - workedDays);
  const { months, restDays } = together(runs, workedDays);
  const lines = runs.map(
    (run, index) =>
      `休業${index + 1}：${day(run.startOn)}から${day(run.endOn)}まで ${monthsText(run.months, run.restDays)}（暦日${run.days}日）`,
  );
  if (periods.some((period) => period.startOn < bounds.childBirthOn)) {
    lines.push(`子の出生日（${day(bounds.childBirthOn)}）より前の日は数えません。`);
  }
  if (workedDays > 0) {
    lines.push(
      `出生時育児休業中の就業日${workedDays}日を除きます（暦日${calendarDays}日－${workedDays}日）。`,
    );
  }
  lines.push(`通算：${monthsText(months, restDays)}、暦日${days}日`);
  return { runs, months, restDays, days, workedDays, arithmetic: lines };
}

/** 通算 of an application, or null while its periods or the child's birth are not known. */
export function leaveOf(application: KnownAnswers, gaps: readonly AnswerGap[]): LeaveCount | null {
  const { childBirthOn, leavePeriods } = application;
  if (childBirthOn === null || !isKnown(application, gaps, 'childBirthOn')) return null;
  return isKnown(application, gaps, 'leavePeriods') ? countLeave(leavePeriods, { childBirthOn }) : null;
}

/** 数え方ごとの結果. */
export interface Reading {
  readonly rule: Exclude<MonthRule, 'hybrid'>;
  readonly label: string;
  readonly reached: boolean;
}

/** 到達の判定: whether so many months are reached, and whether the readings agree on it. */
export interface Reach {
  readonly months: number;
  readonly reached: boolean;
  /** False when the rule accepts it but only one of its two readings holds: a person must decide. */
  readonly certain: boolean;
  readonly readings: readonly Reading[];
}

/**
 * 通算月数の到達: does the leave reach so many months under the programme's rule? `hybrid` accepts 応当日 or 30 days a
 * month, so that neither a February of 28 days nor a run of 90 days is lost; where only one holds it is not certain.
 */
export function reachMonths(
  count: Pick<LeaveCount, 'months' | 'days'>,
  months: number,
  rule: MonthRule,
): Reach {
  const calendar = count.months >= months;
  const days30 = count.days >= DAYS_PER_MONTH * months;
  const days28 = count.days >= 28 * months;
  const readings: Reading[] = [
    { rule: 'calendarOnly', label: `応当日による${months}か月`, reached: calendar },
    { rule: 'days30', label: `暦日${DAYS_PER_MONTH * months}日`, reached: days30 },
    { rule: 'days28', label: `暦日${28 * months}日`, reached: days28 },
  ];
  if (rule === 'hybrid') {
    return { months, reached: calendar || days30, certain: calendar === days30, readings };
  }
  const reached = { calendarOnly: calendar, days30, days28 }[rule];
  return { months, reached, certain: true, readings };
}
