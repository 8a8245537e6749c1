import type { z } from 'zod';
import { compactCode, toHalfWidthAscii } from '../names/width.ts';
import { accept, reject, type Result } from '../refusal.ts';

/** 法人番号: 13 digits; the first is the check digit over the other twelve (番号法39条, 法人番号の指定等に関する省令2条). */
export type CorporateNumber = string & z.core.$brand<'CorporateNumber'>;

/** 会社法人等番号: the 12 digits of the commercial register (商業登記法7条). */
export type RegistryNumber = string & z.core.$brand<'RegistryNumber'>;

/**
 * 検査用数字: 9 − (Σ Pn × Qn mod 9), n counted from the right of the twelve digits, Q = 1 for odd n and 2 for even n.
 * The remainder is that of the whole sum.
 */
export function corporateCheckDigit(base: string): string {
  const sum = [...base]
    .reverse()
    .reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 1 : 2), 0);
  return String(9 - (sum % 9));
}

function countDigits(text: string): number {
  return text.replace(/\D/gu, '').length;
}

/** Reads a 法人番号 with full-width digits, spaces and hyphens; refuses a wrong form or check digit. */
export function parseCorporateNumber(input: string): Result<CorporateNumber> {
  const found = compactCode(input);
  if (!/^[1-9]\d{12}$/u.test(found)) {
    return reject('CORPORATE_NUMBER_FORMAT', { found, digits: countDigits(found) });
  }
  const expected = corporateCheckDigit(found.slice(1));
  return found.startsWith(expected)
    ? accept(found as CorporateNumber)
    : reject('CORPORATE_NUMBER_CHECK_DIGIT', { found, expected });
}

/** Reads a 会社法人等番号, also as printed in the register (`0110-01-098993`). */
export function parseRegistryNumber(input: string): Result<RegistryNumber> {
  const found = compactCode(input);
  return /^\d{12}$/u.test(found)
    ? accept(found as RegistryNumber)
    : reject('REGISTRY_NUMBER_FORMAT', { found, digits: countDigits(found) });
}

/** The 法人番号 of a registered corporation, from its 会社法人等番号. */
export function corporateNumberOf(registry: RegistryNumber): CorporateNumber {
  return `${corporateCheckDigit(registry)}${registry}` as CorporateNumber;
}

/** 登録番号 (T + 法人番号) of a qualified invoice issuer; gives the 法人番号. */
export function parseInvoiceNumber(input: string): Result<CorporateNumber> {
  const found = toHalfWidthAscii(input).trim().toUpperCase();
  return found.startsWith('T')
    ? parseCorporateNumber(found.slice(1))
    : reject('INVOICE_NUMBER_FORMAT', { found });
}

/** `T4011001098993`. A corporation's registration number is always T and its 法人番号 (消費税法57条の2). */
export function invoiceNumberOf(corporate: CorporateNumber): string {
  return `T${corporate}`;
}
