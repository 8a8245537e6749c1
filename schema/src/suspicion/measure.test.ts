import { describe, expect, it } from 'vitest';
import { measureOf } from './measure.ts';

describe('what a 速報 says of the money', () => {
  it.each([
    ['in_review', [], 'stopped'],
    ['suspended', ['removed'], 'stopped'],
    ['in_batch', ['prepared'], 'stopped'],
    ['in_batch', ['sealed'], 'leaving'],
    ['in_batch', ['paid', 'sealed'], 'leaving'],
    ['payable', ['failed'], 'stopped'],
    ['paid', ['failed', 'paid'], 'paid'],
    ['top_up_proposed', ['paid'], 'paid'],
    ['in_batch', ['paid', 'prepared'], 'paid'],
    ['repaid', ['paid'], 'paid'],
  ] as const)('%s with payments %j is %s', (state, payments, expected) => {
    expect(measureOf(state, payments)).toBe(expected);
  });
});
