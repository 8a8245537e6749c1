import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Result } from '../refusal.ts';
import {
  emailAddressSchema,
  emailKey,
  formatPhoneNumber,
  formatPostalCode,
  looksLikeTochigi,
  parseEmailAddress,
  parsePhoneNumber,
  parsePostalCode,
  phoneNumberSchema,
  postalCodeSchema,
  type PhoneNumber,
  type PostalCode,
} from './contact.ts';
import {
  corporateCheckDigit,
  corporateNumberOf,
  corporateNumberSchema,
  invoiceNumberOf,
  parseCorporateNumber,
  parseInvoiceNumber,
  parseRegistryNumber,
  registryNumberSchema,
  type CorporateNumber,
  type RegistryNumber,
} from './corporate-number.ts';
import {
  formatInsuranceNumber,
  insuranceOfficeNumberSchema,
  insuredPersonNumberSchema,
  parseInsuranceOfficeNumber,
  parseInsuredPersonNumber,
  type InsuranceOfficeNumber,
} from './insurance-number.ts';
import {
  formatTrackingNumber,
  parseTrackingNumber,
  trackingNumberSchema,
  trackingNumberWarnings,
  type TrackingNumber,
} from './tracking-number.ts';

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
        const valid = [...'123456789'].filter((digit) => parseCorporateNumber(digit + registry).ok);
        expect(valid).toEqual([number.charAt(0)]);
      }),
    );
  });

  it('follows T in the number of a qualified invoice issuer', () => {
    expect(answer(parseInvoiceNumber(' Ｔ４０１１００１０９８９９３ '))).toBe('4011001098993');
    expect(answer(parseInvoiceNumber('t4011001098993'))).toBe('4011001098993');
    expect(answer(parseInvoiceNumber('4011001098993'))).toMatchObject({ code: 'INVOICE_NUMBER_FORMAT' });
    expect(answer(parseInvoiceNumber('T5011001098993'))).toMatchObject({
      code: 'CORPORATE_NUMBER_CHECK_DIGIT',
    });
    expect(invoiceNumberOf('4011001098993' as CorporateNumber)).toBe('T4011001098993');
  });
});

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

describe('PostalCode 郵便番号', () => {
  it.each(['320-8501', '〒320-8501', '３２０ー８５０１', '3208501'])('is read from %j', (written) => {
    expect(answer(parsePostalCode(written))).toBe('3208501');
    expect(formatPostalCode('3208501' as PostalCode)).toBe('320-8501');
  });

  it.each(['', '320850', '32085011', '320850a', 'a3208501', '320〒8501'])('is refused: %j', (written) => {
    expect(answer(parsePostalCode(written))).toMatchObject({ code: 'POSTAL_CODE_FORMAT', found: written });
  });

  it.each([
    ['3200000', true],
    ['3299999', true],
    ['3110000', true],
    ['3490000', true],
    ['3300000', false],
    ['1320000', false],
    ['1311000', false],
  ])('%s looks like Tochigi: %s', (code, like) => {
    expect(looksLikeTochigi(code as PostalCode)).toBe(like);
  });
});

describe('PhoneNumber 電話番号', () => {
  it.each([
    ['028-600-0000', '0286000000'],
    ['(028)600-0000', '0286000000'],
    ['０２８（６００）００００', '0286000000'],
    ['090 1234 5678', '09012345678'],
    ['+81 28-600-0000', '0286000000'],
    ['+81(0)90-1234-5678', '09012345678'],
    ['+8109012345678', '09012345678'],
    ['050-1234-5678', '05012345678'],
    ['060-1234-5678', '06012345678'],
    ['0120-000-000', '0120000000'],
    ['0800-123-4567', '08001234567'],
  ])('%s is read as %s', (written, digits) => {
    expect(answer(parsePhoneNumber(written))).toBe(digits);
  });

  it.each([
    '',
    '028-600-000',
    '0901234567',
    '0501234567',
    '286000000',
    '0012345678',
    '02860000001',
    '09012345678 1',
    '1-0286000000',
    '028-600-0000内線1',
    'a0286000000',
    '104012345678',
  ])('%j is refused', (written) => {
    expect(answer(parsePhoneNumber(written))).toMatchObject({ code: 'PHONE_FORMAT' });
  });

  it.each([
    ['0286000000', '028-600-0000'],
    ['0282123456', '0282-12-3456'],
    ['0289123456', '0289-12-3456'],
    ['0280123456', '0280-12-3456'],
    ['0286123456', '028-612-3456'],
    ['0281123456', '028-112-3456'],
    ['0312345678', '03-1234-5678'],
    ['0612345678', '06-1234-5678'],
    ['09012345678', '090-1234-5678'],
    ['08001234567', '0800-123-4567'],
    ['0120123456', '0120-123-456'],
    ['0570123456', '0570-123-456'],
    ['0990123456', '0990-123-456'],
    ['0241234567', '0241234567'],
    ['0902123456', '0902123456'],
  ])('%s is shown as %s', (digits, shown) => {
    expect(formatPhoneNumber(digits as PhoneNumber)).toBe(shown);
  });

  it('shown and read again is the same number', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^0[1-9]\d{8,9}$/u), (digits) => {
        const result = parsePhoneNumber(digits);
        if (result.ok) expect(answer(parsePhoneNumber(formatPhoneNumber(result.value)))).toBe(digits);
      }),
    );
  });
});

describe('EmailAddress メールアドレス', () => {
  it.each([
    ['soumu@example.jp', 'soumu@example.jp'],
    [' Soumu+1@Example.CO.JP ', 'Soumu+1@example.co.jp'],
    ['ｓｏｕｍｕ＠ｅｘａｍｐｌｅ．ｊｐ', 'soumu@example.jp'],
    [`${'a'.repeat(64)}@example.jp`, `${'a'.repeat(64)}@example.jp`],
    ['a@1-2.jp', 'a@1-2.jp'],
  ])('%j is read as %s', (written, address) => {
    expect(answer(parseEmailAddress(written))).toBe(address);
  });

  it.each([
    '',
    'soumu',
    'soumu@',
    'soumu@example',
    '@example.jp',
    'a b@example.jp',
    'a@example.jp,b@example.jp',
    'a@example.jp\r\nBcc: b@example.jp',
    '名 <a@example.jp>',
    'a@@example.jp',
    'a@-example.jp',
    'a@example-.jp',
    'a@example..jp',
    'a@example.j',
    `${'a'.repeat(65)}@example.jp`,
    `a@${'a'.repeat(64)}.jp`,
    `a@${'abcdefghi.'.repeat(26)}jp`,
  ])('%j is refused', (written) => {
    expect(answer(parseEmailAddress(written))).toMatchObject({ code: 'EMAIL_FORMAT' });
  });

  it('has up to 254 characters', () => {
    expect(parseEmailAddress(`a@${'abcdefghi.'.repeat(24)}abcdefgh.jp`).ok).toBe(true);
    expect(parseEmailAddress(`aa@${'abcdefghi.'.repeat(24)}abcdefgh.jp`).ok).toBe(true);
    expect(parseEmailAddress(`aaa@${'abcdefghi.'.repeat(24)}abcdefgh.jp`).ok).toBe(false);
  });

  it('has one key for every spelling of the same mailbox', () => {
    expect(emailKey(' Ｓoumu@Example.JP')).toBe('soumu@example.jp');
  });
});

describe('TrackingNumber 引受番号', () => {
  it('is read and shown 3-2-5-1', () => {
    expect(answer(parseTrackingNumber('531-00-12345-1'))).toBe('53100123451');
    expect(formatTrackingNumber('53100123451' as TrackingNumber)).toBe('531-00-12345-1');
  });

  it.each([
    ['5310012345', 10],
    ['531001234511', 12],
    ['5310012345X', 10],
    ['X5310012345', 10],
  ])('is refused by its form: %s', (written, digits) => {
    expect(answer(parseTrackingNumber(written))).toEqual({
      code: 'TRACKING_NUMBER_FORMAT',
      found: written,
      digits,
    });
  });

  it.each([
    ['53100123451', 0, ''],
    ['63100123450', 0, ''],
    ['53100123452', 1, '末尾の数字'],
    ['13100123455', 1, '5又は6'],
    ['13100123450', 2, '5又は6'],
    ['15100123450', 2, '5又は6'],
  ])('%s is accepted with %i warnings', (number, count, text) => {
    expect(parseTrackingNumber(number).ok).toBe(true);
    const warnings = trackingNumberWarnings(number as TrackingNumber);
    expect(warnings).toHaveLength(count);
    expect(warnings.join('')).toContain(text);
  });
});

describe('Shapes of identifiers at a door', () => {
  it.each([
    ['corporate number', corporateNumberSchema, '4-0110-0109-8993', '4011001098993', '5011001098993'],
    ['registry number', registryNumberSchema, '0110-01-098993', '011001098993', '1'],
    ['insurance office', insuranceOfficeNumberSchema, '0901-123456-7', '09011234567', '1'],
    ['insured person', insuredPersonNumberSchema, '5001-234567-8', '50012345678', '1'],
    ['postal code', postalCodeSchema, '320-8501', '3208501', '1'],
    ['phone', phoneNumberSchema, '028-600-0000', '0286000000', '1'],
    ['mail', emailAddressSchema, 'a@Example.jp', 'a@example.jp', 'a'],
    ['tracking', trackingNumberSchema, '531-00-12345-1', '53100123451', '1'],
  ])('%s: normalise what is right and refuse the rest in Japanese', (_name, shape, written, value, wrong) => {
    expect(shape.parse(written)).toBe(value);
    expect(shape.safeParse(wrong).error?.issues[0]?.message).toMatch(/。$/u);
  });
});
