import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accountTypeCodes } from './account.ts';
import { answersOf } from './answers-of.ts';
import type { Answers } from './answers.ts';
import { grantApplicationSchema } from './application.ts';
import { anApplication, exampleAnswers } from './example.ts';
import { parseAnswers } from './parse.ts';
import { readInteger, readYesNo } from './readers.ts';

function invalid(changes: Answers): string[] {
  return parseAnswers({ ...exampleAnswers, ...changes }).invalid.map((fault) => fault.path);
}

function messages(changes: Answers): string[] {
  return parseAnswers({ ...exampleAnswers, ...changes }).invalid.map((fault) => fault.message);
}

describe('回答の読取り parseAnswers', () => {
  it('reads the example into an application and an account', () => {
    const parsed = parseAnswers(exampleAnswers);
    expect(parsed.missing).toEqual([]);
    expect(parsed.invalid).toEqual([]);
    expect(parsed.application).toMatchObject({
      employerCorporateNumber: '4011001098993',
      employerPostalCode: '3200000',
      employerBuilding: null,
      employerPhone: '0286000000',
      capital: 10_000_000,
      regularEmployees: 45,
      controlledByLargeCompany: false,
      childDueOn: null,
      leavePeriods: [{ kind: 'childcare', startOn: '2026-06-01', endOn: '2026-06-30', workedDays: 0 }],
      firstOneMonth: true,
    });
    expect(parsed.account).toEqual({
      bankCode: '0129',
      branchCode: '101',
      accountType: '1',
      accountNumber: '1234567',
      holderKana: 'ｶ)ﾄﾁｷﾞｾｲｻｸｼﾖ',
    });
  });

  it('keeps the account out of the application', () => {
    expect(Object.keys(parseAnswers(exampleAnswers).application ?? {})).not.toContain('accountNumber');
  });

  it('reads full-width digits, Japanese dates, hiragana and units', () => {
    const {
      application,
      account,
      invalid: faults,
    } = parseAnswers({
      ...exampleAnswers,
      employerCorporateNumber: '４０１１００１０９８９９３',
      employeeNameKana: 'うつのみや たろう',
      employeeBirthOn: '平成4年7月15日',
      childBirthOn: '２０２６／５／２０',
      capital: '１０，０００，０００円',
      regularEmployees: '45人',
      returnedToOriginalPost: 'はい',
      leavePeriods: [{ kind: 'childcare', startOn: 'R8.6.1', endOn: '令和8年6月30日', workedDays: '' }],
      accountNumber: '１２３',
    });
    expect(faults).toEqual([]);
    expect(application).toMatchObject({
      employerCorporateNumber: '4011001098993',
      employeeNameKana: 'ウツノミヤ　タロウ',
      employeeBirthOn: '1992-07-15',
      childBirthOn: '2026-05-20',
      capital: 10_000_000,
      regularEmployees: 45,
      returnedToOriginalPost: true,
      leavePeriods: [{ startOn: '2026-06-01', endOn: '2026-06-30', workedDays: 0 }],
    });
    expect(account?.accountNumber).toBe('0000123');
  });

  it('names everything that is missing, and nothing of it as wrong', () => {
    const parsed = parseAnswers({});
    expect(parsed.application).toBeNull();
    expect(parsed.account).toBeNull();
    expect(parsed.invalid).toEqual([]);
    expect(parsed.missing).toHaveLength(35);
    expect(parsed.missing).toContainEqual({
      key: 'employerName',
      path: 'employerName',
      message: '事業主の名称を入力してください。',
    });
    expect(parsed.missing).toContainEqual({
      key: 'industry',
      path: 'industry',
      message: '「業種」を選んでください。',
    });
  });

  it('reads the account though the application is not complete, and the other way round', () => {
    const noName = parseAnswers({ ...exampleAnswers, employerName: '' });
    expect([noName.application, noName.account === null]).toEqual([null, false]);
    const noBank = parseAnswers({ ...exampleAnswers, bankCode: ' ' });
    expect([noBank.application === null, noBank.account]).toEqual([false, null]);
    expect(noBank.missing.map((fault) => fault.key)).toEqual(['bankCode']);
  });

  it.each([
    [
      'a corporate number with a wrong check digit',
      { employerCorporateNumber: '5011001098993' },
      ['employerCorporateNumber'],
    ],
    ['a day that does not exist', { returnOn: '2026-02-30' }, ['returnOn']],
    ['a year that slipped', { returnOn: '2106-07-01' }, ['returnOn']],
    ['a year long ago', { employeeBirthOn: '1899-12-31' }, ['employeeBirthOn']],
    ['a choice that is none', { industry: 'fishing' }, ['industry']],
    ['a yes that is none', { firstOneMonth: 'maybe' }, ['firstOneMonth']],
    ['a number in words', { regularEmployees: '四十五' }, ['regularEmployees']],
    ['a negative number', { regularEmployees: '-1' }, ['regularEmployees']],
    ['a fraction', { capital: '1.5' }, ['capital']],
    ['kana in kanji', { employeeNameKana: '宇都宮' }, ['employeeNameKana']],
    ['a mail address without a domain', { contactEmail: 'soumu' }, ['contactEmail']],
    ['a labour insurance number', { insuranceOfficeNumber: '09101123456000' }, ['insuranceOfficeNumber']],
    ['an account number of eight digits', { accountNumber: '12345678' }, ['accountNumber']],
    ['an account holder in kanji', { accountHolderKana: '株式会社' }, ['accountHolderKana']],
    ['an unknown pledge', { pledges: ['everything'] }, ['pledges.0']],
    ['two faults at once', { returnOn: 'x', employerPhone: '1' }, ['returnOn', 'employerPhone']],
  ] as [string, Answers, string[]][])('refuses %s', (_name, changes, paths) => {
    expect(invalid(changes)).toEqual(paths);
    const parsed = parseAnswers({ ...exampleAnswers, ...changes });
    expect(parsed.application === null || parsed.account === null).toBe(true);
  });

  it.each([
    [{ employerLegalForm: 'company', employerBuilding: '  ' }, 'employerBuilding', null],
    [{ employerLegalForm: 'sole_owner' }, 'employerCorporateNumber', null],
    [{ employerLegalForm: 'sole_owner' }, 'capital', null],
    [{ employerLegalForm: 'npo' }, 'capital', null],
    [{ childDueOn: '2026-05-18' }, 'childDueOn', '2026-05-18'],
    [{ returnGapReason: '年休' }, 'returnGapReason', '年休'],
  ] as const)('of %j reads %s as %j', (changes, key, value) => {
    expect(parseAnswers({ ...exampleAnswers, ...changes }).application?.[key]).toBe(value);
  });

  it('says where in a list something is wrong', () => {
    const leavePeriods = [
      { kind: 'childcare', startOn: '2026-06-01', endOn: '2026-06-30', workedDays: '0' },
      { kind: 'holiday', startOn: 'x', workedDays: 'many' },
    ];
    expect(invalid({ leavePeriods })).toEqual([
      'leavePeriods.1.startOn',
      'leavePeriods.1.workedDays',
      'leavePeriods.1.kind',
      'leavePeriods.1.endOn',
    ]);
    expect(messages({ leavePeriods }).map((message) => message.split('：')[0])).toEqual([
      '2件目の開始日',
      '2件目の就業日数',
      '2件目の種類',
      '2件目の終了日',
    ]);
    const measures = [{ kind: 'training', implementedOn: '', description: ' ' }];
    expect(messages({ measures }).map((message) => message.split('：')[0])).toEqual(['1件目の実施日']);
    expect(messages({ pledges: ['everything'] })).toEqual(['1件目：選択肢の中から選んでください。']);
  });

  it('says what to do in every message', () => {
    for (const message of messages({
      returnOn: 'x',
      regularEmployees: 'x',
      firstOneMonth: 'x',
      industry: 'x',
    })) {
      expect(message).toMatch(/ください[^。]*。$|）。$/u);
    }
  });
});

describe('回答への書き戻し answersOf', () => {
  it('gives answers that read back into the same application', () => {
    const application = anApplication({
      returnGapReason: '年休',
      childDueOn: '2026-05-18',
      employerBuilding: '2階',
    });
    const account = Object.fromEntries(
      (['bankCode', 'branchCode', 'accountType', 'accountNumber', 'accountHolderKana'] as const).map(
        (key) => [key, exampleAnswers[key]],
      ),
    );
    const parsed = parseAnswers({ ...answersOf(application), ...account });
    expect(parsed.invalid).toEqual([]);
    expect(parsed.missing).toEqual([]);
    expect(parsed.application).toEqual(application);
  });

  it('leaves out what has no answer, and the account', () => {
    const answers = answersOf(anApplication());
    expect(answers).not.toHaveProperty('childDueOn');
    expect(answers).not.toHaveProperty('accountNumber');
    expect(answers).toMatchObject({
      controlledByLargeCompany: 'no',
      firstOneMonth: 'yes',
      capital: '10000000',
    });
  });
});

describe('支給申請 grantApplicationSchema', () => {
  it('reads back what it parsed', () => {
    expect(grantApplicationSchema.parse(anApplication())).toEqual(anApplication());
  });

  it('wants a number of a corporation and none of a sole owner', () => {
    expect(() => anApplication({ employerCorporateNumber: null })).toThrow();
    expect(() => anApplication({ employerLegalForm: 'sole_owner' })).toThrow();
    expect(() =>
      anApplication({ employerLegalForm: 'sole_owner', employerCorporateNumber: null }),
    ).not.toThrow();
  });

  it('takes dates from 1900 to 2099', () => {
    for (const day of ['1900-01-01', '2099-12-31']) {
      expect(anApplication({ employeeBirthOn: day }).employeeBirthOn).toBe(day);
    }
    for (const day of ['1899-12-31', '2100-01-01']) {
      expect(() => anApplication({ employeeBirthOn: day })).toThrow();
    }
  });

  it('bounds the length of leave lists', () => {
    const period = { kind: 'childcare', startOn: '2026-06-01', endOn: '2026-06-30', workedDays: 0 };
    expect(() => anApplication({ leavePeriods: Array.from({ length: 8 }, () => period) })).not.toThrow();
    expect(() => anApplication({ leavePeriods: Array.from({ length: 9 }, () => period) })).toThrow();
    expect(() => anApplication({ leavePeriods: [] })).toThrow();
    expect(() => anApplication({ measures: [] })).toThrow();
  });
});

describe('数と選択の読取り', () => {
  it.each([
    ['0', 0],
    ['１２', 12],
    ['1,234 円', 1234],
    ['10、000', 10_000],
    ['5名', 5],
    ['30日', 30],
  ])('reads %j as %d', (text, value) => {
    expect(readInteger(text)).toEqual({ ok: true, value });
  });

  it.each(['', '円', '1円1', '-1', '1.0', '1e3', '1234567890123456', '十'])('refuses %j', (text) => {
    expect(readInteger(text).ok).toBe(false);
  });

  it('reads every whole number written with commas', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999_999_999 }), (number) => {
        expect(readInteger(number.toLocaleString('en-US'))).toEqual({ ok: true, value: number });
      }),
    );
  });

  it.each([
    ['yes', true],
    ['はい', true],
    [' no ', false],
    ['いいえ', false],
  ])('reads %j as %s', (text, value) => {
    expect(readYesNo(text)).toEqual({ ok: true, value });
  });

  it.each(['', 'true', 'ok'])('takes %j for neither yes nor no', (text) => {
    expect(readYesNo(text).ok).toBe(false);
  });

  it('writes account types as the bank file does', () => {
    expect(accountTypeCodes).toEqual({ ordinary: '1', current: '2', savings: '4' });
  });
});
