import { FORM_VERSION } from '@grant/schema';
import { beforeEach, describe, expect, it } from 'vitest';
import { keepPending, takePending } from './pendingAnswers.ts';
import { forgetPending, PENDING_PREFIX } from './pendingKeys.ts';

function left(tab: string, entry: object): void {
  localStorage.setItem(`${PENDING_PREFIX}a/${tab}`, JSON.stringify({ formVersion: FORM_VERSION, ...entry }));
}

describe('answers not sent yet', () => {
  const now = Date.now();
  beforeEach(() => localStorage.clear());

  it('are found again, and gone once there are none', () => {
    keepPending('a', { answers: { contactName: '栃木' }, base: { contactName: '' } });
    expect(takePending('a')).toEqual({ answers: { contactName: '栃木' }, base: { contactName: '' } });
    keepPending('a', { answers: {}, base: {} });
    expect(takePending('a')).toBeNull();
    expect(localStorage.length).toBe(0);
  });

  it('of two closed tabs are laid together: the later word, and what stood there before the first', () => {
    left('2', {
      at: now + 2,
      answers: { contactName: '後', capital: '2' },
      base: { contactName: '先', capital: '' },
    });
    left('1', {
      at: now + 1,
      answers: { contactName: '先', industry: 'other' },
      base: { contactName: '元' },
    });
    expect(takePending('a')).toEqual({
      answers: { contactName: '後', industry: 'other', capital: '2' },
      base: { contactName: '元', capital: '' },
    });
    // From now on they are this tab's, in one entry.
    expect(localStorage.length).toBe(1);
  });

  it('of an older form come as this form reads them, and of another application not at all', () => {
    localStorage.setItem(
      `${PENDING_PREFIX}a`,
      JSON.stringify({ revision: 3, answers: { mainBusiness: '木工', faxNumber: '1' }, base: {} }),
    );
    left('broken', {});
    localStorage.setItem(`${PENDING_PREFIX}a/x`, '{');
    keepPending('ab', { answers: { contactName: '他' }, base: {} });
    keepPending('a:correction-1', { answers: { contactName: '補正' }, base: {} });
    expect(takePending('a')).toEqual({ answers: { mainBusiness: '木工' }, base: {} });
    expect(takePending('a:correction-1')?.answers).toEqual({ contactName: '補正' });
  });

  it('of this form come as typed, also what the server would not take, but nothing that is no answer', () => {
    const long = '木'.repeat(2_000);
    left('1', {
      at: now + 1,
      answers: { mainBusiness: long, faxNumber: '1', capital: 3, leavePeriods: 'x', pledges: ['a'] },
      base: { mainBusiness: '' },
    });
    expect(takePending('a')).toEqual({
      answers: { mainBusiness: long, pledges: ['a'] },
      base: { mainBusiness: '' },
    });
  });

  it('are gone after a week, of whatever application, and none before', () => {
    const week = 7 * 24 * 60 * 60 * 1000;
    left('old', { at: now - week, answers: { contactPhone: '028' } });
    left('new', { at: now - week + 60_000, answers: { contactName: '栃木' } });
    localStorage.setItem(`${PENDING_PREFIX}b/old`, JSON.stringify({ at: now - week, answers: {} }));
    localStorage.setItem('grant:self-check', JSON.stringify({ until: now - 1, answers: {} }));
    expect(takePending('a')?.answers).toEqual({ contactName: '栃木' });
    expect(localStorage.length).toBe(1);
  });

  it('wait as long as was said, also when they are taken up and typed on', () => {
    const until = now + 60_000;
    left('old', { at: 0, until, answers: { contactPhone: '028' } });
    expect(takePending('a')).toMatchObject({ answers: { contactPhone: '028' }, until });
    expect(takePending('a')).toMatchObject({ until });
  });

  it('are forgotten at once when somebody signs out', () => {
    keepPending('a', { answers: { contactName: '栃木' }, base: {} });
    localStorage.setItem('grant:signed-in', '1');
    localStorage.setItem('grant:self-check', '{}');
    forgetPending();
    expect(Object.keys(localStorage)).toEqual(['grant:signed-in']);
  });
});
