import { describe, expect, it } from 'vitest';
import type { GrantApplication } from '../application/application.ts';
import { anApplication } from '../application/example.ts';
import { civilDate } from '../civil-date.ts';
import { defaultProgramme } from '../programme/defaults.ts';
import type { Programme } from '../programme/figures.ts';
import type { Finding, FindingVerdict } from './finding.ts';
import { judge } from './judge.ts';
import type { PriorAward } from './rule.ts';
import { rules, ruleTitle } from './rules.ts';

type Changes = Partial<Record<keyof GrantApplication, unknown>>;

interface Situation {
  readonly application?: Changes;
  readonly programme?: Partial<Programme>;
  readonly on?: string;
  readonly priorAwards?: readonly PriorAward[];
}

function findingFor(rule: string, { application, programme, on, priorAwards = [] }: Situation = {}): Finding {
  const judgement = judge(
    anApplication(application),
    { ...defaultProgramme, ...programme },
    civilDate(on ?? '2026-07-10'),
    { priorAwards },
  );
  const found = judgement.findings.find((finding) => finding.rule === rule);
  if (found === undefined) throw new Error(`no finding of ${rule}`);
  return found;
}

type Row = [string, FindingVerdict, Situation];

/** Rows of one rule: what is the case, the verdict, the situation. */
function ruleTable(rule: string, rows: Row[]): void {
  it.each(rows)('%s: %s', (_name, verdict, situation) => {
    expect(findingFor(rule, situation).verdict).toBe(verdict);
  });
}

const span = (startOn: string, endOn: string, kind = 'childcare', workedDays = 0) => ({
  kind,
  startOn,
  endOn,
  workedDays,
});
const leave = (...leavePeriods: ReturnType<typeof span>[]): Situation => ({ application: { leavePeriods } });

function anAward(changes: Partial<PriorAward> = {}): PriorAward {
  return {
    fiscalYear: 2026,
    reference: 'R8-00001',
    leaveMonths: null,
    employeeInsuredNumber: null,
    childBirthOn: null,
    ...changes,
  };
}

describe('すべての要件 the rules', () => {
  it('have a code of their own, a name and a legal basis', () => {
    expect(new Set(rules.map((rule) => rule.code)).size).toBe(rules.length);
    expect(new Set(rules.map((rule) => rule.title)).size).toBe(rules.length);
    for (const rule of rules) {
      expect(rule.code).toMatch(/^[a-z_]+$/u);
      expect(rule.article).toMatch(/^(別紙|本文|育児・介護休業法)/u);
    }
  });

  it('answer the example, which meets every requirement, with passed findings and sentences', () => {
    const { findings, verdict } = judge(anApplication(), defaultProgramme, civilDate('2026-07-10'));
    expect(findings.map((finding) => finding.rule)).toEqual(rules.map((rule) => rule.code));
    for (const finding of findings) {
      expect(finding.verdict, finding.rule).toBe('passed');
      expect(finding.requirement, finding.rule).toMatch(/。$/u);
      expect(finding.found, finding.rule).toMatch(/。$/u);
      expect(finding.found, finding.rule).not.toMatch(/undefined|null|NaN|\d{4}-\d{2}-\d{2}/u);
    }
    expect(verdict).toBe('eligible');
  });

  it('are called by their name, and an unknown code by itself', () => {
    expect(ruleTitle('leave_months')).toBe('通算の休業期間');
    expect(ruleTitle('of_another_version')).toBe('of_another_version');
  });
});

describe('対象事業主', () => {
  describe('みなし大企業', () => {
    ruleTable('large_company_control', [
      ['not controlled', 'passed', {}],
      [
        'controlled is for a person by default',
        'to_check',
        { application: { controlledByLargeCompany: true } },
      ],
      [
        'controlled fails when the programme says so',
        'failed',
        { application: { controlledByLargeCompany: true }, programme: { largeCompanyControl: 'failed' } },
      ],
    ]);
  });

  describe('法人等の種別', () => {
    ruleTable('legal_form', [
      ['a company', 'passed', {}],
      [
        'a sole owner',
        'passed',
        { application: { employerLegalForm: 'sole_owner', employerCorporateNumber: null } },
      ],
      ['another form may be a public body', 'to_check', { application: { employerLegalForm: 'other' } }],
    ]);
  });

  describe('県内の事業所', () => {
    ruleTable('workplace', [
      ['in Tochigi', 'passed', {}],
      ['in another prefecture', 'failed', { application: { workplaceAddress: '群馬県太田市浜町2-35' } }],
      ['in Tokyo', 'failed', { application: { workplaceAddress: '東京都千代田区千代田1-1' } }],
      ['in Hokkaido', 'failed', { application: { workplaceAddress: '北海道札幌市中央区' } }],
      [
        'in a prefecture of three letters',
        'failed',
        { application: { workplaceAddress: '神奈川県横浜市中区' } },
      ],
      ['in Kyoto', 'failed', { application: { workplaceAddress: '京都府京都市' } }],
      ['in Osaka', 'failed', { application: { workplaceAddress: '大阪府大阪市' } }],
      ['without a prefecture', 'to_check', { application: { workplaceAddress: '宇都宮市塙田1-1-20' } }],
      [
        'a building named after Tochigi elsewhere',
        'failed',
        { application: { workplaceAddress: '福島県白河市栃木県ビル' } },
      ],
      [
        'another prefecture named in the programme',
        'passed',
        { application: { workplaceAddress: '群馬県太田市' }, programme: { prefectureName: '群馬県' } },
      ],
    ]);
  });
});

describe('要件1 育児休業', () => {
  describe('通算の休業期間', () => {
    ruleTable('leave_months', [
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
      expect(findingFor('leave_months').found).toBe('通算：1か月、暦日30日です。');
      expect(findingFor('leave_months', leave(span('2026-06-01', '2026-06-29'))).found).toBe(
        '通算：29日、暦日29日で、1か月に達しません。',
      );
    });
  });

  describe('休業の開始日', () => {
    const bornEarly = { childBirthOn: '2026-03-01' };
    ruleTable('leave_start', [
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
    ruleTable('leave_dates', [
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

  describe('出生と休業の前後', () => {
    const due = { childBirthOn: '2026-06-05', childDueOn: '2026-06-01' };
    ruleTable('leave_after_birth', [
      ['the day before birth', 'failed', { application: { childBirthOn: '2026-06-02' } }],
      ['the day of birth', 'passed', { application: { childBirthOn: '2026-06-01' } }],
      ['the day after birth', 'passed', { application: { childBirthOn: '2026-05-31' } }],
      ['the due date when the birth came later', 'to_check', { application: due }],
      ['before the due date too', 'failed', { application: { ...due, childDueOn: '2026-06-02' } }],
      ['after the due date', 'to_check', { application: { ...due, childDueOn: '2026-05-31' } }],
    ]);
  });

  describe('子の出生日', () => {
    ruleTable('child_born', [
      ['born on the last day of leave', 'passed', { application: { childBirthOn: '2026-06-30' } }],
      ['born after the leave', 'to_check', { application: { childBirthOn: '2026-07-01' } }],
      ['born on the day of filing', 'to_check', { application: { childBirthOn: '2026-07-10' } }],
      ['born after filing', 'failed', { application: { childBirthOn: '2026-07-11' } }],
    ]);
  });

  describe('子の年齢', () => {
    const born = (childBirthOn: string): Situation => ({ application: { childBirthOn } });
    ruleTable('child_age', [
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
    ruleTable('leave_parts', [
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
    ruleTable('at_birth_leave', [
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

  describe('休業中の就業', () => {
    ruleTable('worked_in_leave', [
      ['no worked day', 'passed', {}],
      ['one worked day', 'to_check', leave(span('2026-06-01', '2026-06-30', 'childcare', 1))],
    ]);
  });

  describe('所定労働日数', () => {
    ruleTable('scheduled_workdays', [
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

describe('要件1 復帰', () => {
  const back = (returnOn: string, changes: Changes = {}): Situation => ({
    application: { returnOn, ...changes },
  });

  describe('原職等への復帰', () => {
    ruleTable('original_post', [
      ['returned', 'passed', {}],
      ['not returned', 'failed', { application: { returnedToOriginalPost: false } }],
    ]);
  });

  describe('休業と復帰の前後', () => {
    ruleTable('return_after_leave', [
      ['the last day of leave', 'failed', back('2026-06-30')],
      ['the day after', 'passed', back('2026-07-01')],
      [
        'between two parts',
        'failed',
        {
          application: { leavePeriods: [span('2026-06-01', '2026-06-30'), span('2026-07-05', '2026-07-06')] },
        },
      ],
    ]);
  });

  describe('復帰の期限', () => {
    ruleTable('return_by', [
      ['the day before', 'passed', back('2027-03-30')],
      ['the day', 'passed', back('2027-03-31')],
      ['the day after', 'failed', back('2027-04-01')],
    ]);
  });

  describe('復帰と申請の前後', () => {
    ruleTable('return_before_filing', [
      ['filed the day before the return', 'failed', { on: '2026-06-30' }],
      ['filed on the day of the return', 'passed', { on: '2026-07-01' }],
      ['filed the day after', 'passed', { on: '2026-07-02' }],
    ]);
  });

  describe('復帰した日の曜日', () => {
    ruleTable('return_day', [
      ['a Friday', 'passed', back('2026-07-03')],
      ['a Saturday', 'to_check', back('2026-07-04')],
      ['a Sunday', 'to_check', back('2026-07-05')],
      ['a holiday', 'to_check', back('2026-07-20')],
      ['in the year-end closure', 'to_check', back('2026-12-29')],
      ['outside the holiday table', 'to_check', back('2090-07-03')],
    ]);

    it('names the reason', () => {
      expect(findingFor('return_day', back('2026-07-20')).found).toContain('海の日');
    });
  });

  describe('休業終了から復帰までの日数', () => {
    ruleTable('return_gap', [
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
    ruleTable('employment', [
      ['the day before the leave', 'passed', { application: { employeeInsuredOn: '2026-05-31' } }],
      ['on the first day', 'passed', { application: { employeeInsuredOn: '2026-06-01' } }],
      ['the day after', 'to_check', { application: { employeeInsuredOn: '2026-06-02' } }],
    ]);
  });

  describe('従業員の年齢', () => {
    const born = (employeeBirthOn: string): Situation => ({ application: { employeeBirthOn } });
    ruleTable('employee_age', [
      ['17 on the day before the leave', 'to_check', born('2008-06-02')],
      ['18 on the first day', 'passed', born('2008-06-01')],
      ['70 on the first day', 'passed', born('1955-06-02')],
      ['71 on the first day', 'to_check', born('1955-06-01')],
    ]);
  });
});

describe('要件2から4', () => {
  describe('応援団の登録', () => {
    const on = '2026-07-10';
    ruleTable('supporter', [
      ['the day before filing', 'passed', { on, application: { supporterRegisteredOn: '2026-07-09' } }],
      ['the day of filing', 'passed', { on, application: { supporterRegisteredOn: '2026-07-10' } }],
      ['the day after filing', 'failed', { on, application: { supporterRegisteredOn: '2026-07-11' } }],
    ]);
  });

  const measure = (kind: string, implementedOn = '2026-05-01') => ({
    kind,
    implementedOn,
    description: '実施した。',
  });

  describe('雇用環境整備の措置', () => {
    const measures = (...list: ReturnType<typeof measure>[]): Situation => ({
      application: { measures: list },
    });
    ruleTable('measures_taken', [
      ['one', 'failed', measures(measure('training'))],
      ['two of one kind', 'failed', measures(measure('training'), measure('training'))],
      ['two', 'passed', measures(measure('training'), measure('consultation'))],
      [
        'the second on the day of filing',
        'passed',
        measures(measure('training'), measure('consultation', '2026-07-10')),
      ],
      [
        'the second after filing',
        'failed',
        measures(measure('training'), measure('consultation', '2026-07-11')),
      ],
      ['業務配分 counts', 'passed', measures(measure('training'), measure('workload'))],
      ['two where three are needed', 'failed', { programme: { measuresRequired: 3 } }],
    ]);

    it('marks a count that rests on 業務配分', () => {
      const resting = findingFor('measures_taken', measures(measure('training'), measure('workload')));
      expect(resting.facts).toMatchObject({ count: 2, dependsOnWorkload: true });
      expect(resting.found).toContain('「業務の配分・人員の配置に関する措置」を含めて数えています。');
      const free = findingFor(
        'measures_taken',
        measures(measure('training'), measure('consultation'), measure('workload')),
      );
      expect(free.facts).toMatchObject({ count: 3, dependsOnWorkload: false });
      expect(free.found).not.toContain('含めて');
      const short = findingFor('measures_taken', measures(measure('workload')));
      expect(short.facts).toMatchObject({ count: 1, dependsOnWorkload: false });
    });

    it('names what was done, or nothing', () => {
      expect(findingFor('measures_taken', measures(measure('training'))).found).toBe(
        '申請日までに実施した措置は1つです（育児休業に関する研修の実施）。',
      );
      expect(findingFor('measures_taken', measures(measure('training', '2026-07-11'))).found).toBe(
        '申請日までに実施した措置は0つです。',
      );
    });
  });

  describe('措置の時期', () => {
    const second = (implementedOn: string): Situation => ({
      application: { measures: [measure('training'), measure('consultation', implementedOn)] },
    });
    ruleTable('measures_timing', [
      ['the day before the leave', 'passed', second('2026-05-31')],
      ['the first day of leave', 'passed', second('2026-06-01')],
      ['the day after', 'to_check', second('2026-06-02')],
      [
        'two of one kind before',
        'to_check',
        { application: { measures: [measure('training'), measure('training')] } },
      ],
    ]);
  });

  describe('情報提供', () => {
    const given = (informationOn: string, programme: Partial<Programme> = {}): Situation => ({
      application: { informationOn },
      programme,
    });
    ruleTable('information', [
      ['the last day of leave', 'passed', given('2026-06-30')],
      ['the day after', 'to_check', given('2026-07-01')],
      ['the day after, where filing counts', 'passed', given('2026-07-01', { informationBy: 'application' })],
      ['the day of filing', 'to_check', given('2026-07-10')],
      ['the day after filing', 'failed', given('2026-07-11')],
      [
        'the day after filing, where filing counts',
        'failed',
        given('2026-07-11', { informationBy: 'application' }),
      ],
    ]);

    it('says until when', () => {
      expect(findingFor('information').requirement).toMatch(/^休業の終わりまで/u);
      expect(findingFor('information', { programme: { informationBy: 'application' } }).requirement).toMatch(
        /^申請日まで/u,
      );
    });
  });
});

describe('申請と支給の条件', () => {
  describe('受付期間', () => {
    ruleTable('reception_period', [
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
    ruleTable('filing_after_return', [
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
    ruleTable('pledges_given', [
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
    ruleTable('prior_award', [
      ['none', 'passed', {}],
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
    ruleTable('first_leave', [
      ['first month, one month of leave', 'passed', { application: first(true, false) }],
      ['nothing declared', 'passed', { application: first(false, false) }],
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
        'passed',
        { application: first(true, false), priorAwards: [anAward({ fiscalYear: 2025 })] },
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
