import { describe, expect, it } from 'vitest';
import { composeDate, showDate, splitDate, westernYear } from './dates.ts';
import { showEra } from './era.ts';

describe('a date in three boxes', () => {
  it.each([
    [{ year: '2026', month: '4', day: '1' }, '2026-04-01'],
    [{ year: '２０２６', month: '１２', day: '３１' }, '2026-12-31'],
    [{ year: '', month: '', day: '' }, ''],
    [{ year: '2026', month: '', day: '' }, '2026--'],
  ])('joins %o', (parts, joined) => {
    expect(composeDate(parts)).toBe(joined);
  });

  it('gives back the boxes as they were typed', () => {
    const typed = { year: '2026', month: '4', day: '' };
    expect(splitDate(composeDate(typed))).toEqual(typed);
  });

  it.each([
    ['令和8', '2026'],
    ['令和元年', '2019'],
    ['R８', '2026'],
    ['ｒ8', '2026'],
    ['Ｈ4', '1992'],
    ['昭和63年', '1988'],
    ['2026年', '2026'],
    ['２０２６', '2026'],
    ['明治1', '明治1'],
    ['', ''],
  ])('takes the year %s for %s', (typed, year) => {
    expect(westernYear(typed)).toBe(year);
  });

  it('is joined from a Japanese year, and said in one', () => {
    expect(composeDate({ year: 'R8', month: '4', day: '1' })).toBe('2026-04-01');
    expect(showEra('2026-04-01')).toBe('令和8年4月1日');
    expect(showEra('2026-04-')).toBe('');
    expect(showEra('2026-02-30')).toBe('');
  });

  it('is written out for reading', () => {
    expect(showDate('2026-04-01')).toBe('2026年4月1日');
    expect(showDate(null)).toBe('');
  });
});
