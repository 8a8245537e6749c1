import { partsOf, weekday, type CivilDate } from '../civil-date.ts';
import { eraYearOf } from './eras.ts';

/** 和暦: `令和8年4月1日`; the first year is 元年, and 令和 starts on 2019-05-01. */
export function formatWareki(date: CivilDate): string {
  const { era, year } = eraYearOf(date);
  const { month, day } = partsOf(date);
  return `${era}${year}年${month}月${day}日`;
}

/** 和暦と西暦: `令和8(2026)年4月1日`, the form of the office's public documents. */
export function formatWarekiWithYear(date: CivilDate): string {
  const { era, year } = eraYearOf(date);
  const parts = partsOf(date);
  const shown = era === '' ? year : `${era}${year}(${parts.year})`;
  return `${shown}年${parts.month}月${parts.day}日`;
}

/** 曜日の名: one character, `水`. */
export function weekdayName(date: CivilDate): string {
  return '日月火水木金土'.charAt(weekday(date));
}

/** 年度: the fiscal year of a date, from 1 April (地方自治法208条): 2027-03-31 is in 2026. */
export function fiscalYearOf(date: CivilDate): number {
  const { year, month } = partsOf(date);
  return month >= 4 ? year : year - 1;
}

/** First and last day of a fiscal year. */
export function fiscalYearPeriod(fiscalYear: number): { readonly from: CivilDate; readonly to: CivilDate } {
  return { from: `${fiscalYear}-04-01` as CivilDate, to: `${fiscalYear + 1}-03-31` as CivilDate };
}

/** 年度の名: `令和8年度`. The era is that of 1 April, but 2019 is 令和元年度 as the prefecture writes it. */
export function formatFiscalYear(fiscalYear: number): string {
  const { era, year } = eraYearOf(`${fiscalYear}-05-01` as CivilDate);
  return `${era}${year}年度`;
}

/** 満年齢: completed years on a date; someone born on 29 February is a year older from 1 March of a common year. */
export function ageOn(birth: CivilDate, on: CivilDate): number {
  const years = partsOf(on).year - partsOf(birth).year;
  return on.slice(5) < birth.slice(5) ? years - 1 : years;
}
