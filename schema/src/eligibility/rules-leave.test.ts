import { describe, expect, it } from 'vitest';
import { findingFor, leave, ruleTable, span } from './rule-examples.ts';

describe('要件1 育児休業', () => {
  describe('通算の休業期間', () => {
    ruleTable({ it, expect }, 'leave_months', [
      ['one month exactly', 'passed', {}],
      ['one day short', 'failed', leave(span('2026-06-01', '2026-06-29'))],
      ['one day more', 'passed', leave(span('2026-06-01', '2026-07-01'))],
      ['30 days that are no month by 応当日', 'to_check', leave(span('2026-05-31', '2026-06-29'))],
      ['a February of 28 days', 'to_check', leave(span('2027-02-01', '2027-02-28'))],
      [
        'a month less a worked day',
        'to_check',
        leave(span('2026-06-01', '2026-06-28', 'at_birth', 1), span('2026-06-29', '2026-06-30')),
      ],
      [
        'too short even with the worked day',
        'failed',
        leave(span('2026-06-01', '2026-06-28', 'at_birth', 1)),
      ],
      [
        'two months where two are needed',
        'passed',
        { ...leave(span('2026-06-01', '2026-07-31')), programme: { minimumMonths: 2 } },
      ],
      ['one month where two are needed', 'failed', { programme: { minimumMonths: 2 } }],
    ]);

    it('says how each reading comes out', () => {
      expect(findingFor('leave_months', leave(span('2026-05-31', '2026-06-29'))).facts).toEqual({
        months: 0,
        restDays: 30,
        days: 30,
        monthRule: 'hybrid',
        readings: ['応当日による1か月：達しない', '暦日30日：達する', '暦日28日：達する'],
      });
    });

    it('shows the total in its sentence', () => {
      const split = leave(
        span('2026-06-01', '2026-06-10'),
        span('2026-06-12', '2026-06-21'),
        span('2026-06-23', '2026-07-02'),
      );
      expect(findingFor('leave_months', split).found).toBe('通算：1か月、暦日30日です。');
      expect(findingFor('leave_months').found).toBe('通算：1か月、暦日30日です。');
      expect(findingFor('leave_months', leave(span('2026-06-01', '2026-06-29'))).found).toBe(
        '通算：29日、暦日29日で、1か月に達しません。',
      );
    });
  });

  describe('休業の開始日', () => {
    const bornEarly = { childBirthOn: '2026-03-01' };
    ruleTable({ it, expect }, 'leave_start', [
      [
        'the day before',
        'failed',
        { application: { ...bornEarly, leavePeriods: [span('2026-03-31', '2026-05-31')] } },
      ],
      [
        'the day',
        'passed',
        { application: { ...bornEarly, leavePeriods: [span('2026-04-01', '2026-05-31')] } },
      ],
      [
        'the day after',
        'passed',
        { application: { ...bornEarly, leavePeriods: [span('2026-04-02', '2026-05-31')] } },
      ],
      [
        'a later part, listed first, does not hide an early one',
        'failed',
        {
          application: {
            ...bornEarly,
            leavePeriods: [span('2026-05-01', '2026-05-31'), span('2026-03-31', '2026-04-02')],
          },
        },
      ],
    ]);
  });

  it('finds the first day of leave wherever it is listed', () => {
    const early = span('2026-03-31', '2026-04-02');
    for (const leavePeriods of [
      [early, span('2026-05-01', '2026-05-31')],
      [span('2026-05-01', '2026-05-31'), early, span('2026-06-05', '2026-06-06')],
    ]) {
      const found = findingFor('leave_start', { application: { childBirthOn: '2026-03-01', leavePeriods } });
      expect(found.facts).toMatchObject({ startOn: '2026-03-31' });
    }
  });

  describe('休業期間の日付', () => {
    ruleTable({ it, expect }, 'leave_dates', [
      ['one day of leave', 'passed', leave(span('2026-06-01', '2026-06-01'))],
      [
        'an end before the start',
        'failed',
        leave(span('2026-06-01', '2026-06-30'), span('2026-07-02', '2026-07-01')),
      ],
      [
        'periods that share a day',
        'failed',
        leave(span('2026-06-01', '2026-06-30'), span('2026-06-30', '2026-07-05')),
      ],
      [
        'periods that follow each other',
        'passed',
        leave(span('2026-06-01', '2026-06-30'), span('2026-07-01', '2026-07-05')),
      ],
      [
        'periods apart, listed out of order',
        'passed',
        leave(span('2026-06-20', '2026-06-30'), span('2026-06-01', '2026-06-10')),
      ],
      [
        'an overlap listed out of order',
        'failed',
        leave(span('2026-06-20', '2026-07-05'), span('2026-06-01', '2026-06-30')),
      ],
    ]);

    it('finds an overlap of the first and the last period listed', () => {
      const first = leave(
        span('2026-06-01', '2026-06-10'),
        span('2026-06-20', '2026-06-25'),
        span('2026-06-05', '2026-06-06'),
      );
      expect(findingFor('leave_dates', first)).toMatchObject({
        verdict: 'failed',
        facts: { startOn: '2026-06-05' },
      });
    });

    it('names the period', () => {
      const reversed = leave(span('2026-06-01', '2026-06-30'), span('2026-07-02', '2026-07-01'));
      expect(findingFor('leave_dates', reversed)).toMatchObject({
        facts: { period: 2 },
        found: '2件目の終了日が開始日より前です。',
      });
    });
  });

  describe('休業中の就業', () => {
    ruleTable({ it, expect }, 'worked_in_leave', [
      ['no worked day', 'passed', {}],
      ['one worked day', 'to_check', leave(span('2026-06-01', '2026-06-30', 'childcare', 1))],
    ]);
  });

  describe('所定労働日数', () => {
    ruleTable({ it, expect }, 'scheduled_workdays', [
      ['none at all', 'to_check', { application: { scheduledWorkdays: 0 } }],
      ['one', 'passed', { application: { scheduledWorkdays: 1 } }],
      [
        'under the minimum of the programme',
        'failed',
        { application: { scheduledWorkdays: 3 }, programme: { minWorkdays: 4 } },
      ],
      [
        'the minimum of the programme',
        'passed',
        { application: { scheduledWorkdays: 4 }, programme: { minWorkdays: 4 } },
      ],
      [
        'none where none are needed',
        'to_check',
        { application: { scheduledWorkdays: 0 }, programme: { minWorkdays: 0 } },
      ],
    ]);

    it('says the minimum', () => {
      expect(findingFor('scheduled_workdays').requirement).toContain('1日以上');
      expect(findingFor('scheduled_workdays', { programme: { minWorkdays: 4 } }).requirement).toContain(
        '4日以上',
      );
    });
  });
});
