import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Result } from '../refusal.ts';
import {
  emailKey,
  formatPhoneNumber,
  formatPostalCode,
  looksLikeTochigi,
  parseEmailAddress,
  parsePhoneNumber,
  parsePostalCode,
  type PhoneNumber,
  type PostalCode,
} from './contact.ts';

const answer = <T>(result: Result<T>) =>
  result.ok ? result.value : { code: result.refusal.code, ...result.refusal.facts };

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
    ['070-1234-5678', '07012345678'],
    ['028‐600−0000', '0286000000'],
    ['028-678-9937', '0286789937'],
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
    '02860+8100000',
    '028-600-0000内線1',
    'a0286000000',
    '104012345678',
  ])('%j is refused', (written) => {
    expect(answer(parsePhoneNumber(written))).toMatchObject({ code: 'PHONE_FORMAT' });
  });

  it('is refused with what was read of it', () => {
    expect(answer(parsePhoneNumber('０２８-600-000'))).toEqual({ code: 'PHONE_FORMAT', found: '028600000' });
    expect(answer(parseEmailAddress('ａ@example'))).toEqual({ code: 'EMAIL_FORMAT', found: 'a@example' });
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
