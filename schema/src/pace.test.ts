import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, civilDate } from './civil-date.ts';
import { PACE_CASES_MIN, paceOf } from './pace.ts';

const from = civilDate('2026-06-01');
const took = (...days: number[]) => days.map((length) => ({ from, to: addDays(from, length) }));

describe('実際の所要日数', () => {
  it('tells nothing of fewer than ten cases', () => {
    expect(paceOf(took(1, 2, 3, 4, 5, 6, 7, 8, 9))).toBeNull();
    expect(paceOf([])).toBeNull();
  });

  it('is the wait of the fifth and of the eighth of ten', () => {
    expect(paceOf(took(10, 1, 9, 2, 8, 3, 7, 4, 6, 5))).toEqual({ cases: 10, median: 5, eightyPercent: 8 });
  });

  it('leaves out what ends before it begins', () => {
    expect(paceOf(took(1, 2, 3, 4, 5, 6, 7, 8, 9, -1))).toBeNull();
  });

  it('names waits that really happened, in their order', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(400), { minLength: PACE_CASES_MIN, maxLength: 60 }), (days) => {
        const pace = paceOf(took(...days));
        expect(days).toContain(pace?.median);
        expect(days).toContain(pace?.eightyPercent);
        expect(pace?.median).toBeLessThanOrEqual(pace?.eightyPercent ?? 0);
        const within = days.filter((length) => length <= (pace?.eightyPercent ?? 0)).length;
        expect(within).toBeGreaterThanOrEqual(days.length * 0.8);
      }),
    );
  });
});
