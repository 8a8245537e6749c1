import { describe, expect, it } from 'vitest';
import type { Result } from '../refusal.ts';
import {
  formatInsuranceNumber,
  parseInsuranceOfficeNumber,
  parseInsuredPersonNumber,
  type InsuranceOfficeNumber,
} from './insurance-number.ts';

const answer = <T>(result: Result<T>) =>
  result.ok ? result.value : { code: result.refusal.code, ...result.refusal.facts };

describe('雇用保険の番号', () => {
  it.each(['0901-123456-7', '０９０１１２３４５６７', '0901 123456 7'])(
    'an office number is read from %j',
    (written) => {
      expect(answer(parseInsuranceOfficeNumber(written))).toBe('09011234567');
    },
  );

  it('is never refused for its last digit, whose formula is not public', () => {
    for (const last of '0123456789') expect(parseInsuranceOfficeNumber(`0901123456${last}`).ok).toBe(true);
  });

  it('names the 労働保険番号 when its 14 digits are given instead', () => {
    expect(answer(parseInsuranceOfficeNumber('09-1-01-123456-000'))).toEqual({
      code: 'INSURANCE_IS_LABOUR_NUMBER',
      found: '09101123456000',
    });
  });

  it.each([
    ['0901123456', 10],
    ['090112345678', 12],
    ['0910112345600', 13],
    ['091011234560001', 15],
    ['0901123456X', 10],
    ['a0901123456700b', 13],
  ])('an office number of another form is refused: %s', (written, digits) => {
    expect(answer(parseInsuranceOfficeNumber(written))).toEqual({
      code: 'INSURANCE_OFFICE_NUMBER_FORMAT',
      found: written,
      digits,
    });
  });

  it.each([
    ['5001-234567-8', '50012345678'],
    ['5001-234567', '5001234567'],
  ])('a person number is read from %s', (written, number) => {
    expect(answer(parseInsuredPersonNumber(written))).toBe(number);
  });

  it.each([
    ['500123456', 9],
    ['500123456789', 12],
    ['5001234567X', 10],
    ['X5001234567', 10],
  ])('a person number of another form is refused: %s', (written, digits) => {
    expect(answer(parseInsuredPersonNumber(written))).toEqual({
      code: 'INSURED_PERSON_NUMBER_FORMAT',
      found: written,
      digits,
    });
  });

  it('is shown 4-6-1', () => {
    expect(formatInsuranceNumber('09011234567' as InsuranceOfficeNumber)).toBe('0901-123456-7');
    expect(formatInsuranceNumber('5001234567' as InsuranceOfficeNumber)).toBe('5001-234567');
  });
});
