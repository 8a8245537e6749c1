import { describe, expect, it } from 'vitest';
import { civilDate, defaultProgramme, selfCheck } from '@grant/schema';
import { dropCarried, keepCarried, readCarried } from './carried.ts';
import { askedOf, blankForm, type SelfCheckForm } from './form.ts';
import { faultsOfForm, readForm } from './judgement.ts';

const filled: SelfCheckForm = {
  ...blankForm(),
  legalForm: 'company',
  employees: '４５',
  worksInPrefecture: 'yes',
  insured: 'yes',
  childBirthOn: '2026-05-20',
  leavePeriods: [{ kind: 'childcare', startOn: '2026-06-01', endOn: '2026-06-30' }],
  returnOn: '2026-07-01',
  originalPost: 'yes',
  supporter: 'yes',
  measures: ['training', 'policy_notice'],
  informed: 'yes',
  firstOneMonth: 'yes',
  awarded: 'no',
};

describe('自己チェックの入力', () => {
  it('names every question that is not answered, once', () => {
    const form = blankForm();
    const faults = faultsOfForm(form, askedOf(form, defaultProgramme), defaultProgramme);
    expect(faults.map(({ id }) => id)).toEqual([
      'legalForm',
      'employees',
      'worksInPrefecture',
      'insured',
      'childBirthOn',
      'leavePeriods.0.kind',
      'returnOn',
      'originalPost',
      'supporter',
      'informed',
      'firstOneMonth',
      'awarded',
    ]);
  });

  it('asks for industry and capital only where they decide', () => {
    const of = (changes: Partial<SelfCheckForm>) => askedOf({ ...filled, ...changes }, defaultProgramme);
    expect(of({})).toEqual({ industry: false, capital: false, firstThreeMonths: false });
    expect(of({ employees: '60' })).toMatchObject({ industry: true, capital: false });
    expect(of({ employees: '60', industry: 'retail' })).toMatchObject({ industry: true, capital: true });
    expect(of({ employees: '60', industry: 'service' }).capital).toBe(false);
    expect(of({ firstOneMonth: 'no' }).firstThreeMonths).toBe(false);
    const long = [{ kind: 'childcare', startOn: '2026-06-01', endOn: '2026-08-31' }];
    expect(of({ firstOneMonth: 'no', leavePeriods: long }).firstThreeMonths).toBe(true);
  });

  it.each<[string, Partial<SelfCheckForm>, string]>([
    ['a year that is none of ours', { childBirthOn: '2126-06-01' }, 'childBirthOn'],
    ['a return in the next century', { returnOn: '2126-06-01' }, 'returnOn'],
    ['ten million employees', { employees: '99999999', industry: 'other', capital: '1' }, 'employees'],
    [
      'more days worked than a leave has',
      { leavePeriods: [{ ...filled.leavePeriods[0], workedDays: '99999' }] },
      'leavePeriods.0.kind',
    ],
    [
      'days worked in words',
      { leavePeriods: [{ ...filled.leavePeriods[0], workedDays: '三' }] },
      'leavePeriods.0.kind',
    ],
  ])('tells of %s at its field instead of breaking off', (_what, changes, id) => {
    const form = { ...filled, ...changes };
    const faults = faultsOfForm(form, askedOf(form, defaultProgramme), defaultProgramme);
    expect(faults.map((fault) => fault.id)).toEqual([id]);
  });

  it('is judged without breaking off for every date it takes', () => {
    for (const year of ['1900', '2028', '2050', '2099']) {
      const form = { ...filled, childBirthOn: `${year}-06-01`, returnOn: `${year}-08-01` };
      const asked = askedOf(form, defaultProgramme);
      expect(faultsOfForm(form, asked, defaultProgramme)).toEqual([]);
      const { verdict } = selfCheck(readForm(form, asked), defaultProgramme, civilDate('2026-07-15'));
      expect(verdict).not.toBe('eligible');
    }
  });

  it('is read for the rules', () => {
    const asked = askedOf(filled, defaultProgramme);
    expect(faultsOfForm(filled, asked, defaultProgramme)).toEqual([]);
    const result = selfCheck(readForm(filled, asked), defaultProgramme, civilDate('2026-07-15'));
    expect([result.verdict, result.amount.total]).toEqual(['eligible', 300_000]);
  });
});

describe('引継ぎ', () => {
  it('waits in the browser for a week and is then forgotten', () => {
    const given = readForm(filled, askedOf(filled, defaultProgramme));
    expect(keepCarried(given, 0)).toBe(true);
    expect(readCarried(1)).toMatchObject({ employerLegalForm: 'company', regularEmployees: '45' });
    expect(readCarried(8 * 24 * 60 * 60 * 1000)).toBeNull();
    expect(readCarried(1)).toBeNull();
  });

  it('is nothing where something else stands there', () => {
    localStorage.setItem('grant:self-check', '{"until":99,"answers":{"x":1}}');
    expect(readCarried(1)).toBeNull();
    localStorage.setItem('grant:self-check', 'no json');
    expect(readCarried(1)).toBeNull();
    dropCarried();
    expect(localStorage.getItem('grant:self-check')).toBeNull();
  });
});
