import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GrantApplication } from '../application/application.ts';
import { anApplication } from '../application/example.ts';
import { compareCases, DUPLICATE_RULES, duplicateRuleLabels } from './compare.ts';
import { duplicateKeys, recordedKeys, type DuplicateFacts, type DuplicateKeys } from './keys.ts';
import { similarity } from './similarity.ts';

type Changes = Partial<Record<keyof GrantApplication, unknown>>;

function keys(changes: Changes = {}, facts: Partial<DuplicateFacts> = {}): DuplicateKeys {
  return duplicateKeys(anApplication(changes), { accountIndex: null, agent: null, ...facts });
}

/** An application that shares nothing with the example. */
const stranger: Changes = {
  employerCorporateNumber: '7123456789012',
  employerName: '日光観光株式会社',
  representativeName: '日光 次郎',
  employerAddress: '栃木県日光市今市本町1番地',
  employerPhone: '0288-21-0000',
  insuranceOfficeNumber: '0902-000000-1',
  employeeInsuredNumber: '0902-111111-1',
  employeeName: '日光 三郎',
  employeeNameKana: 'ニッコウ サブロウ',
  employeeBirthOn: '1988-11-30',
  employerNameKana: 'ニッコウカンコウカブシキガイシャ',
  contactPhone: '090-8821-0001',
  contactEmail: 'info@nikko.example.jp',
};

function rulesOf(changes: Changes, facts: Partial<DuplicateFacts> = {}, own: Partial<DuplicateFacts> = {}) {
  return compareCases(keys({}, own), keys({ ...stranger, ...changes }, facts)).map((match) => match.rule);
}

describe('照合用の鍵 duplicateKeys', () => {
  it('are the same for usual spellings of one employer', () => {
    const other = keys({
      employerName: '（株）トチギ製作所'.replace('トチギ', 'とちぎ'),
      employerAddress: '宇都宮市塙田１－１－２０',
      employerPhone: '０２８（６００）００００',
      contactEmail: 'SOUMU@example.jp',
      representativeName: '栃木一郎',
    });
    expect(other).toEqual(keys());
  });

  it('hold what the adapter knows', () => {
    expect(keys({}, { accountIndex: 'x', agent: 'y' })).toMatchObject({ accountIndex: 'x', agent: 'y' });
    expect(keys().employeeKey).toBe('09016543210/2026-05-20');
  });

  it('of a sole owner have no corporate number', () => {
    expect(
      keys({ employerLegalForm: 'sole_owner', employerCorporateNumber: null }).corporateNumber,
    ).toBeNull();
  });
});

describe('二つの案件の照合 compareCases', () => {
  it('finds nothing between strangers', () => {
    expect(rulesOf({})).toEqual([]);
  });

  it.each([
    ['the corporate number', { employerCorporateNumber: '4011001098993' }, ['corporate_number']],
    ['employee and child', { employeeInsuredNumber: '0901-654321-0' }, ['employee_child']],
    [
      'the employee, with another child',
      { employeeInsuredNumber: '0901-654321-0', childBirthOn: '2026-05-21' },
      [],
    ],
    ['the insurance office', { insuranceOfficeNumber: '09011234567' }, ['insurance_office']],
    ['the name alone', { employerName: '株式会社とちぎ製作所' }, []],
    ['the address alone', { employerAddress: '宇都宮市塙田1-1-20' }, []],
    [
      'name and address',
      { employerName: '㈱とちぎ製作所', employerAddress: '宇都宮市塙田1-1-20' },
      ['name_address'],
    ],
    [
      'representative and address',
      { representativeName: '栃木一郎', employerAddress: '宇都宮市塙田1-1-20' },
      ['representative_address'],
    ],
    ['the representative alone', { representativeName: '栃木一郎' }, []],
    [
      'a similar name at the address',
      { employerName: '株式会社とちぎ製作', employerAddress: '宇都宮市塙田1-1-20' },
      ['similar_name'],
    ],
    ['the phone', { employerPhone: '028-600-0000' }, ['phone']],
    ['the phone, under the person in charge', { contactPhone: '028-600-0000' }, ['phone']],
    ['the mail address', { contactEmail: 'soumu@example.jp' }, ['mail']],
  ] as const)('finds what shares %s', (_name, changes, rules) => {
    expect(rulesOf(changes)).toEqual(rules);
  });

  it('finds the same account, and never takes two missing ones for one', () => {
    expect(rulesOf({}, { accountIndex: 'a' }, { accountIndex: 'a' })).toEqual(['account']);
    expect(rulesOf({}, { accountIndex: 'a' }, { accountIndex: 'b' })).toEqual([]);
  });

  it('does not wonder at one mail address of one agent', () => {
    const mail = { contactEmail: 'soumu@example.jp' };
    expect(rulesOf(mail, { agent: 'a' }, { agent: 'a' })).toEqual([]);
    expect(rulesOf(mail, { agent: 'a' }, { agent: 'b' })).toEqual(['mail']);
    expect(rulesOf(mail, { agent: 'a' })).toEqual(['mail']);
  });

  it.each<[string, Changes, readonly string[] | null]>([
    ['the name of the employer', { employerName: '㈱とちぎ製作所' }, ['employerName']],
    ['a number of the employer', { insuranceOfficeNumber: '09011234567' }, ['employerName']],
    [
      'name and birth date of the employee',
      { employeeName: '宇都宮太郎', employeeBirthOn: '1992-07-15' },
      ['employeeName'],
    ],
    ['the employee by number', { employeeInsuredNumber: '0901-654321-0' }, ['employeeName']],
    [
      'the employee, with another child',
      { employeeInsuredNumber: '0901-654321-0', childBirthOn: '2026-05-21' },
      null,
    ],
    ['the name of the employee alone', { employeeName: '宇都宮太郎' }, null],
    ['nothing', {}, null],
  ])('finds what one agent filed twice for %s, and nothing between two agents', (_name, changes, columns) => {
    const found = (agent: string | null) =>
      compareCases(keys({}, { agent: 'a' }), keys({ ...stranger, ...changes }, { agent })).find(
        (match) => match.rule === 'agent',
      );
    expect(found('a')?.columns ?? null).toEqual(columns);
    expect(found('b')).toBeUndefined();
    expect(found(null)).toBeUndefined();
  });

  it('never takes two empty keys for one', () => {
    const empty = {
      nameKey: '',
      representativeKey: '',
      addressKey: '',
      phoneKey: '',
      contactPhoneKey: '',
      mailKey: '',
    };
    const nothing = { ...empty, insuranceOfficeNumber: '', employeeKey: '', accountIndex: '' };
    const bare = (changes: Changes) => ({ ...keys(changes), ...nothing, corporateNumber: null });
    expect(compareCases(bare({}), bare(stranger))).toEqual([]);
    expect(keys({ employerAddress: '栃木県' }).addressKey).toBe('');
  });

  it('does not take two sole owners without a number for one', () => {
    const owner = { employerLegalForm: 'sole_owner', employerCorporateNumber: null };
    expect(compareCases(keys(owner), keys({ ...stranger, ...owner }))).toEqual([]);
  });

  it('finds every number of the same application, strongest first, with columns and scores', () => {
    const found = compareCases(keys({}, { accountIndex: 'a' }), keys({}, { accountIndex: 'a' }));
    expect(found).toEqual([
      { rule: 'corporate_number', strength: 'exact', score: 1, columns: ['employerCorporateNumber'] },
      {
        rule: 'employee_child',
        strength: 'exact',
        score: 1,
        columns: ['employeeInsuredNumber', 'childBirthOn'],
      },
      { rule: 'insurance_office', strength: 'exact', score: 1, columns: ['insuranceOfficeNumber'] },
      {
        rule: 'account',
        strength: 'exact',
        score: 1,
        columns: ['bankCode', 'branchCode', 'accountType', 'accountNumber'],
      },
      { rule: 'name_address', strength: 'likely', score: 0.95, columns: ['employerName', 'employerAddress'] },
      {
        rule: 'representative_address',
        strength: 'likely',
        score: 0.8,
        columns: ['representativeName', 'employerAddress'],
      },
      {
        rule: 'similar_employer',
        strength: 'likely',
        score: 0.94,
        columns: [
          'employerCorporateNumber',
          'insuranceOfficeNumber',
          'employerPhone',
          'employerName',
          'employerAddress',
          'representativeName',
        ],
      },
      {
        rule: 'similar_employee',
        strength: 'likely',
        score: 0.79,
        columns: ['employeeInsuredNumber', 'employeeName', 'employeeBirthOn', 'childBirthOn'],
      },
      { rule: 'phone', strength: 'likely', score: 0.6, columns: ['employerPhone'] },
      { rule: 'mail', strength: 'likely', score: 0.5, columns: ['contactEmail'] },
    ]);
  });

  it('scores a similar name by how alike it is', () => {
    const left = { ...keys(), nameKey: 'あいうえお', representativeKey: 'a' };
    const right = (nameKey: string) => ({ ...keys(stranger), addressKey: left.addressKey, nameKey });
    expect(compareCases(left, right('あいうえか'))).toEqual([
      { rule: 'similar_name', strength: 'likely', score: 0.56, columns: ['employerName', 'employerAddress'] },
    ]);
    expect(compareCases({ ...left, nameKey: 'abcdef' }, right('abcdxy'))).toMatchObject([{ score: 0.45 }]);
    expect(compareCases(left, right('あいうかき'))).toEqual([]);
    expect(compareCases({ ...left, nameKey: '' }, right(''))).toEqual([]);
  });

  it('names every rule', () => {
    expect(Object.keys(duplicateRuleLabels)).toEqual([...DUPLICATE_RULES]);
  });

  it('does not depend on which case comes first', () => {
    const some = fc.constantFrom<Changes>(
      {},
      stranger,
      { ...stranger, employerName: '株式会社とちぎ製作' },
      {
        ...stranger,
        employerAddress: '宇都宮市塙田1-1-20',
      },
    );
    fc.assert(
      fc.property(some, some, (left, right) => {
        expect(compareCases(keys(left), keys(right))).toEqual(compareCases(keys(right), keys(left)));
      }),
    );
  });
});

describe('名称の似かた similarity', () => {
  it.each([
    ['とちぎ', 'とちぎ', 1],
    ['あ', 'あ', 1],
    ['あ', 'い', 0],
    ['', '', 0],
    ['あい', '', 0],
    ['', 'あい', 0],
    ['あいうえ', 'あいうか', 2 / 3],
    ['ああああ', 'ああ', 0.5],
    ['あい', 'うえ', 0],
    ['あ', 'あい', 0],
  ])('of %j and %j is %d', (left, right, expected) => {
    expect(similarity(left, right)).toBeCloseTo(expected, 10);
  });

  it('lies between 0 and 1 and is symmetric', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (left, right) => {
        const value = similarity(left, right);
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThanOrEqual(1);
        expect(similarity(right, left)).toBeCloseTo(value, 10);
      }),
    );
  });
});

describe('照合用の鍵 of a stored case recordedKeys', () => {
  it('are those it was filed with', () => {
    const application = anApplication();
    const filed = duplicateKeys(application, { accountIndex: 'x', agent: 'y' });
    const { nameKey, addressKey, phoneKey, employeeKey } = filed;
    const stored = { nameKey, addressKey, phoneKey, employeeKey, numberIndex: 'x', agent: 'y' };
    expect(recordedKeys({ ...application, ...stored })).toEqual(filed);
  });

  it('of a postal case that says little agree with nothing', () => {
    const blank = {
      agent: null,
      employerCorporateNumber: null,
      insuranceOfficeNumber: null,
      nameKey: null,
      employerNameKana: null,
      representativeName: null,
      addressKey: null,
      phoneKey: null,
      contactPhone: null,
      contactEmail: null,
      employeeKey: null,
      employeeInsuredNumber: null,
      employeeName: null,
      employeeNameKana: null,
      employeeBirthOn: null,
      childBirthOn: null,
      numberIndex: null,
    };
    expect(compareCases(recordedKeys(blank), recordedKeys(blank))).toEqual([]);
    expect(compareCases(recordedKeys(blank), keys())).toEqual([]);
  });
});
