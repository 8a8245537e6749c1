import { civilDate } from '@grant/schema';
import { describe, expect, it } from 'vitest';
import { overlapsOf, spansOf } from './leaveStrip.ts';

const range = (from: string, to: string) => ({ from: civilDate(from), to: civilDate(to) });

describe('育児休業の図', () => {
  it('finds every day that lies in more than one period', () => {
    expect(overlapsOf([range('2026-06-01', '2026-06-10'), range('2026-06-11', '2026-06-20')])).toEqual([]);
    expect(overlapsOf([range('2026-06-10', '2026-06-20'), range('2026-06-01', '2026-06-10')])).toEqual([
      range('2026-06-10', '2026-06-10'),
    ]);
    const nested = [
      range('2026-06-01', '2026-06-30'),
      range('2026-06-05', '2026-06-08'),
      range('2026-06-20', '2026-07-05'),
    ];
    expect(overlapsOf(nested)).toEqual([
      range('2026-06-05', '2026-06-08'),
      range('2026-06-20', '2026-06-30'),
    ]);
  });

  it('lays whole months, the bars with their days, and the overlaps', () => {
    const strip = spansOf([range('2026-06-16', '2026-07-15'), range('2026-07-15', '2026-07-31')]);
    expect(strip?.months.map(({ label }) => label)).toEqual(['6月', '7月']);
    expect(strip?.bars.map(({ days }) => days)).toEqual([30, 17]);
    expect(strip?.overlaps).toHaveLength(1);
    expect(spansOf([])).toBeNull();
  });
});
