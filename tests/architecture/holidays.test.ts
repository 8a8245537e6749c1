/** The dated holiday table of the rules, held against an independent source. */
import holidays from '@holiday-jp/holiday_jp';
import { HOLIDAYS_2026_2027 } from '@grant/schema';
import { expect, it } from 'vitest';

it('holds exactly the holidays that an independent table knows for the same years', () => {
  const { from, to, dates } = HOLIDAYS_2026_2027;
  const known = holidays.between(new Date(`${from}T00:00:00Z`), new Date(`${to}T23:59:59Z`));
  const days = known.map((holiday) => new Date(holiday.date).toISOString().slice(0, 10));
  expect(Object.keys(dates).toSorted()).toEqual(days.toSorted());
});
