import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anApplication } from '../application/example.ts';
import { compareCases } from './compare.ts';
import { slips } from './distance.ts';
import { duplicateKeys, type DuplicateKeys } from './keys.ts';
import { employeeResemblance, employerResemblance, EVIDENCE_MIN, scoreOf } from './resemblance.ts';

const own = duplicateKeys(anApplication({ contactPhone: '028-612-3456' }), {
  accountIndex: null,
  agent: null,
});

/** Somebody of whom nothing agrees. */
const other: DuplicateKeys = {
  ...own,
  corporateNumber: '7123456789012',
  insuranceOfficeNumber: '09020000001',
  phoneKey: '0288210000',
  contactPhoneKey: '09088210001',
  nameKey: '日光観光',
  nameKanaKey: 'ニツコウカンコウ',
  addressKey: '日光市今市本町1',
  representativeKey: '日光次郎',
  insuredNumber: '09021111111',
  employeeNameKey: '日光三郎',
  employeeKanaKey: 'ニツコウサブロウ',
  employeeBirthOn: '1988-11-30',
  childBirthOn: '2026-04-01',
  employeeKey: '09021111111/2026-04-01',
  mailKey: 'info@nikko.example.jp',
};

const employer = (change: Partial<DuplicateKeys>) => employerResemblance(own, { ...other, ...change });
const employee = (change: Partial<DuplicateKeys>) => employeeResemblance(own, { ...other, ...change });

describe('編集距離 slips', () => {
  it.each([
    ['', '', 0],
    ['1234', '1234', 0],
    ['1234', '1243', 1],
    ['1234', '124', 1],
    ['1234', '12334', 1],
    ['1234', '1235', 1],
    ['1234', '2143', 2],
    ['12', '21', 1],
    ['abc', 'ca', 3],
    ['1234', '5678', 3],
    ['12345', '1', 3],
    ['𠮷田', '吉田', 1],
  ])('from %j to %j are %i (counted to 2)', (left, right, expected) => {
    expect(slips(left, right, 2)).toBe(expected);
  });

  it('are none only between equal texts, symmetric, and at most the longer length', () => {
    const text = fc.stringMatching(/^[0-4]{0,6}$/u);
    fc.assert(
      fc.property(text, text, (left, right) => {
        const count = slips(left, right, 9);
        expect(count).toBe(slips(right, left, 9));
        expect(count === 0).toBe(left === right);
        expect(count).toBeLessThanOrEqual(Math.max(left.length, right.length));
      }),
    );
  });
});

describe('事業主の類似 employerResemblance', () => {
  it('of strangers speaks against', () => {
    expect(employer({})).toEqual({ evidence: -12, columns: [] });
  });

  it.each<[string, Partial<DuplicateKeys>, number, readonly string[]]>([
    ['the corporate number', { corporateNumber: own.corporateNumber }, 11, ['employerCorporateNumber']],
    ['two digits of it moved', { corporateNumber: '4101001098939' }, 8, ['employerCorporateNumber']],
    [
      'the insurance office',
      { insuranceOfficeNumber: own.insuranceOfficeNumber },
      8,
      ['insuranceOfficeNumber'],
    ],
    ['a digit of it', { insuranceOfficeNumber: '09011234576' }, 5, ['insuranceOfficeNumber']],
    ['the phone', { phoneKey: own.phoneKey }, 4.5, ['employerPhone']],
    ['a digit of the phone', { phoneKey: '0286000001' }, 3, ['employerPhone']],
    ['its phone as that of the person in charge', { contactPhoneKey: own.phoneKey }, 4.5, ['employerPhone']],
    ['a digit of that', { contactPhoneKey: '0286000001' }, 3, ['employerPhone']],
    ['the name', { nameKey: own.nameKey }, 5.5, ['employerName']],
    ['the reading', { nameKanaKey: own.nameKanaKey }, 5.5, ['employerName']],
    ['a letter of the reading', { nameKanaKey: 'トチギセイサクジヨ' }, 4.5, ['employerName']],
    ['the address', { addressKey: own.addressKey }, 4, ['employerAddress']],
    ['a digit of the address', { addressKey: '宇都宮市塙田1-1-2' }, 2.5, ['employerAddress']],
    ['the representative', { representativeKey: own.representativeKey }, 4, ['representativeName']],
    ['a letter of the representative', { representativeKey: '栃木一朗' }, 2, ['representativeName']],
  ])('gains by %s', (_name, change, gain, columns) => {
    expect(employer(change)).toEqual({ evidence: -12 + gain, columns });
  });

  it.each<keyof DuplicateKeys>(['insuranceOfficeNumber', 'phoneKey', 'addressKey', 'representativeKey'])(
    'says nothing where %s is missing',
    (key) => {
      const missing = { [key]: '', ...(key === 'phoneKey' ? { contactPhoneKey: '' } : {}) };
      const without = { ...own, ...missing };
      expect(employerResemblance(own, without)).toEqual(employerResemblance(without, own));
      expect(employerResemblance(own, without).evidence).toBeLessThan(employerResemblance(own, own).evidence);
      expect(employerResemblance(without, { ...other, ...missing }).evidence).toBeGreaterThan(-12);
    },
  );

  it('raises one employer who mistyped every number, and no neighbour of the same name', () => {
    const rules = (change: Partial<DuplicateKeys>) =>
      compareCases(own, { ...other, ...change }).map((match) => match.rule);
    expect(
      rules({
        corporateNumber: '4011001098939',
        insuranceOfficeNumber: '09011234576',
        phoneKey: '0286000001',
        nameKey: own.nameKey,
        addressKey: '宇都宮市塙田1-1-2',
        representativeKey: own.representativeKey,
      }),
    ).toEqual(['similar_employer']);
    expect(rules({ nameKey: own.nameKey, addressKey: '宇都宮市塙田1-1-2' })).toEqual([]);
  });
});

describe('従業員と子の類似 employeeResemblance', () => {
  it('finds one employee under a mistyped number, not another child of his', () => {
    const same = {
      insuredNumber: '09016543201',
      employeeNameKey: own.employeeNameKey,
      employeeBirthOn: own.employeeBirthOn,
    };
    expect(employee({ ...same, childBirthOn: own.childBirthOn })).toEqual({
      evidence: 10.5,
      columns: ['employeeInsuredNumber', 'employeeName', 'employeeBirthOn', 'childBirthOn'],
    });
    expect(employee({ ...same, childBirthOn: '2026-05-02' }).evidence).toBe(9);
    expect(employee(same).evidence).toBeLessThan(0);
  });

  it.each<[string, Partial<DuplicateKeys>, number]>([
    ['the insured number', { insuredNumber: own.insuredNumber }, 7.5],
    ['the name', { employeeNameKey: own.employeeNameKey }, 4.5],
    ['the reading', { employeeKanaKey: own.employeeKanaKey }, 4.5],
    ['a letter of the name', { employeeNameKey: '宇都宮太朗' }, 3.5],
    ['the birth date', { employeeBirthOn: own.employeeBirthOn }, 5],
    ['two digits of it', { employeeBirthOn: '1992-07-51' }, 3],
    ['the child', { childBirthOn: own.childBirthOn }, 22],
  ])('gains by %s', (_name, change, gain) => {
    expect(employee(change).evidence).toBe(-25.5 + gain);
  });

  it('takes an unread reading or name for neither', () => {
    const unread = { employeeNameKey: '', employeeKanaKey: '' };
    expect(employeeResemblance({ ...own, ...unread }, own).columns).not.toContain('employeeName');
  });
});

describe('類似の点数 scoreOf', () => {
  it('is one half at the threshold and grows towards one', () => {
    expect(scoreOf({ evidence: EVIDENCE_MIN, columns: [] })).toBe(0.5);
    expect(scoreOf({ evidence: 2 * EVIDENCE_MIN, columns: [] })).toBe(0.75);
    expect(scoreOf({ evidence: 60, columns: [] })).toBeLessThan(1);
  });
});

describe('電話番号 of an agent', () => {
  const filed = (agent: string | null): DuplicateKeys => ({
    ...other,
    agent,
    contactPhoneKey: own.contactPhoneKey,
  });
  const rules = (agent: string | null) =>
    compareCases({ ...own, agent: 'agent' }, filed(agent)).map((match) => match.rule);

  it('stands on the filings of all its firms and says nothing; on those of others it is looked at', () => {
    const evidence = (agent: string) =>
      employerResemblance({ ...own, agent: 'agent' }, filed(agent)).evidence;
    expect(evidence('agent')).toBe(-12);
    expect(evidence('other')).toBe(-7.5);
    expect(rules('agent')).toEqual([]);
    expect(rules('other')).toEqual(['phone']);
    expect(rules(null)).toEqual(['phone']);
  });
});
