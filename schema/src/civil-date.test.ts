import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { civilDateSchema } from './answer-shapes.ts';
import {
  addDays,
  addMonths,
  civilDate,
  civilDateOf,
  compareDates,
  daysInMonth,
  diffDays,
  earlierOf,
  isCivilDate,
  isWithin,
  lastDayOfMonths,
  laterOf,
  parseCivilDate,
  partsOf,
  weekday,
} from './civil-date.ts';
import {
  ageOn,
  fiscalYearOf,
  fiscalYearPeriod,
  formatFiscalYear,
  formatWareki,
  formatWarekiWithYear,
  weekdayName,
} from './civil-date/wareki.ts';
import {
  civilDateInJapan,
  instant,
  minuteOfDayInJapan,
  parseInstant,
  startOfDayInJapan,
} from './civil-date/japan-time.ts';

const d = civilDate;
const dates = fc.integer({ min: 0, max: 60_000 }).map((days) => addDays(d('1950-01-01'), days));

describe('CivilDate 暦日', () => {
  it.each([
    ['2026-04-01', '2026-04-01'],
    [' 2026/4/1 ', '2026-04-01'],
    ['2026.4.1', '2026-04-01'],
    ['20260401', '2026-04-01'],
    ['２０２６年４月１日', '2026-04-01'],
    ['2028-02-29', '2028-02-29'],
    ['令和8年4月1日', '2026-04-01'],
    ['令和８（2026）年４月１日', '2026-04-01'],
    ['R8.4.1', '2026-04-01'],
    ['R08/04/01', '2026-04-01'],
    ['r08/04/01', '2026-04-01'],
    ['令和8(2026)年4月1日', '2026-04-01'],
    ['令和元年5月1日', '2019-05-01'],
    ['平成31年4月30日', '2019-04-30'],
    ['H31-4-30', '2019-04-30'],
    ['昭和64年1月7日', '1989-01-07'],
    ['平成元年1月8日', '1989-01-08'],
    ['S1.12.25', '1926-12-25'],
    ['T15.12.24', '1926-12-24'],
    ['M45.7.29', '1912-07-29'],
    ['1000-01-01', '1000-01-01'],
    ['9999-12-31', '9999-12-31'],
  ])('reads %j as %s', (input, date) => {
    expect(parseCivilDate(input)).toEqual({ ok: true, value: date });
  });

  it.each([
    '',
    '2026-02-29',
    '2026-04-31',
    '2026-00-01',
    '2026-13-01',
    '2026-04-00',
    '2026-4',
    '2026-4-001',
    '2026-004-1',
    '12026-04-01',
    'R8.4.001',
    'R8.004.1',
    'R008.4.1',
    '2026/4日',
    'a2026-04-01',
    '2026-04-01a',
    '0999-12-31',
    '令和0年4月1日',
    '令和8(2025)年4月1日',
    '令和8（2027）年4月1日',
    '令和元年4月30日',
    '平成31年5月1日',
    '昭和64年1月8日',
    '大正15年12月25日',
    'X8.4.1',
    'aR8.4.1',
    'R8.4.1a',
    'a20260401',
    '20260401a',
  ])('refuses %j', (input) => {
    const result = parseCivilDate(input);
    expect(result.ok ? result.value : result.refusal).toMatchObject({
      code: 'INVALID_DATE',
      facts: { found: input },
    });
  });

  it('is quoted without the spaces around it when it is refused', () => {
    expect(parseCivilDate(' 2026-13-01 ')).toMatchObject({ refusal: { facts: { found: '2026-13-01' } } });
  });

  it('is strictly YYYY-MM-DD inside the product', () => {
    expect(isCivilDate('2026-04-01')).toBe(true);
    for (const other of ['2026-4-1', '2026-02-29', 'a2026-04-01', '2026-04-01T', 20260401, null]) {
      expect(isCivilDate(other)).toBe(false);
    }
    expect(civilDateSchema.parse('2026-04-01')).toBe('2026-04-01');
    expect(civilDateSchema.safeParse('2026/4/1').error?.issues[0]?.message).toContain('実在する年月日');
    expect(() => civilDate('2026-02-29')).toThrow(new RangeError('not a date: 2026-02-29'));
  });

  it('is made of parts only when the day exists', () => {
    expect(civilDateOf({ year: 2026, month: 4, day: 1 })).toEqual({ ok: true, value: '2026-04-01' });
    const refused = civilDateOf({ year: 2026, month: 2, day: 30 });
    expect(refused.ok ? '' : refused.refusal.facts).toEqual({ found: '2026年2月30日' });
    for (const year of [999, 10_000]) expect(civilDateOf({ year, month: 1, day: 1 }).ok).toBe(false);
    for (const year of [1000, 9999]) expect(civilDateOf({ year, month: 12, day: 31 }).ok).toBe(true);
    expect(partsOf(d('2026-04-09'))).toEqual({ year: 2026, month: 4, day: 9 });
    expect([2, 4, 12].map((month) => daysInMonth(2028, month))).toEqual([29, 30, 31]);
  });

  it('counts days across months, years and leap days', () => {
    expect(addDays(d('2028-02-28'), 1)).toBe('2028-02-29');
    expect(addDays(d('2027-01-01'), -1)).toBe('2026-12-31');
    expect(diffDays(d('2026-04-01'), d('2027-04-01'))).toBe(365);
    expect(diffDays(d('2026-04-02'), d('2026-04-01'))).toBe(-1);
    expect(() => addDays(d('9999-12-31'), 1)).toThrow(RangeError);
  });

  it('adding days and counting them back agree for every date', () => {
    fc.assert(
      fc.property(dates, fc.integer({ min: -5000, max: 5000 }), (date, days) => {
        expect(diffDays(date, addDays(date, days))).toBe(days);
        expect(weekday(addDays(date, 7))).toBe(weekday(date));
        expect(Math.sign(compareDates(date, addDays(date, days)))).toBe(Math.sign(-days) + 0);
      }),
    );
  });

  it.each([
    ['2026-06-10', 2, '2026-08-10'],
    ['2026-12-31', 2, '2027-02-28'],
    ['2027-12-31', 2, '2028-02-29'],
    ['2026-01-31', -2, '2025-11-30'],
    ['2026-03-31', -4, '2025-11-30'],
    ['2026-11-30', 13, '2027-12-30'],
    ['2026-05-01', 0, '2026-05-01'],
    ['2026-12-15', 12, '2027-12-15'],
  ])('応当日: %s plus %i months is %s', (date, months, expected) => {
    expect(addMonths(d(date), months)).toBe(expected);
  });

  it.each([
    ['2026-04-01', 1, '2026-04-30'],
    ['2026-05-15', 1, '2026-06-14'],
    ['2026-05-31', 1, '2026-06-30'],
    ['2027-02-01', 1, '2027-02-28'],
    ['2027-01-31', 1, '2027-02-28'],
    ['2027-01-29', 1, '2027-02-28'],
    ['2027-01-28', 1, '2027-02-27'],
    ['2026-11-30', 3, '2027-02-28'],
    ['2027-02-01', 3, '2027-04-30'],
    ['2026-04-01', 3, '2026-06-30'],
  ])('民法143条: a period from %s of %i months ends on %s', (first, months, last) => {
    expect(lastDayOfMonths(d(first), months)).toBe(last);
  });

  it('a longer period never ends earlier', () => {
    fc.assert(
      fc.property(dates, fc.integer({ min: 0, max: 30 }), (date, months) => {
        expect(lastDayOfMonths(date, months + 1) > lastDayOfMonths(date, months)).toBe(true);
        expect(addMonths(date, months) >= lastDayOfMonths(date, months)).toBe(true);
      }),
    );
  });

  it('is ordered and bounded by its text', () => {
    const [a, b] = [d('2026-04-01'), d('2026-04-02')];
    expect([earlierOf(a, b), earlierOf(b, a), laterOf(a, b), laterOf(b, a)]).toEqual([a, a, b, b]);
    expect(['2026-03-31', '2026-04-01', '2026-04-02', '2026-04-03'].map((x) => isWithin(d(x), a, b))).toEqual(
      [false, true, true, false],
    );
    expect(compareDates(a, a)).toBe(0);
  });

  it('knows the weekdays of the receipt deadline and the fiscal year end', () => {
    expect(weekday(d('2027-03-12'))).toBe(5);
    expect(['2027-03-12', '2027-03-31', '2026-11-22'].map((x) => weekdayName(d(x)))).toEqual([
      '金',
      '水',
      '日',
    ]);
  });
});

describe('和暦 and 年度', () => {
  it.each([
    ['2026-04-01', '令和8年4月1日', '令和8(2026)年4月1日'],
    ['2019-05-01', '令和元年5月1日', '令和元(2019)年5月1日'],
    ['2019-04-30', '平成31年4月30日', '平成31(2019)年4月30日'],
    ['1989-01-08', '平成元年1月8日', '平成元(1989)年1月8日'],
    ['1989-01-07', '昭和64年1月7日', '昭和64(1989)年1月7日'],
    ['1926-12-24', '大正15年12月24日', '大正15(1926)年12月24日'],
    ['1912-07-29', '明治45年7月29日', '明治45(1912)年7月29日'],
    ['1868-10-22', '1868年10月22日', '1868年10月22日'],
  ])('writes %s as %s and %s', (date, short, long) => {
    expect(formatWareki(d(date))).toBe(short);
    expect(formatWarekiWithYear(d(date))).toBe(long);
  });

  it('reads back what it writes', () => {
    fc.assert(
      fc.property(dates, (date) => {
        expect(parseCivilDate(formatWareki(date))).toEqual({ ok: true, value: date });
        expect(parseCivilDate(formatWarekiWithYear(date))).toEqual({ ok: true, value: date });
      }),
    );
  });

  it.each([
    ['2026-03-31', 2025],
    ['2026-04-01', 2026],
    ['2027-01-01', 2026],
    ['2027-03-31', 2026],
    ['2027-04-01', 2027],
  ])('puts %s into the fiscal year %i', (date, year) => {
    expect(fiscalYearOf(d(date))).toBe(year);
    const { from, to } = fiscalYearPeriod(year);
    expect(isWithin(d(date), from, to)).toBe(true);
  });

  it('names fiscal years by era, 2019 being 令和元年度', () => {
    expect([2018, 2019, 2026].map(formatFiscalYear)).toEqual(['平成30年度', '令和元年度', '令和8年度']);
    expect(fiscalYearPeriod(2026)).toEqual({ from: '2026-04-01', to: '2027-03-31' });
  });

  it.each([
    ['2025-06-10', '2026-06-09', 0],
    ['2025-06-10', '2026-06-10', 1],
    ['2024-02-29', '2026-02-28', 1],
    ['2024-02-29', '2026-03-01', 2],
    ['1990-12-31', '2026-01-01', 35],
  ])('born %s, on %s, is %i years old', (birth, on, age) => {
    expect(ageOn(d(birth), d(on))).toBe(age);
  });
});

describe('Instant 時刻 and the date in Japan', () => {
  it.each([
    ['2026-03-31T15:00:00Z', '2026-04-01', 0],
    ['2026-03-31T14:59:59.999Z', '2026-03-31', 1439],
    ['2026-04-01T09:30:00+09:00', '2026-04-01', 570],
    ['2026-03-31T20:00-05:00', '2026-04-01', 600],
  ])('%s is %s in Japan, minute %i of the day', (text, date, minute) => {
    expect(civilDateInJapan(instant(text))).toBe(date);
    expect(minuteOfDayInJapan(instant(text))).toBe(minute);
  });

  it.each([
    '',
    '2026-04-01',
    '2026-04-01T09:00:00',
    '2026-04-01T25:00:00Z',
    'x2026-04-01T09:00:00Z',
    '2026-04-01T09:00:00Zx',
    '2026-04-01T09:00:00+0900',
  ])('refuses %j, which names no moment', (text) => {
    const result = parseInstant(text);
    expect(result.ok ? '' : result.refusal).toMatchObject({
      code: 'INVALID_INSTANT',
      facts: { found: text },
    });
    expect(() => instant(text)).toThrow(new RangeError(`not an instant: ${text}`));
  });

  it('starts the day at midnight in Japan', () => {
    expect(startOfDayInJapan(d('2026-04-01'))).toBe('2026-03-31T15:00:00.000Z');
    fc.assert(
      fc.property(dates, (date) => {
        expect(civilDateInJapan(startOfDayInJapan(date))).toBe(date);
      }),
    );
  });
});
