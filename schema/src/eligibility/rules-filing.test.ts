import { describe, expect, it } from 'vitest';
import { civilDate } from '../civil-date.ts';
import { defaultProgramme } from '../programme/defaults.ts';
import { anAward, type Changes, findingFor, type Row, ruleTable, span } from './rule-examples.ts';

const POSSIBLE = { ...anAward(), agreed: '名称が同じ' };

describe('申請と支給の条件', () => {
  describe('受付期間', () => {
    ruleTable({ it, expect }, 'reception_period', [
      ['the day before it opens', 'failed', { on: '2026-04-30' }],
      ['the first day', 'passed', { on: '2026-05-01' }],
      ['the last day', 'passed', { on: '2027-03-12' }],
      ['the day after', 'failed', { on: '2027-03-13' }],
    ]);

    it('says on which side of the period the day lies', () => {
      expect(findingFor('reception_period', { on: '2026-04-30' }).found).toContain('開始前');
      expect(findingFor('reception_period', { on: '2027-03-13' }).found).toContain('終了後');
    });
  });

  describe('復帰から申請までの期間', () => {
    ruleTable({ it, expect }, 'filing_after_return', [
      ['the day before the due day', 'passed', { on: '2026-08-31' }],
      ['the due day', 'passed', { on: '2026-09-01' }],
      ['the day after', 'to_check', { on: '2026-09-02' }],
      [
        'two months after 12/31 end on 2/28',
        'passed',
        { on: '2027-02-28', application: { returnOn: '2026-12-31' } },
      ],
      ['the day after 2/28', 'to_check', { on: '2027-03-01', application: { returnOn: '2026-12-31' } }],
      ['no limit in the programme', 'passed', { on: '2027-03-01', programme: { softDeadlineMonths: null } }],
    ]);

    it('says so when there is no limit', () => {
      expect(findingFor('filing_after_return', { programme: { softDeadlineMonths: null } }).requirement).toBe(
        '復帰から申請までの期間の定めはありません。',
      );
    });
  });

  describe('誓約・同意', () => {
    ruleTable({ it, expect }, 'pledges_given', [
      ['all', 'passed', {}],
      ['one lacking', 'failed', { application: { pledges: defaultProgramme.pledges.slice(1) } }],
      [
        'one lacking that is not asked',
        'passed',
        { application: { pledges: ['truthful'] }, programme: { pledges: ['truthful'] } },
      ],
    ]);

    it('names what is lacking', () => {
      const found = findingFor('pledges_given', {
        application: { pledges: defaultProgramme.pledges.slice(1) },
      });
      expect(found.facts).toEqual({ lacking: ['truthful'] });
      expect(found.found).toContain('1件');
      expect(found.found).toContain('虚偽や不正はありません');
    });
  });

  describe('支給の回数', () => {
    const same = { employeeInsuredNumber: '09016543210', childBirthOn: civilDate('2026-05-20') };
    const perChild = { awardLimitPer: 'employee_child' } as const;
    ruleTable({ it, expect }, 'prior_award', [
      ['none', 'passed', {}],
      ['rows of earlier lists that nobody has judged', 'to_check', { lists: { openAwards: 1 } }],
      ['all such rows judged', 'passed', { lists: { openAwards: 0 } }],
      ['one this year to what may be the same', 'to_check', { lists: { possibleAwards: [POSSIBLE] } }],
      [
        'one of another year to what may be the same',
        'passed',
        { lists: { possibleAwards: [{ ...POSSIBLE, fiscalYear: 2025 }] } },
      ],
      [
        'one this year, and one to what may be the same',
        'failed',
        { priorAwards: [anAward()], lists: { possibleAwards: [POSSIBLE] } },
      ],
      ['one this year, and such rows', 'failed', { priorAwards: [anAward()], lists: { openAwards: 1 } }],
      ['one this year', 'failed', { priorAwards: [anAward()] }],
      ['one last year', 'passed', { priorAwards: [anAward({ fiscalYear: 2025 })] }],
      [
        'one last year, where once ever is the rule',
        'failed',
        { priorAwards: [anAward({ fiscalYear: 2025 })], programme: { awardLimitPer: 'employer' } },
      ],
      [
        'one this year where two are allowed',
        'passed',
        { priorAwards: [anAward()], programme: { awardLimitCount: 2 } },
      ],
      [
        'two this year where two are allowed',
        'failed',
        { priorAwards: [anAward(), anAward({ reference: 'R8-00002' })], programme: { awardLimitCount: 2 } },
      ],
      [
        'another child, where each child counts',
        'passed',
        { priorAwards: [anAward({ ...same, childBirthOn: civilDate('2024-01-01') })], programme: perChild },
      ],
      [
        'another employee, where each child counts',
        'passed',
        { priorAwards: [anAward({ ...same, employeeInsuredNumber: '1' })], programme: perChild },
      ],
      [
        'the same child, where each child counts',
        'failed',
        { priorAwards: [anAward(same)], programme: perChild },
      ],
    ]);

    it('says so when nothing was found', () => {
      expect(findingFor('prior_award').found).toBe('該当する支給はありません。');
    });

    it('names what was found', () => {
      expect(findingFor('prior_award', { priorAwards: [anAward()] }).found).toBe(
        'すでに1回の支給があります（R8-00001）。',
      );
      expect(
        findingFor('prior_award', { priorAwards: [anAward()], programme: { awardLimitCount: 2 } }).found,
      ).toBe('これまでの支給は1回です。');
    });
  });

  describe('「はじめて」の申告', () => {
    const three = { leavePeriods: [span('2026-06-01', '2026-08-31')], returnOn: '2026-09-01' };
    const first = (firstOneMonth: boolean, firstThreeMonths: boolean, changes: Changes = {}): Changes => ({
      firstOneMonth,
      firstThreeMonths,
      ...changes,
    });
    ruleTable({ it, expect }, 'first_leave', [
      ['first month, one month of leave', 'passed', { application: first(true, false) }],
      ['nothing declared', 'passed', { application: first(false, false) }],
      [
        'first month, and an award to what may be the same',
        'to_check',
        { application: first(true, false), lists: { possibleAwards: [POSSIBLE] } },
      ],
      [
        'nothing declared, and an award to what may be the same',
        'passed',
        { application: first(false, false), lists: { possibleAwards: [POSSIBLE] } },
      ],
      ['first three months, three months of leave', 'passed', { application: first(false, true, three) }],
      ['first of both, three months of leave', 'passed', { application: first(true, true, three) }],
      ['first three months, one month of leave', 'to_check', { application: first(true, true) }],
      ['first month but not first three months', 'to_check', { application: first(true, false, three) }],
      [
        'three months by days alone',
        'to_check',
        { application: first(false, true, { leavePeriods: [span('2026-06-01', '2026-08-29')] }) },
      ],
      [
        'an earlier award of a month',
        'to_check',
        { application: first(true, false), priorAwards: [anAward({ fiscalYear: 2025, leaveMonths: 1 })] },
      ],
      [
        'an earlier award shorter than a month',
        'passed',
        { application: first(true, false), priorAwards: [anAward({ fiscalYear: 2025, leaveMonths: 0 })] },
      ],
      [
        'an earlier award of unknown length',
        'to_check',
        { application: first(true, false), priorAwards: [anAward({ fiscalYear: 2025 })] },
      ],
      [
        'an earlier award of unknown length and nothing declared',
        'passed',
        { application: first(false, false), priorAwards: [anAward({ fiscalYear: 2025 })] },
      ],
      ...(
        [
          [27, 'passed', 'passed'],
          [28, 'to_check', 'passed'],
          [30, 'to_check', 'passed'],
          [88, 'to_check', 'passed'],
          [89, 'to_check', 'to_check'],
          [92, 'to_check', 'to_check'],
        ] as const
      ).flatMap(([leaveDays, one, three3]): Row[] => {
        const priorAwards = [anAward({ fiscalYear: 2025, leaveDays })];
        return [
          [`first month after ${leaveDays} days`, one, { application: first(true, false), priorAwards }],
          [
            `first three months after ${leaveDays} days`,
            three3,
            { application: first(false, true, three), priorAwards },
          ],
        ];
      }),
      [
        'three months by days alone in an earlier case',
        'to_check',
        {
          application: first(false, true, three),
          priorAwards: [anAward({ leaveMonths: 2, leaveDays: 90 })],
        },
      ],
      [
        'an earlier month and now the first three',
        'passed',
        {
          application: first(false, true, three),
          priorAwards: [anAward({ fiscalYear: 2025, leaveMonths: 2 })],
        },
      ],
      [
        'earlier three months',
        'to_check',
        {
          application: first(false, true, three),
          priorAwards: [anAward({ fiscalYear: 2025, leaveMonths: 3 })],
        },
      ],
      [
        'earlier months and nothing declared',
        'passed',
        { application: first(false, false), priorAwards: [anAward({ fiscalYear: 2025, leaveMonths: 5 })] },
      ],
    ]);

    it('names the contradiction', () => {
      const found = findingFor('first_leave', {
        priorAwards: [anAward({ reference: 'R7-00012', leaveMonths: 1 })],
      });
      expect(found.found).toBe('「はじめて1か月以上」との申告ですが、以前の支給があります（R7-00012）。');
      expect(
        ([null, 28, 89, 93] as const).map(
          (leaveDays) =>
            findingFor('first_leave', {
              application: first(false, true, three),
              priorAwards: [anAward({ reference: '2025年度 株式会社栃木', leaveDays })],
            }).found,
        ),
      ).toEqual([
        '「はじめて3か月以上」との申告ですが、以前の支給に休業の長さが分からないものがあります（2025年度 株式会社栃木）。県に確かめてください。',
        '申告と合わない事実は見つかりません。',
        '「はじめて3か月以上」との申告ですが、以前の支給に、暦によって3か月に達することのある日数のものがあります（2025年度 株式会社栃木、89日）。休業の期間を県に確かめてください。',
        '「はじめて3か月以上」との申告ですが、以前の支給があります（2025年度 株式会社栃木）。',
      ]);
      expect(findingFor('first_leave', { application: first(true, true) }).found).toContain(
        '3か月に達しません。',
      );
      expect(findingFor('first_leave', { application: first(true, false, three) }).found).toContain(
        'にも当たると',
      );
      const byDays = first(false, true, { leavePeriods: [span('2026-06-01', '2026-08-29')] });
      expect(findingFor('first_leave', { application: byDays }).found).toBe(
        '3か月に達するかは数え方で異なります。',
      );
    });
  });
});
