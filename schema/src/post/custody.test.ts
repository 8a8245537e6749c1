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

  it('is returned by a number or to a person who is named, and lies in a named place', () => {
    const handed = (place: string | null, trackingNumber: string | null): string => {
      const answer = checkCustody(last('stored'), { action: 'returned', place, trackingNumber }, 'sato');
      return answer.ok ? 'ok' : answer.refusal.code;
    };
    expect(handed(null, null)).toBe('INVALID_INPUT');
    expect(handed(null, '53100123451')).toBe('ok');
    expect(handed('欅 太郎', null)).toBe('ok');
    const nowhere = checkCustody(null, { action: 'stored', place: null, trackingNumber: null }, 'sato');
    expect(nowhere.ok).toBe(false);
  });

  it('offers the destruction to the second person alone', () => {
    expect(custodyNext(last('disposal_asked'), 'sato')).toEqual(['moved']);
    expect(custodyNext(last('disposal_asked'), 'suzuki')).toEqual(['destroyed', 'moved']);
  });
});
