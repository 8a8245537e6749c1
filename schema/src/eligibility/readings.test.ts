import { describe, expect, it } from 'vitest';
import { defaultProgramme } from '../programme/defaults.ts';
import { readingsOf } from './readings.ts';

describe('読み方の対照 readingsOf', () => {
  it('shows where 応当日 and 30 days a month disagree, and does not decide for the person', () => {
    const { months } = readingsOf({ months: 1, days: 28 }, { total: 0, otherReading: 0 }, defaultProgramme);
    expect(months[0]).toMatchObject({ months: 1, purpose: '支給の要件', reached: true, certain: false });
    expect(months[0]?.readings).toEqual([
      { label: '応当日による1か月', reached: true, counts: true },
      { label: '暦日30日', reached: false, counts: true },
    ]);
  });

  it('says which reading the programme uses, and shows the one it does not', () => {
    const programme = { ...defaultProgramme, monthRule: 'days30' as const };
    const { months } = readingsOf({ months: 3, days: 89 }, { total: 0, otherReading: 0 }, programme);
    expect(months.at(-1)).toMatchObject({ months: 3, reached: false, certain: true });
    expect(months.at(-1)?.readings.map((one) => [one.reached, one.counts])).toEqual([
      [true, false],
      [false, true],
    ]);
  });

  it.each([
    ['highest', 500_000, 600_000],
    ['cumulative', 600_000, 500_000],
  ] as const)('sets the total under %s beside the other', (additionMode, total, otherReading) => {
    const programme = { ...defaultProgramme, additionMode };
    const { amounts } = readingsOf({ months: 3, days: 92 }, { total, otherReading }, programme);
    expect(amounts.map((one) => [one.mode === additionMode, one.counts, one.total])).toEqual([
      [true, true, total],
      [false, false, otherReading],
    ]);
    expect(new Set(amounts.map((one) => one.label)).size).toBe(2);
  });
});
