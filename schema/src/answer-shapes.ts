import { z } from 'zod';
import { isCivilDate } from './civil-date.ts';
import { parseEmailAddress, parsePhoneNumber, parsePostalCode } from './identifiers/contact.ts';
import { parseCorporateNumber } from './identifiers/corporate-number.ts';
import { parseInsuranceOfficeNumber, parseInsuredPersonNumber } from './identifiers/insurance-number.ts';
import { parseKana } from './names/kana.ts';
import { refusingShape } from './refusal/door.ts';
import { isYen } from './yen.ts';

/**
 * 入口での一つの値の形: every value that is read as one answer, with the parser that reads it. They stand here and not
 * beside their parsers, so that a page that only shows a date need not fetch zod.
 */

/** Shape of a date at a door: strictly `YYYY-MM-DD` and existing. */
export const civilDateSchema = z
  .string()
  .refine(isCivilDate, { error: '日付は実在する年月日で入力してください（例 2026-04-01）。' });

/** Shape of an amount in yen at a door. */
export const yenSchema = z.number().refine(isYen, { error: '金額は0以上の整数の円で入力してください。' });

/** Shape of a フリガナ at a door. */
export const kanaSchema = refusingShape(parseKana);

/** Shape of a postal code at a door. */
export const postalCodeSchema = refusingShape(parsePostalCode);

/** Shape of a phone number at a door. */
export const phoneNumberSchema = refusingShape(parsePhoneNumber);

/** Shape of a mail address at a door. */
export const emailAddressSchema = refusingShape(parseEmailAddress);

/** Shape of a 法人番号 at a door. */
export const corporateNumberSchema = refusingShape(parseCorporateNumber);

/** Shape of a 適用事業所番号 at a door. */
export const insuranceOfficeNumberSchema = refusingShape(parseInsuranceOfficeNumber);

/** Shape of a 被保険者番号 at a door. */
export const insuredPersonNumberSchema = refusingShape(parseInsuredPersonNumber);
