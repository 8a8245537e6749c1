import { describe, expect, it } from 'vitest';
import { checkEnvelope, letterCodes, readLetterCode } from './letter-codes.ts';

const ID = '3f9a02c7-1111-4222-8333-44449b0c11d2';
const OTHER = '11111111-1111-4222-8333-444422222222';

describe('封入の照合', () => {
  it('gives letter and label codes of their own', () => {
    expect(letterCodes(ID)).toEqual({ letter: 'L-3F9A-02C7', envelope: 'E-9B0C-11D2' });
  });

  it.each(['L-3F9A-02C7', 'l3f9a02c7', '３Ｆ９Ａ ０２Ｃ７', '3f9a-02c7'])('reads %s', (typed) => {
    expect(readLetterCode('L', typed)).toBe('L-3F9A-02C7');
  });

  it('lets a letter into its own envelope only', () => {
    const own = letterCodes(ID);
    const other = letterCodes(OTHER);
    expect(checkEnvelope(ID, { letterCode: own.letter, envelopeCode: own.envelope }).ok).toBe(true);
    const refusalOf = (letterCode?: string, envelopeCode?: string): string => {
      const answer = checkEnvelope(ID, { letterCode, envelopeCode });
      return answer.ok ? '' : answer.refusal.message;
    };
    expect(refusalOf(own.letter, other.envelope)).toMatch(/封筒.*E-2222-2222/u);
    expect(refusalOf(other.letter, own.envelope)).toMatch(/通知書.*L-1111-1111/u);
    // The letter's own code read twice is not the envelope.
    expect(refusalOf(own.letter, own.letter)).toContain('封筒');
    expect(refusalOf(own.letter)).toContain('読み取って');
    expect(refusalOf()).toContain('読み取って');
  });
});
