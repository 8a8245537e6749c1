import { describe, expect, it } from 'vitest';
import { civilDate } from '../civil-date.ts';
import { instant } from '../civil-date/japan-time.ts';
import type { Result } from '../refusal.ts';
import { defaultProgramme } from './defaults.ts';
import { correctionDueOn, isOfficeOpen, waitSince } from './office-days.ts';

const answer = <T>(result: Result<T>) => (result.ok ? result.value : result.refusal.code);
const d = civilDate;

describe('correctionDueOn 補正の期限', () => {
  it.each([
    ['2026-06-01', '2026-06-15'],
    ['2026-06-05', '2026-06-19'],
    ['2026-06-06', '2026-06-19'],
    ['2026-12-18', '2027-01-07'],
  ])('asked on %s it ends on %s, ten office days later', (asked, due) => {
    expect(answer(correctionDueOn(defaultProgramme, d(asked)))).toBe(due);
  });

  it("counts the closures of the programme's own version", () => {
    const programme = { ...defaultProgramme, officeClosures: ['06-15'] };
    expect(answer(correctionDueOn(programme, d('2026-06-01')))).toBe('2026-06-16');
  });

  it.each([
    ['2027-03-17', '2027-03-31'],
    ['2027-03-18', '2027-03-31'],
    ['2027-03-31', '2027-03-31'],
  ])('asked on %s it ends with the office on %s', (asked, due) => {
    expect(answer(correctionDueOn(defaultProgramme, d(asked)))).toBe(due);
  });

  it('is refused beyond the holiday table', () => {
    const programme = { ...defaultProgramme, officeClosesOn: d('2029-03-31') };
    expect(answer(correctionDueOn(programme, d('2028-03-30')))).toBe('CALENDAR_ENDS');
  });
});

describe('waitSince 経過営業日', () => {
  it.each([
    ['2026-06-01', '2026-06-01', 0, 'calm'],
    ['2026-06-05', '2026-06-07', 0, 'calm'],
    ['2026-06-05', '2026-06-08', 1, 'calm'],
    ['2026-06-08', '2026-06-05', 0, 'calm'],
    ['2026-06-01', '2026-06-26', 19, 'calm'],
    ['2026-06-01', '2026-06-29', 20, 'amber'],
    ['2026-06-01', '2026-07-10', 29, 'amber'],
    ['2026-06-01', '2026-07-13', 30, 'red'],
  ])('from %s to %s there are %i, %s', (since, today, days, tone) => {
    expect(answer(waitSince(defaultProgramme, d(since), d(today)))).toEqual({ days, tone });
  });

  it("counts by the programme's own closures and figures", () => {
    const programme = { officeClosures: ['06-02'], standardAmberDays: 1, standardDays: 2 };
    expect(answer(waitSince(programme, d('2026-06-01'), d('2026-06-02')))).toEqual({ days: 0, tone: 'calm' });
    expect(answer(waitSince(programme, d('2026-06-01'), d('2026-06-03')))).toEqual({
      days: 1,
      tone: 'amber',
    });
    expect(answer(waitSince(programme, d('2026-06-01'), d('2026-06-04')))).toEqual({ days: 2, tone: 'red' });
  });

  it('is refused beyond the holiday table', () => {
    expect(answer(waitSince(defaultProgramme, d('2028-03-30'), d('2028-04-03')))).toBe('CALENDAR_ENDS');
  });
});

describe('isOfficeOpen 窓口', () => {
  const programme = { ...defaultProgramme, officeOpensTime: '09:30:00', officeClosesTime: '16:45:00' };
  it.each([
    ['2026-06-15T09:29:59+09:00', false],
    ['2026-06-15T09:30:00+09:00', true],
    ['2026-06-15T16:44:59+09:00', true],
    ['2026-06-15T16:45:00+09:00', false],
    ['2026-06-14T10:00:00+09:00', false],
  ])('at %s is open: %s', (moment, open) => {
    expect(answer(isOfficeOpen(programme, instant(moment)))).toBe(open);
  });

  it("keeps the programme's own closures", () => {
    const closed = { ...programme, officeClosures: ['06-15'] };
    expect(answer(isOfficeOpen(closed, instant('2026-06-15T10:00:00+09:00')))).toBe(false);
  });
});
