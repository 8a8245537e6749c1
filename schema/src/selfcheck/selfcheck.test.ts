import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anApplication } from '../application/example.ts';
import { industries, legalForms, valuesOf } from '../application/choices.ts';
import { addDays, civilDate, type CivilDate } from '../civil-date.ts';
import { judge } from '../eligibility/judge.ts';
import { rules } from '../eligibility/rules.ts';
import { defaultProgramme } from '../programme/defaults.ts';
import { yen } from '../yen.ts';
import { answersSchema } from '../application/draft.ts';
import { selfCheckSchema, type SelfCheck } from './answers.ts';
import { asksCapital, asksFirstThreeMonths, asksIndustry } from './asked.ts';
import { answersOfSelfCheck } from './carry.ts';
import { SELF_CHECK_RULES, selfCheck } from './judge.ts';

const period = (startOn: string, endOn: string) => ({
  kind: 'childcare' as const,
  startOn: civilDate(startOn),
  endOn: civilDate(endOn),
  workedDays: 0,
});

const good: SelfCheck = {
  legalForm: 'company',
  regularEmployees: 45,
  industry: null,
  capital: null,
  worksInPrefecture: true,
  insured: true,
  childBirthOn: civilDate('2026-05-20'),
  leavePeriods: [period('2026-06-01', '2026-06-30')],
  returnOn: civilDate('2026-07-01'),
  originalPost: true,
  supporterRegistered: true,
  measures: ['training', 'consultation'],
  informed: true,
  firstOneMonth: true,
  firstThreeMonths: null,
  awardedThisYear: false,
  papers: ['registry', 'passbook'],
};
const today = civilDate('2026-07-15');
const check = (changes: Partial<SelfCheck> = {}, on: CivilDate = today) =>
  selfCheck({ ...good, ...changes }, defaultProgramme, on);
const verdictOf = (rule: string, changes: Partial<SelfCheck> = {}, on: CivilDate = today) =>
  check(changes, on).findings.find((finding) => finding.rule === rule)?.verdict;

describe('自己チェック', () => {
  it('finds a good case eligible, with amount, papers and days', () => {
    const result = check();
    expect(result.verdict).toBe('eligible');
    expect(result.amount.total).toBe(300_000);
    expect(result.filingOn).toBe('2026-07-15');
    expect(result.dueOn).toBe('2026-09-01');
    expect(result.missingPapers).not.toContain('passbook');
    expect(result.missingPapers).not.toContain('mandate');
    expect(result.missingPapers).toHaveLength(13);
  });

  it('says nothing of the made-up people of the example', () => {
    const example = anApplication();
    const names = [
      example.employerName,
      example.employeeName,
      example.workplaceAddress,
      String(example.employerCorporateNumber),
    ];
    for (const given of [good, { ...good, supporterRegistered: false, worksInPrefecture: false }]) {
      const text = JSON.stringify(selfCheck(given, defaultProgramme, today));
      for (const name of names) expect(text).not.toContain(name);
    }
  });

  it.each([
    ['employer_size', 'failed', { regularEmployees: 301, industry: 'other' as const }],
    [
      'employer_size',
      'passed',
      { regularEmployees: 301, industry: 'other' as const, capital: yen(300_000_000) },
    ],
    ['legal_form', 'to_check', { legalForm: 'other' as const }],
    ['workplace', 'failed', { worksInPrefecture: false }],
    ['employment', 'to_check', { insured: false }],
    ['original_post', 'failed', { originalPost: false }],
    ['supporter', 'failed', { supporterRegistered: false }],
    ['measures_taken', 'failed', { measures: ['training' as const] }],
    ['measures_taken', 'failed', { measures: [] }],
    ['information', 'failed', { informed: false }],
    ['prior_award', 'failed', { awardedThisYear: true }],
    ['leave_months', 'failed', { leavePeriods: [period('2026-06-01', '2026-06-29')] }],
    ['leave_months', 'passed', { leavePeriods: [period('2026-06-01', '2026-06-30')] }],
    ['leave_start', 'failed', { leavePeriods: [period('2026-03-31', '2026-04-30')] }],
    ['return_by', 'failed', { returnOn: civilDate('2027-04-01') }],
    ['return_after_leave', 'failed', { returnOn: civilDate('2026-06-30') }],
    ['return_gap', 'to_check', { returnOn: civilDate('2026-07-08') }],
  ] as const)('%s is %s', (rule, verdict, changes) => {
    expect(verdictOf(rule, changes as Partial<SelfCheck>)).toBe(verdict);
  });

  it('reckons with a filing on the day of return while that lies ahead', () => {
    const planned = {
      leavePeriods: [period('2027-02-01', '2027-02-28')],
      returnOn: civilDate('2027-03-12'),
    };
    expect(check(planned).filingOn).toBe('2027-03-12');
    expect(verdictOf('reception_period', planned)).toBe('passed');
    expect(check(planned).dueOn).toBe('2027-03-12');
    const late = { ...planned, returnOn: civilDate('2027-03-13') };
    expect(verdictOf('reception_period', late)).toBe('failed');
    expect(verdictOf('return_by', late)).toBe('passed');
  });

  it('works before the reception opens and after it has closed', () => {
    expect(check({}, civilDate('2026-04-20')).filingOn).toBe('2026-07-01');
    expect(check({}, civilDate('2027-03-13')).verdict).toBe('ineligible');
  });

  it('sends a late filing to the office and does not refuse it', () => {
    expect(verdictOf('filing_after_return', {}, civilDate('2026-09-01'))).toBe('passed');
    expect(verdictOf('filing_after_return', {}, civilDate('2026-09-02'))).toBe('to_check');
    const free = { ...defaultProgramme, softDeadlineMonths: null };
    expect(selfCheck(good, free, today).dueOn).toBe('2027-03-12');
  });

  it('shows both readings of the additions for a first leave of three months', () => {
    const long = { leavePeriods: [period('2026-06-01', '2026-08-31')], returnOn: civilDate('2026-09-01') };
    const { amount } = check(long);
    expect([amount.total, amount.otherReading]).toEqual([500_000, 600_000]);
    expect(check({ ...long, firstOneMonth: false, firstThreeMonths: true }).amount.total).toBe(500_000);
    expect(check({ ...long, firstOneMonth: false, firstThreeMonths: false }).amount.total).toBe(200_000);
  });

  it('keeps the words of the rule where the programme does not mind a no', () => {
    const programme = { ...defaultProgramme, awardLimitCount: 2 };
    const finding = selfCheck({ ...good, awardedThisYear: true }, programme, today).findings.find(
      ({ rule }) => rule === 'prior_award',
    );
    expect(finding).toMatchObject({ verdict: 'passed', found: 'これまでの支給は1回です。' });
  });

  it('takes another prefecture for outside, whichever the programme is of', () => {
    const programme = { ...defaultProgramme, prefectureName: '東京都' };
    const result = selfCheck({ ...good, worksInPrefecture: false }, programme, today);
    expect(result.findings.find(({ rule }) => rule === 'workplace')?.verdict).toBe('failed');
  });

  it('names only rules that exist', () => {
    const codes = rules.map(({ code }) => code);
    expect(SELF_CHECK_RULES.filter((code) => !codes.includes(code))).toEqual([]);
  });
});

describe('自己チェックで聞くこと', () => {
  it('is the industry only above the smallest limit, capital only above the limit of the industry', () => {
    const of = (regularEmployees: number, legalForm: SelfCheck['legalForm'] = 'company') => ({
      legalForm,
      regularEmployees,
    });
    expect(asksIndustry(of(50), defaultProgramme)).toBe(false);
    expect(asksIndustry(of(51), defaultProgramme)).toBe(true);
    expect(asksCapital(of(51), 'retail', defaultProgramme)).toBe(true);
    expect(asksCapital(of(51), 'service', defaultProgramme)).toBe(false);
    expect(asksCapital(of(101, 'professional'), 'service', defaultProgramme)).toBe(true);
    expect(asksCapital(of(101, 'medical'), 'service', defaultProgramme)).toBe(false);
  });

  it('is the first of three months only where it is open', () => {
    const long = [period('2026-06-01', '2026-08-31')];
    const short = [period('2026-06-01', '2026-08-28')];
    const birth = civilDate('2026-05-20');
    expect(asksFirstThreeMonths(long, birth, false, defaultProgramme)).toBe(true);
    expect(asksFirstThreeMonths(long, birth, true, defaultProgramme)).toBe(false);
    expect(asksFirstThreeMonths(short, birth, false, defaultProgramme)).toBe(false);
    expect(asksFirstThreeMonths(long, birth, false, { ...defaultProgramme, additions: [] })).toBe(false);
  });
});

describe('自己チェックと審査の判定', () => {
  const dates = fc.integer({ min: 0, max: 420 }).map((days) => addDays(civilDate('2026-03-01'), days));
  const given = fc.record({
    legalForm: fc.constantFrom(...valuesOf(legalForms)),
    regularEmployees: fc.integer({ min: 0, max: 400 }),
    industry: fc.constantFrom(null, ...valuesOf(industries)),
    capital: fc.constantFrom(null, yen(10_000_000), yen(500_000_000)),
    worksInPrefecture: fc.boolean(),
    insured: fc.boolean(),
    childBirthOn: dates,
    leavePeriods: fc.array(
      fc.record({
        kind: fc.constantFrom('childcare' as const, 'at_birth' as const),
        startOn: dates,
        endOn: dates,
        workedDays: fc.constant(0),
      }),
      { minLength: 1, maxLength: 3 },
    ),
    returnOn: dates,
    originalPost: fc.boolean(),
    supporterRegistered: fc.boolean(),
    measures: fc.subarray(['training', 'consultation', 'workload'] as const).map((list) => [...list]),
    informed: fc.boolean(),
    firstOneMonth: fc.boolean(),
    firstThreeMonths: fc.constantFrom(null, true, false),
    awardedThisYear: fc.boolean(),
    papers: fc.constant([]),
  });

  it('never throws, stays within the amounts of the programme and counts as the office does', () => {
    fc.assert(
      fc.property(given, dates, (answers, on) => {
        const result = selfCheck(answers, defaultProgramme, on);
        expect(result.findings).toHaveLength(SELF_CHECK_RULES.length);
        expect([0, 200_000, 300_000, 500_000]).toContain(result.amount.total);
        expect(result.filingOn >= on).toBe(true);
        expect(result.dueOn <= defaultProgramme.receptionClosesOn).toBe(true);
        const application = anApplication({
          childBirthOn: answers.childBirthOn,
          leavePeriods: answers.leavePeriods,
          returnOn: answers.returnOn,
        });
        const office = judge(application, defaultProgramme, result.filingOn);
        expect(result.leave).toEqual(office.leave);
        for (const rule of ['leave_months', 'leave_start', 'leave_dates', 'return_by', 'reception_period']) {
          const own = result.findings.find((finding) => finding.rule === rule);
          expect(own).toEqual(office.findings.find((finding) => finding.rule === rule));
        }
      }),
    );
  });

  it('carries answers that the form accepts', () => {
    fc.assert(
      fc.property(given, (answers) => {
        expect(answersSchema.safeParse(answersOfSelfCheck(answers)).success).toBe(true);
        expect(selfCheckSchema.safeParse(answers).success).toBe(true);
      }),
    );
  });
});

describe('申請書への引継ぎ answersOfSelfCheck', () => {
  const carried = {
    employerLegalForm: 'company',
    regularEmployees: '45',
    childBirthOn: '2026-05-20',
    leavePeriods: [{ kind: 'childcare', startOn: '2026-06-01', endOn: '2026-06-30', workedDays: '0' }],
    returnOn: '2026-07-01',
    returnedToOriginalPost: 'yes',
    firstOneMonth: 'yes',
  };

  it('carries what was answered, in the words of the form', () => {
    expect(answersOfSelfCheck(good)).toEqual({
      ...carried,
      measures: [{ kind: 'training' }, { kind: 'consultation' }],
    });
    const all = { ...good, industry: 'retail', capital: yen(3_000_000), firstThreeMonths: false } as const;
    expect(answersOfSelfCheck({ ...all, originalPost: false, firstOneMonth: false })).toEqual({
      ...carried,
      industry: 'retail',
      capital: '3000000',
      returnedToOriginalPost: 'no',
      firstOneMonth: 'no',
      firstThreeMonths: 'no',
      measures: [{ kind: 'training' }, { kind: 'consultation' }],
    });
  });

  it('leaves out what was not asked', () => {
    expect(Object.keys(answersOfSelfCheck({ ...good, measures: [] }))).toEqual(Object.keys(carried));
  });
});
