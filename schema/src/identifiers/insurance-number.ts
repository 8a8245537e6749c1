import type { z } from 'zod';
import { compactCode } from '../names/width.ts';
import { accept, reject, type Result } from '../refusal.ts';

/** 雇用保険適用事業所番号: 11 digits 4-6-1. The check digit's formula is not public, so only the form is tested. */
export type InsuranceOfficeNumber = string & z.core.$brand<'InsuranceOfficeNumber'>;

/** 雇用保険被保険者番号: 11 digits 4-6-1, or 10 where an old certificate has no last digit. */
export type InsuredPersonNumber = string & z.core.$brand<'InsuredPersonNumber'>;

/**
 * Reads a 適用事業所番号; full-width digits, spaces and hyphens are accepted. The 14-digit 労働保険番号, which people
 * often give instead, is named in the refusal (INSURANCE_IS_LABOUR_NUMBER).
 */
export function parseInsuranceOfficeNumber(input: string): Result<InsuranceOfficeNumber> {
  const found = compactCode(input);
  if (/^\d{11}$/u.test(found)) return accept(found as InsuranceOfficeNumber);
  if (/^\d{14}$/u.test(found)) return reject('INSURANCE_IS_LABOUR_NUMBER', { found });
  return reject('INSURANCE_OFFICE_NUMBER_FORMAT', { found, digits: found.replace(/\D/gu, '').length });
}

/** Reads a 被保険者番号. Of an old two-line number only the ten digits of the lower line are given (届書の記入方法). */
export function parseInsuredPersonNumber(input: string): Result<InsuredPersonNumber> {
  const found = compactCode(input);
  return /^\d{10,11}$/u.test(found)
    ? accept(found as InsuredPersonNumber)
    : reject('INSURED_PERSON_NUMBER_FORMAT', { found, digits: found.replace(/\D/gu, '').length });
}

/** `0901-123456-7`; a ten-digit number is shown as `0901-123456`. */
export function formatInsuranceNumber(number: InsuranceOfficeNumber | InsuredPersonNumber): string {
  return [number.slice(0, 4), number.slice(4, 10), number.slice(10)].filter((part) => part !== '').join('-');
}
