import { foldVariants } from './variants.ts';
import { SPACES } from './width.ts';

const KANJI_DIGITS = '〇一二三四五六七八九';
const KANJI_NUMBER = '(?:[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九])';
const UNIT = '(?:丁目|番地|番|号)';
const DASH = '[\\-‐-―−ー─━]';

/** 漢数字 1-99 as digits. */
function digitsOf(kanji: string): string {
  const at = kanji.indexOf('十');
  if (at === -1) return String(KANJI_DIGITS.indexOf(kanji));
  const tens = at === 0 ? 1 : KANJI_DIGITS.indexOf(kanji.charAt(0));
  // Nothing after 十 is the empty text, found at 0: 十 is 10.
  const ones = KANJI_DIGITS.indexOf(kanji.charAt(at + 1));
  return String(tens * 10 + ones);
}

/**
 * 照合用の住所: one key for the usual spellings of an address. Widths and 異体字 unified, 栃木県 and spaces removed, ヶ ケ が
 * between kanji unified, 漢数字 1-99 before 丁目・番地・番・号 or after such a number turned into digits, those words and の between digits into `-`.
 * 漢数字 elsewhere are part of a place's name (二荒町) and stay. Never shown to people.
 */
export function addressKey(address: string): string {
  return foldVariants(address)
    .replace(SPACES, '')
    .replace(/^栃木県/u, '')
    .toUpperCase()
    .replace(/(?<=\p{Script=Han})[ヶケがガヵ](?=\p{Script=Han})/gu, 'ケ')
    .replace(new RegExp(`${KANJI_NUMBER}(?=${UNIT})`, 'gu'), digitsOf)
    .replace(new RegExp(`(?<=\\d)(?:${UNIT}の?)+`, 'gu'), '-')
    .replace(new RegExp(`(?<=\\d[-の])${KANJI_NUMBER}(?!\\p{Script=Han})`, 'gu'), digitsOf)
    .replace(/(?<=\d)の(?=\d)/gu, '-')
    .replace(new RegExp(`(?<=\\d)${DASH}+(?=\\d)`, 'gu'), '-')
    .replace(/(?<=\d)-+(?!\d)/gu, '');
}
