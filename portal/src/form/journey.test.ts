import { describe, expect, it } from 'vitest';
import { STATES } from '@grant/schema';
import { journeyOf } from './journey.ts';

describe('journeyOf', () => {
  it('shows a correction only while one is asked for', () => {
    expect(journeyOf('in_review').map((one) => one.step)).not.toContain('correction');
    expect(journeyOf('correction_requested').find((one) => one.stage === 'now')?.step).toBe('correction');
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
