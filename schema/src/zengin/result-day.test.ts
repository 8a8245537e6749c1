import { describe, expect, it } from 'vitest';
import { civilDate } from '../civil-date.ts';
import { checkResultDay } from './result-day.ts';

const transferOn = civilDate('2026-11-26');
const codeOf = (on: string, today: string, practice = false): string => {
  const checked = checkResultDay(civilDate(on), { transferOn, today: civilDate(today), practice });
  return checked.ok ? 'accepted' : checked.refusal.message;
};

describe('振込結果の日', () => {
  it('lies between the transfer date and today', () => {
    expect(codeOf('2026-11-26', '2026-11-26')).toBe('accepted');
    expect(codeOf('2026-11-30', '2026-12-01')).toBe('accepted');
    expect(codeOf('2026-11-25', '2026-12-01')).toContain('令和8年11月26日（木）から令和8年12月1日（火）まで');
    expect(codeOf('2026-12-02', '2026-12-01')).toContain('令和8年12月2日（水）は記録できません');
  });

  it('does not come before the transfer date has come', () => {
    expect(codeOf('2026-11-26', '2026-11-25')).toContain('振込指定日令和8年11月26日（木）になるまで');
  });

  it('is the transfer date itself in a practice batch, whatever day it is, and no other day to come', () => {
    expect(codeOf('2026-11-26', '2026-11-20', true)).toBe('accepted');
    expect(codeOf('2026-11-25', '2026-11-20', true)).toContain('記録できません');
    expect(codeOf('2031-10-01', '2026-11-20', true)).toContain('記録できません');
  });
});
