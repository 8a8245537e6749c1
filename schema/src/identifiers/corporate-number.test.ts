import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Result } from '../refusal.ts';
import {
  corporateCheckDigit,
  corporateNumberOf,
  invoiceNumberOf,
  parseCorporateNumber,
  parseInvoiceNumber,
  parseRegistryNumber,
  type CorporateNumber,
  type RegistryNumber,
} from './corporate-number.ts';

const answer = <T>(result: Result<T>) =>
  result.ok ? result.value : { code: result.refusal.code, ...result.refusal.facts };

describe('CorporateNumber 法人番号', () => {
  it.each(['4011001098993', '7123456789012', '2120901007402', '7010705000725', '7000012050002'])(
    '%s has a right check digit',
    (number) => {
      expect(answer(parseCorporateNumber(number))).toBe(number);
      expect(corporateCheckDigit(number.slice(1))).toBe(number.charAt(0));
    },
  );

  it.each(['４０１１００１０９８９９３', '4-0110-0109-8993', ' 4011 0010　98993 ', '4‐0110−0109–8993'])(
    'is read from %j',
    (written) => {
      expect(answer(parseCorporateNumber(written))).toBe('4011001098993');
    },
  );

  it('is refused with the digit that would fit when the check digit is wrong', () => {
    expect(answer(parseCorporateNumber('5011001098993'))).toEqual({
      code: 'CORPORATE_NUMBER_CHECK_DIGIT',
      found: '5011001098993',
      expected: '4',
    });
  });

  it.each([
    ['', '', 0],
    ['011001098993', '011001098993', 12],
    ['0011001098993', '0011001098993', 13],
    ['40110010989931', '40110010989931', 14],
    ['T4011001098993', 'T4011001098993', 13],
    ['401100109899X', '401100109899X', 12],
  ])('is refused by its form: %j', (written, found, digits) => {
    expect(answer(parseCorporateNumber(written))).toEqual({ code: 'CORPORATE_NUMBER_FORMAT', found, digits });
  });

  it('is computed from the twelve digits of the register', () => {
    expect(answer(parseRegistryNumber('0110-01-098993'))).toBe('011001098993');
    expect(corporateNumberOf('011001098993' as RegistryNumber)).toBe('4011001098993');
    expect(answer(parseRegistryNumber('11001098993'))).toEqual({
      code: 'REGISTRY_NUMBER_FORMAT',
      found: '11001098993',
      digits: 11,
    });
    expect(answer(parseRegistryNumber('0110010989931'))).toMatchObject({ digits: 13 });
    expect(answer(parseRegistryNumber('a11001098993b'))).toMatchObject({ digits: 11 });
  });

  it('computed from any register number is valid, and no other first digit is', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{12}$/u), (registry) => {
        const number = corporateNumberOf(registry as RegistryNumber);
        expect(answer(parseCorporateNumber(number))).toBe(number);
        const valid = Array.from('123456789').filter((digit) => parseCorporateNumber(digit + registry).ok);
        expect(valid).toEqual([number.charAt(0)]);
      }),
    );
  });

  it('does not show a 0 written for a 9, so it alone never proves who applies', () => {
    expect(answer(parseCorporateNumber('4911001098993'))).toBe('4911001098993');
    expect(answer(parseCorporateNumber('4011001098893'))).toMatchObject({
      code: 'CORPORATE_NUMBER_CHECK_DIGIT',
    });
  });

  it('follows T in the number of a qualified invoice issuer', () => {
    expect(answer(parseInvoiceNumber(' Ｔ４０１１００１０９８９９３ '))).toBe('4011001098993');
    expect(answer(parseInvoiceNumber('t4011001098993'))).toBe('4011001098993');
    expect(answer(parseInvoiceNumber('4011001098993'))).toEqual({
      code: 'INVOICE_NUMBER_FORMAT',
      found: '4011001098993',
    });
    expect(answer(parseInvoiceNumber('T5011001098993'))).toMatchObject({
      code: 'CORPORATE_NUMBER_CHECK_DIGIT',
    });
    expect(invoiceNumberOf('4011001098993' as CorporateNumber)).toBe('T4011001098993');
  });
});
