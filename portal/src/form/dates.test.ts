import { describe, expect, it } from 'vitest';
import { composeDate, showDate, splitDate } from './dates.ts';

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

  it('is written out for reading', () => {
    expect(showDate('2026-04-01')).toBe('2026年4月1日');
    expect(showDate(null)).toBe('');
  });
});
