import { describe, expect, it } from 'vitest';
import { questionKeys, questions } from './questions.ts';
import { writtenAnswer } from './written-answer.ts';

describe('回答の書き方 writtenAnswer', () => {
  it.each([
    ['employerLegalForm', Object.keys(questions.employerLegalForm.choices ?? {})[0]],
    ['returnedToOriginalPost', 'yes'],
    ['pledges', Object.keys(questions.pledges.choices ?? {})],
    ['leavePeriods', [{ kind: 'childcare', startOn: '2026-01-05', endOn: '2026-03-31', workedDays: 2 }]],
    ['measures', [{ kind: 'training', implementedOn: '2025-12-01', description: '研修を行った。' }]],
  ] as const)('says %s in words and not in codes', (key, value) => {
    expect(writtenAnswer(key, value)).not.toMatch(/[a-z]/u);
    expect(writtenAnswer(key, value)).not.toMatch(/\d{4}-/u);
  });

  it('writes a number as kept and as typed alike', () => {
    expect(writtenAnswer('capital', 10_000_000)).toBe('10,000,000円');
    expect(writtenAnswer('capital', '１０，０００，０００')).toBe('10,000,000円');
    expect(writtenAnswer('scheduledWorkdays', 27)).toBe('27');
    const row = { kind: 'childcare', startOn: '2026-01-05', endOn: '2026-03-31' };
    const kept = writtenAnswer('leavePeriods', [{ ...row, workedDays: 2 }]);
    expect(writtenAnswer('leavePeriods', [{ ...row, workedDays: '2' }])).toBe(kept);
    expect(kept).toContain('令和8年1月5日');
  });

  it('marks what is not answered, whatever the question', () => {
    for (const key of questionKeys)
      for (const nothing of [null, undefined, '', ' ', []]) expect(writtenAnswer(key, nothing)).toBe('－');
  });
});
