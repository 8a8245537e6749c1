import { toHalfWidthAscii } from '../names/width.ts';
import { accept, reject, type Result } from '../refusal.ts';

/**
 * マイナンバー（個人番号）の検知: this office may not collect it (番号法20条), so text that seems to hold one is refused
 * before it is stored. Do not call this for 会社法人等番号 fields, which have twelve digits as well. About one in ten
 * twelve-digit strings passes the check digit by chance. No function here returns or quotes the number itself.
 */

/** True when twelve digits carry the check digit of a 個人番号 (番号法施行令の規定による総務省令5条). */
export function hasMyNumberCheckDigit(digits: string): boolean {
  if (!/^\d{12}$/u.test(digits)) return false;
  const sum = [...digits.slice(0, 11)].reverse().reduce((total, digit, index) => {
    const n = index + 1;
    return total + Number(digit) * (n <= 6 ? n + 1 : n - 5);
  }, 0);
  const remainder = sum % 11;
  return Number(digits.slice(11)) === (remainder <= 1 ? 0 : 11 - remainder);
}

const DASH = '[\\-\\u2010-\\u2015\\u2212\\u30fc\\uff70\\u2500\\u2501]';
const GAP =
  '[ \\t\\u3000\\u00a0\\u200b-\\u200d\\u2060\\ufeff\\-\\u2010-\\u2015\\u2212\\u30fc\\uff70\\u2500\\u2501.・]';

/**
 * Twelve digits in a row, or in equal groups (12×1, 6×2, 4×3, 3×4, 2×6 digits) with at most two separators between
 * them. A longer hyphenated chain is another number, for example a payment card.
 */
const CANDIDATE = new RegExp(
  [
    '(?<!\\d)\\d{12}(?!\\d)',
    ...[6, 4, 3, 2, 1].map(
      (size) => `(?<!\\d${DASH}?)\\d{${size}}(?:${GAP}{1,2}\\d{${size}}){${12 / size - 1}}(?!${DASH}?\\d)`,
    ),
  ].join('|'),
  'gu',
);

/** Start and length of every place of the text that looks like a マイナンバー. */
function findPlaces(text: string): readonly { readonly start: number; readonly length: number }[] {
  // The width conversion replaces one UTF-16 unit by one, so positions in both texts agree.
  return [...toHalfWidthAscii(text).matchAll(CANDIDATE)]
    .filter(([candidate]) => hasMyNumberCheckDigit(candidate.replace(/\D/gu, '')))
    .map((match) => ({ start: match.index, length: match[0].length }));
}

/** How many places of the text look like a マイナンバー. */
export function countMyNumbers(text: string): number {
  return findPlaces(text).length;
}

/** The text with every such place replaced by twelve `＊`, for logs and messages. */
export function maskMyNumbers(text: string): string {
  return findPlaces(text).reduceRight(
    (masked, { start, length }) => masked.slice(0, start) + '＊'.repeat(12) + masked.slice(start + length),
    text,
  );
}

/** Accepts text without a マイナンバー; `where` is the Japanese name of the field or file. */
export function refuseMyNumber(where: string, text: string): Result<string> {
  const count = countMyNumbers(text);
  return count === 0 ? accept(text) : reject('MY_NUMBER_FOUND', { where, count });
}
