import { describe, expect, it } from 'vitest';
import { pdfDays } from './pdf-days.ts';

const made = (stamp: string) => pdfDays(`<< /CreationDate (${stamp}) >>`).madeOn;

describe('PDF の日付 pdfDays', () => {
  it.each([
    ["D:20260601093000+09'00'", '2026-06-01'],
    ['D:20260601', '2026-06-01'],
    ['D:20260601233000', '2026-06-01'],
    // Near midnight of Japan each missing part decides the day.
    ["D:2026060115-00'00'", '2026-06-02'],
    ['D:202606011459Z', '2026-06-01'],
    ['D:202606011500Z', '2026-06-02'],
    ['D:20260602000000+10', '2026-06-01'],
    ["D:20260602000000+09'30'", '2026-06-01'],
    ['D:20260601153000Z', '2026-06-02'],
    ["D:20260601200000-05'00'", '2026-06-02'],
    ['D:20260601093000+09', '2026-06-01'],
    ['D:20260231', null],
    ['D:20260601990000', '2026-06-01'],
    ['2026-06-01', null],
  ])('reads %s as %s', (stamp, day) => {
    expect(made(stamp)).toBe(day);
  });

  it('counts the last of several, and what is not there is not known', () => {
    expect(pdfDays('/ModDate(D:20260601) /ModDate (D:20260705)')).toEqual({
      madeOn: null,
      changedOn: '2026-07-05',
    });
    expect(pdfDays('/ModDate(D:20260601) /ModDate (none)').changedOn).toBe('2026-06-01');
    expect(pdfDays('')).toEqual({ madeOn: null, changedOn: null });
  });
});
