import { describe, expect, it } from 'vitest';
import { civilDate } from '../civil-date.ts';
import { mandateStanding, type MandateTerms } from './mandate.ts';
import { NOTICE_KINDS, notices, partiesOf, recipientsOf } from './notices.ts';

const terms = (changes: Partial<MandateTerms> = {}): MandateTerms => ({
  state: 'confirmed',
  startsOn: civilDate('2026-05-01'),
  endsOn: civilDate('2026-12-31'),
  ...changes,
});

describe('委任の効力', () => {
  it.each([
    ['2026-04-30', 'upcoming'],
    ['2026-05-01', 'holding'],
    ['2026-12-31', 'holding'],
    ['2027-01-01', 'ended'],
  ] as const)('of a confirmed mandate on %s is %s', (today, standing) => {
    expect(mandateStanding(terms(), civilDate(today))).toBe(standing);
  });

  it('is none before it is confirmed and after it was ended, whatever the period says', () => {
    const today = civilDate('2026-07-15');
    expect(mandateStanding(terms({ state: 'declared' }), today)).toBe('declared');
    expect(mandateStanding(terms({ state: 'ended' }), today)).toBe('ended');
  });

  it('is none without a period', () => {
    expect(mandateStanding(terms({ endsOn: null }), civilDate('2026-07-15'))).toBe('ended');
  });
});

describe('通知の宛先', () => {
  const agent = 'agent@example.jp';
  const employer = 'employer@example.jp';

  it.each(NOTICE_KINDS)('%s goes to whom the table says', (kind) => {
    const expected = notices[kind].to === 'both' ? [agent, employer] : [agent];
    expect(recipientsOf(kind, { agent, employer })).toEqual(expected);
  });

  it.each(NOTICE_KINDS)('%s goes to the employer alone without an agent who may act', (kind) => {
    expect(recipientsOf(kind, { agent: null, employer })).toEqual([employer]);
  });

  it('goes to one address once, and to nobody without one', () => {
    expect(recipientsOf('paid', { agent, employer: agent })).toEqual([agent]);
    expect(recipientsOf('paid', { agent: null, employer: null })).toEqual([]);
    expect(recipientsOf('paid', { agent: '', employer })).toEqual([employer]);
    expect(partiesOf('paid', { agent, employer })).toEqual(['agent', 'employer']);
    expect(partiesOf('paid', { agent, employer: agent })).toEqual(['agent']);
    expect(partiesOf('paid', { agent: null, employer })).toEqual(['employer']);
  });
});
