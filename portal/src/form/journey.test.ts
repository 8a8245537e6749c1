import { describe, expect, it } from 'vitest';
import { STATES } from '@grant/schema';
import { journeyOf } from './journey.ts';

describe('journeyOf', () => {
  it('shows a correction only while one is asked for', () => {
    expect(journeyOf('in_review').map((one) => one.step)).not.toContain('correction');
    expect(journeyOf('correction_requested').find((one) => one.stage === 'now')?.step).toBe('correction');
  });

  it('says on which day each step was reached, and nothing of those to come', () => {
    const past = [
      { event: 'submit', at: '2026-07-01T01:00:00.000Z' },
      { event: 'take', at: '2026-07-02T16:00:00.000Z' },
      { event: 'grant', at: '2026-07-10T01:00:00.000Z' },
    ] as const;
    expect(journeyOf('granted', past).map(({ step, on }) => [step, on])).toEqual([
      ['submitted', '2026-07-01'],
      ['review', '2026-07-03'],
      ['decision', '2026-07-10'],
      ['payment', null],
    ]);
    // A decision that was taken back is not the step of today.
    expect(journeyOf('in_review', past).find(({ step }) => step === 'decision')?.on).toBeNull();
  });

  it('promises no payment after a refusal', () => {
    expect(journeyOf('refused').map((one) => one.step)).not.toContain('payment');
  });

  it.each(STATES)('has at most one step that is now in %s', (state) => {
    expect(journeyOf(state).filter((one) => one.stage === 'now').length).toBeLessThanOrEqual(1);
  });

  it('has everything behind it once paid', () => {
    expect(new Set(journeyOf('paid').map((one) => one.stage))).toEqual(new Set(['done']));
  });
});
