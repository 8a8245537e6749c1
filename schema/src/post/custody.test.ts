import { describe, expect, it } from 'vitest';
import { checkCustody, custodyNext, type CustodyAction, type CustodyState } from './custody.ts';

const last = (action: CustodyAction, recordedBy = 'sato'): CustodyState => ({ action, recordedBy });
const asked = (
  before: CustodyState | null,
  action: CustodyAction,
  { place = '棚A', trackingNumber = null as string | null, actor = 'sato' } = {},
): string => {
  const answer = checkCustody(before, { action, place, trackingNumber }, actor);
  return answer.ok ? 'ok' : answer.refusal.code;
};

describe('原本の保管', () => {
  it.each<[CustodyState | null, CustodyAction, string]>([
    [null, 'stored', 'ok'],
    [null, 'destroyed', 'GUARD_FAILED'],
    [last('stored'), 'moved', 'ok'],
    [last('stored'), 'stored', 'GUARD_FAILED'],
    [last('stored'), 'destroyed', 'GUARD_FAILED'],
    [last('returned'), 'destroyed', 'GUARD_FAILED'],
    [last('returned'), 'stored', 'ok'],
    [last('disposal_asked', 'suzuki'), 'destroyed', 'ok'],
    [last('disposal_asked'), 'destroyed', 'SAME_PERSON'],
    [last('disposal_asked'), 'moved', 'ok'],
    [last('destroyed'), 'stored', 'GUARD_FAILED'],
  ])('after %j: %s is %s', (before, action, outcome) => {
    expect(asked(before, action)).toBe(outcome);
  });

  it('is returned by a number only, and lies in a named place', () => {
    expect(asked(last('stored'), 'returned')).toBe('INVALID_INPUT');
    expect(asked(last('stored'), 'returned', { trackingNumber: '53100123451' })).toBe('ok');
    const nowhere = checkCustody(null, { action: 'stored', place: null, trackingNumber: null }, 'sato');
    expect(nowhere.ok).toBe(false);
  });

  it('offers the destruction to the second person alone', () => {
    expect(custodyNext(last('disposal_asked'), 'sato')).toEqual(['moved']);
    expect(custodyNext(last('disposal_asked'), 'suzuki')).toEqual(['destroyed', 'moved']);
  });
});
