import type { z } from 'zod';
import { compactCode, SPACES, toHalfWidthAscii } from '../names/width.ts';
import { accept, reject, type Result } from '../refusal.ts';

/** 郵便番号: seven digits. */
export type PostalCode = string & z.core.$brand<'PostalCode'>;

/** 電話番号: ten or eleven digits from the leading 0; also the key for comparing. */
export type PhoneNumber = string & z.core.$brand<'PhoneNumber'>;

/** メールアドレス: half-width, domain in lower case. */
export type EmailAddress = string & z.core.$brand<'EmailAddress'>;

/** Reads a postal code, with or without 〒 and hyphen. */
export function parsePostalCode(input: string): Result<PostalCode> {
  const found = compactCode(input).replace(/^〒/u, '');
  return /^\d{7}$/u.test(found) ? accept(found as PostalCode) : reject('POSTAL_CODE_FORMAT', { found });
}

/** `320-8501`. */
export function formatPostalCode(code: PostalCode): string {
  return `${code.slice(0, 3)}-${code.slice(3)}`;
}

/** True for 320-329, 311 and 349, the beginnings used in Tochigi; a warning only, 大口事業所 have codes of their own. */
export function looksLikeTochigi(code: PostalCode): boolean {
  return /^(?:32|311|349)/u.test(code);
}

const ELEVEN_DIGITS = /^0[5-9]0\d{8}$/u;
const TEN_DIGITS = /^0[1-9]\d{8}$/u;
// 050 and 060-090 always have eleven digits (総務省 電気通信番号計画): with ten, one was left out.
const ELEVEN_ONLY = /^0[5-9]0/u;

/** Reads a phone number: full-width digits, brackets, any hyphen, `+81` and `+81(0)` are accepted. */
export function parsePhoneNumber(input: string): Result<PhoneNumber> {
  const found = compactCode(input)
    .replace(/^\+81(?:\(0\)|0)?/u, '0')
    .replace(/[()]/gu, '');
  const valid = ELEVEN_DIGITS.test(found) || (TEN_DIGITS.test(found) && !ELEVEN_ONLY.test(found));
  return valid ? accept(found as PhoneNumber) : reject('PHONE_FORMAT', { found });
}

/** Where the number is cut for reading, by its beginning; the first that fits. Tochigi's area codes and common ones. */
const PHONE_GROUPS: readonly (readonly [RegExp, readonly [number, number]])[] = [
  [/^0800/u, [4, 3]],
  [/^0[5-9]0\d{8}$/u, [3, 4]],
  [/^0(?:120|570|990)/u, [4, 3]],
  [/^028[02-57-9]/u, [4, 2]],
  [/^028/u, [3, 3]],
  [/^0[36]/u, [2, 4]],
];

/** `028-600-0000`, `090-0000-0000`, `0120-000-000`; an area code we do not know is shown without hyphens. */
export function formatPhoneNumber(phone: PhoneNumber): string {
  const groups = PHONE_GROUPS.find(([beginning]) => beginning.test(phone))?.[1];
  if (groups === undefined) return phone;
  const [area, local] = groups;
  return `${phone.slice(0, area)}-${phone.slice(area, area + local)}-${phone.slice(area + local)}`;
}

const EMAIL =
  /^[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/iu;
const EMAIL_MAX = 254;

/** Reads a mail address; line breaks, lists and display names are refused, so it is safe in a mail header. */
export function parseEmailAddress(input: string): Result<EmailAddress> {
  const found = toHalfWidthAscii(input).trim();
  if (found.length > EMAIL_MAX || !EMAIL.test(found)) return reject('EMAIL_FORMAT', { found });
  const at = found.lastIndexOf('@');
  return accept(`${found.slice(0, at)}${found.slice(at).toLowerCase()}` as EmailAddress);
}

/** 照合用: the same mailbox written in another case has the same key. */
export function emailKey(text: string): string {
  return toHalfWidthAscii(text).replace(SPACES, '').toLowerCase();
}
