import { civilDate } from '@grant/schema';
import { describe, expect, it } from 'vitest';
import { expectedOf } from './expected.ts';

const pace = {
  toDecision: { cases: 12, median: 10, eightyPercent: 25 },
  toPayment: { cases: 11, median: 20, eightyPercent: 40 },
};
const filed = '2026-07-14T16:00:00.000Z';
const at = (today: string) => expectedOf('in_review', filed, pace, civilDate(today));

describe('時期の目安', () => {
  it('counts from the day of filing in Japan', () => {
    expect(at('2026-07-15')).toEqual({
      what: 'decision',
      half: '2026-07-25',
      most: '2026-08-09',
      ahead: 'both',
    });
    expect(expectedOf('payable', filed, pace, civilDate('2026-07-20'))).toEqual({
      what: 'payment',
      half: '2026-08-04',
      most: '2026-08-24',
      ahead: 'both',
    });
  });

  it('names no day that has passed', () => {
    expect(at('2026-07-25')?.ahead).toBe('both');
    expect(at('2026-07-26')?.ahead).toBe('most');
    expect(at('2026-08-09')?.ahead).toBe('most');
    expect(at('2026-08-10')?.ahead).toBe('none');
  });

  it('promises nothing without figures, before filing, and after the end', () => {
    const today = civilDate('2026-07-15');
    expect(expectedOf('in_review', filed, undefined, today)).toBeNull();
    expect(expectedOf('in_review', filed, { ...pace, toDecision: null }, today)).toBeNull();
    expect(expectedOf('granted', filed, { ...pace, toPayment: null }, today)).toBeNull();
    expect(expectedOf('draft', null, pace, today)).toBeNull();
    expect(expectedOf('paid', filed, pace, today)).toBeNull();
    // While the applicant is asked, nobody here takes long.
    expect(expectedOf('correction_requested', filed, pace, civilDate('2026-12-01'))).toBeNull();
  });
});
