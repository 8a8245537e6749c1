import { describe, expect, it } from 'vitest';
import { type Changes, findingFor, ruleTable, type Situation, span } from './rule-examples.ts';

describe('要件1 復帰', () => {
  const back = (returnOn: string, changes: Changes = {}): Situation => ({
    application: { returnOn, ...changes },
  });

  describe('原職等への復帰', () => {
    ruleTable({ it, expect }, 'original_post', [
      ['returned', 'passed', {}],
      ['not returned', 'failed', { application: { returnedToOriginalPost: false } }],
    ]);
  });

  describe('休業と復帰の前後', () => {
    ruleTable({ it, expect }, 'return_after_leave', [
      ['the last day of leave', 'failed', back('2026-06-30')],
      ['the day after', 'passed', back('2026-07-01')],
      [
        'between two parts',
        'failed',
        {
          application: { leavePeriods: [span('2026-06-01', '2026-06-30'), span('2026-07-05', '2026-07-06')] },
        },
      ],
      [
        'between two parts, the later listed first',
        'failed',
        {
          application: { leavePeriods: [span('2026-07-05', '2026-07-06'), span('2026-06-01', '2026-06-30')] },
        },
      ],
    ]);
  });

  describe('復帰の期限', () => {
    ruleTable({ it, expect }, 'return_by', [
      ['the day before', 'passed', back('2027-03-30')],
      ['the day', 'passed', back('2027-03-31')],
      ['the day after', 'failed', back('2027-04-01')],
    ]);
  });

  describe('復帰と申請の前後', () => {
    ruleTable({ it, expect }, 'return_before_filing', [
      ['filed the day before the return', 'failed', { on: '2026-06-30' }],
      ['filed on the day of the return', 'passed', { on: '2026-07-01' }],
      ['filed the day after', 'passed', { on: '2026-07-02' }],
    ]);
  });

  describe('復帰した日の曜日', () => {
    ruleTable({ it, expect }, 'return_day', [
      ['a Friday', 'passed', back('2026-07-03')],
      ['a Saturday', 'to_check', back('2026-07-04')],
      ['a Sunday', 'to_check', back('2026-07-05')],
      ['a holiday', 'to_check', back('2026-07-20')],
      ['in the year-end closure', 'to_check', back('2026-12-29')],
      ['outside the holiday table', 'to_check', back('2090-07-03')],
      ['the day before the year-end closure', 'passed', back('2026-12-28')],
      ['the day after it', 'passed', back('2027-01-04')],
      [
        'a day the programme closes',
        'to_check',
        { ...back('2026-07-03'), programme: { officeClosures: ['07-03'] } },
      ],
      [
        'a year-end day the programme works on',
        'passed',
        { ...back('2026-12-29'), programme: { officeClosures: ['12-30'] } },
      ],
    ]);

    it('names the reason', () => {
      expect(findingFor('return_day', back('2026-07-20')).found).toContain('海の日');
      expect(findingFor('return_day', back('2026-12-29')).found).toBe(
        '復帰した日令和8年12月29日は事務局の休業日です。出勤簿で勤務の確認が必要です。',
      );
      expect(findingFor('return_day', back('2026-07-03')).found).toBe('復帰した日令和8年7月3日は平日です。');
      expect(findingFor('return_day', back('2090-07-03')).found).toContain('判定できません');
    });
  });

  describe('休業終了から復帰までの日数', () => {
    ruleTable({ it, expect }, 'return_gap', [
      ['seven days after', 'passed', back('2026-07-07')],
      ['eight days after without a reason', 'to_check', back('2026-07-08')],
      [
        'eight days after with a reason',
        'passed',
        back('2026-07-08', { returnGapReason: '年次有給休暇を取得したため' }),
      ],
    ]);

    it('repeats the reason', () => {
      const found = findingFor(
        'return_gap',
        back('2026-07-08', { returnGapReason: '年次有給休暇を取得したため' }),
      );
      expect(found.found).toContain('8日あります。理由：年次有給休暇を取得したため');
    });
  });

  describe('雇用保険の資格取得', () => {
    ruleTable({ it, expect }, 'employment', [
      ['the day before the leave', 'passed', { application: { employeeInsuredOn: '2026-05-31' } }],
      ['on the first day', 'passed', { application: { employeeInsuredOn: '2026-06-01' } }],
      ['the day after', 'to_check', { application: { employeeInsuredOn: '2026-06-02' } }],
    ]);
  });

  describe('従業員の年齢', () => {
    const born = (employeeBirthOn: string): Situation => ({ application: { employeeBirthOn } });
    ruleTable({ it, expect }, 'employee_age', [
      ['17 on the day before the leave', 'to_check', born('2008-06-02')],
      ['18 on the first day', 'passed', born('2008-06-01')],
      ['70 on the first day', 'passed', born('1955-06-02')],
      ['71 on the first day', 'to_check', born('1955-06-01')],
    ]);
  });
});
