import { describe, expect, it } from 'vitest';
import { expectedOf } from './expected.ts';

const pace = { toDecision: { cases: 12, median: 10, eightyPercent: 25 }, toPayment: null };

describe('決定の時期の目安', () => {
  it('counts from the day of filing in Japan', () => {
    expect(expectedOf('in_review', '2026-07-14T16:00:00.000Z', pace)).toEqual({
      half: '2026-07-25',
      most: '2026-08-09',
    });
  });

  it('promises nothing without figures, before filing, and after the decision', () => {
    expect(expectedOf('in_review', '2026-07-14T16:00:00.000Z', undefined)).toBeNull();
    expect(expectedOf('in_review', '2026-07-14T16:00:00.000Z', { ...pace, toDecision: null })).toBeNull();
    expect(expectedOf('draft', null, pace)).toBeNull();
    expect(expectedOf('granted', '2026-07-14T16:00:00.000Z', pace)).toBeNull();
  });
});
