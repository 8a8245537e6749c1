import { eraYearOf } from './eras.ts';

const ISO = /^(\d{4})-(\d{2})-(\d{2})$/u;

/**
 * 日付の文中の表記: `令和8年11月26日（木）` for a date `YYYY-MM-DD`, as a sentence to people says it; any other text stays as
 * it is. Imports no date type, so that the refusals, on which dates themselves rest, may use it.
 */
export function dayInWords(date: string): string {
  const [, year, month, day] = (ISO.exec(date) ?? []).map(Number);
  if (year === undefined || month === undefined || day === undefined) return date;
  const era = eraYearOf(date);
  const weekday = '日月火水木金土'.charAt(new Date(Date.UTC(year, month - 1, day)).getUTCDay());
  return `${era.era}${era.year}年${month}月${day}日（${weekday}）`;
}
