import { describe, expect, it } from 'vitest';
import { type Changes, findingFor, leave, ruleTable, type Situation, span } from './rule-examples.ts';

describe('要件1 子と休業', () => {
  describe('出生と休業の前後', () => {
    const due = { childBirthOn: '2026-06-05', childDueOn: '2026-06-01' };
    ruleTable({ it, expect }, 'leave_after_birth', [
      ['the day before birth', 'failed', { application: { childBirthOn: '2026-06-02' } }],
      ['the day of birth', 'passed', { application: { childBirthOn: '2026-06-01' } }],
      ['the day after birth', 'passed', { application: { childBirthOn: '2026-05-31' } }],
      ['the due date when the birth came later', 'to_check', { application: due }],
      ['before the due date too', 'failed', { application: { ...due, childDueOn: '2026-06-02' } }],
      ['after the due date', 'to_check', { application: { ...due, childDueOn: '2026-05-31' } }],
    ]);
  });

  describe('子の出生日', () => {
    ruleTable({ it, expect }, 'child_born', [
      ['born on the last day of leave', 'passed', { application: { childBirthOn: '2026-06-30' } }],
      ['born after the leave', 'to_check', { application: { childBirthOn: '2026-07-01' } }],
      ['born on the day of filing', 'to_check', { application: { childBirthOn: '2026-07-10' } }],
      ['born after filing', 'failed', { application: { childBirthOn: '2026-07-11' } }],
    ]);
  });

  describe('子の年齢', () => {
    const born = (childBirthOn: string): Situation => ({ application: { childBirthOn } });
    ruleTable({ it, expect }, 'child_age', [
      ['until the day before the first birthday', 'passed', born('2025-07-01')],
      ['until the first birthday', 'to_check', born('2025-06-30')],
      ['until the day before the second birthday', 'to_check', born('2024-07-01')],
      ['until the second birthday', 'failed', born('2024-06-30')],
      [
        'until the second birthday where three years are allowed',
        'to_check',
        { ...born('2024-06-30'), programme: { childAgeLimit: 3 } },
      ],
    ]);
  });

  describe('分割の回数', () => {
    const parts = (kind: string, count: number) =>
      Array.from({ length: count }, (_, index) =>
        span(`2026-06-${10 + index * 2}`, `2026-06-${10 + index * 2}`, kind),
      );
    ruleTable({ it, expect }, 'leave_parts', [
      ['two of each kind', 'passed', leave(...parts('childcare', 2), ...parts('at_birth', 2))],
      ['three ordinary parts', 'to_check', leave(...parts('childcare', 3))],
      ['three parts at birth', 'to_check', leave(...parts('at_birth', 3))],
      [
        'a third part after the first birthday',
        'passed',
        { application: { childBirthOn: '2025-06-14', leavePeriods: parts('childcare', 3) } },
      ],
      [
        'a third part on the day before the first birthday',
        'to_check',
        { application: { childBirthOn: '2025-06-15', leavePeriods: parts('childcare', 3) } },
      ],
      [
        'three parts where three are allowed',
        'passed',
        { ...leave(...parts('childcare', 3)), programme: { ordinaryPartsMax: 3 } },
      ],
    ]);

    it('counts each kind', () => {
      expect(
        findingFor('leave_parts', leave(...parts('childcare', 3), ...parts('at_birth', 1))).facts,
      ).toEqual({
        ordinary: 3,
        atBirth: 1,
      });
    });
  });

  describe('出生時育児休業の期間', () => {
    const atBirth = (startOn: string, endOn: string, changes: Changes = {}): Situation => ({
      application: {
        childBirthOn: '2026-04-01',
        leavePeriods: [span(startOn, endOn, 'at_birth')],
        ...changes,
      },
    });
    ruleTable({ it, expect }, 'at_birth_leave', [
      ['none', 'passed', {}],
      ['28 days', 'passed', atBirth('2026-04-01', '2026-04-28')],
      ['29 days', 'to_check', atBirth('2026-04-01', '2026-04-29')],
      ['until the last day of eight weeks', 'passed', atBirth('2026-05-20', '2026-05-27')],
      ['one day later', 'to_check', atBirth('2026-05-20', '2026-05-28')],
      ['from the day before birth', 'to_check', atBirth('2026-03-31', '2026-04-05')],
      // The official example: due 4/1, born 3/25 -> from 3/25 until 5/27.
      [
        'born before the due date, from birth',
        'passed',
        atBirth('2026-03-25', '2026-04-05', { childBirthOn: '2026-03-25', childDueOn: '2026-04-01' }),
      ],
      [
        'born before the due date, until 5/27',
        'passed',
        atBirth('2026-05-20', '2026-05-27', { childBirthOn: '2026-03-25', childDueOn: '2026-04-01' }),
      ],
      [
        'born before the due date, until 5/28',
        'to_check',
        atBirth('2026-05-20', '2026-05-28', { childBirthOn: '2026-03-25', childDueOn: '2026-04-01' }),
      ],
      [
        'born after the due date, from the due date',
        'passed',
        atBirth('2026-04-01', '2026-04-05', { childBirthOn: '2026-04-04', childDueOn: '2026-04-01' }),
      ],
    ]);

    it('looks at every part', () => {
      const one = leave(
        span('2026-06-01', '2026-06-05', 'at_birth'),
        span('2026-07-20', '2026-07-22', 'at_birth'),
      );
      expect(findingFor('at_birth_leave', one).verdict).toBe('to_check');
    });

    it('adds the days of its parts', () => {
      const two = leave(
        span('2026-06-01', '2026-06-20', 'at_birth'),
        span('2026-06-22', '2026-06-30', 'at_birth'),
      );
      expect(findingFor('at_birth_leave', two)).toMatchObject({ verdict: 'to_check', facts: { days: 29 } });
    });
  });
});
