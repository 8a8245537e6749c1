import { civilDate, type CivilDate } from '../civil-date.ts';

/**
 * 休日表: holidays of a span of days, as dated data with its source. Outside the span nothing is known, so every
 * question there is refused. The manager replaces the table when 内閣府 publishes the next year.
 */
export interface HolidayTable {
  /** First day the table answers for. */
  readonly from: CivilDate;
  /** Last day the table answers for. */
  readonly to: CivilDate;
  /** Name of each 国民の祝日 or 休日 by date. */
  readonly dates: Readonly<Record<string, string>>;
  /** Where the dates come from, as an auditor would want to read it. */
  readonly source: string;
}

/**
 * 令和8年度・令和9年度の休日. From 2026-04-01 to the end of 2027 the dates follow 国民の祝日に関する法律; the
 * equinoxes of 2027 and 2028 are 国立天文台's forecasts until the 官報 of the February before confirms them.
 */
export const HOLIDAYS_2026_2027: HolidayTable = {
  from: civilDate('2026-04-01'),
  to: civilDate('2028-03-31'),
  dates: {
    '2026-04-29': '昭和の日',
    '2026-05-03': '憲法記念日',
    '2026-05-04': 'みどりの日',
    '2026-05-05': 'こどもの日',
    '2026-05-06': '振替休日',
    '2026-07-20': '海の日',
    '2026-08-11': '山の日',
    '2026-09-21': '敬老の日',
    '2026-09-22': '国民の休日',
    '2026-09-23': '秋分の日',
    '2026-10-12': 'スポーツの日',
    '2026-11-03': '文化の日',
    '2026-11-23': '勤労感謝の日',
    '2027-01-01': '元日',
    '2027-01-11': '成人の日',
    '2027-02-11': '建国記念の日',
    '2027-02-23': '天皇誕生日',
    '2027-03-21': '春分の日',
    '2027-03-22': '振替休日',
    '2027-04-29': '昭和の日',
    '2027-05-03': '憲法記念日',
    '2027-05-04': 'みどりの日',
    '2027-05-05': 'こどもの日',
    '2027-07-19': '海の日',
    '2027-08-11': '山の日',
    '2027-09-20': '敬老の日',
    '2027-09-23': '秋分の日',
    '2027-10-11': 'スポーツの日',
    '2027-11-03': '文化の日',
    '2027-11-23': '勤労感謝の日',
    '2028-01-01': '元日',
    '2028-01-10': '成人の日',
    '2028-02-11': '建国記念の日',
    '2028-02-23': '天皇誕生日',
    '2028-03-20': '春分の日',
  },
  source:
    '国民の祝日に関する法律2条・3条による。令和9(2027)年秋以降の秋分の日・春分の日は、前年2月の官報公告までの見込み。',
};
