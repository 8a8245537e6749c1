import { parsePhoneNumber } from '../identifiers/contact.ts';
import { CORPORATE_WORDS } from '../zengin/corporate-words.ts';
import { toKatakana } from './kana.ts';
import { foldVariants } from './variants.ts';
import { DASHES, SPACES, toHalfWidthAscii } from './width.ts';

const SMALL = 'ァィゥェォャュョッヮヵヶ';
const LARGE = 'アイウエオヤユヨツワカケ';
const V_SOUNDS: readonly (readonly [RegExp, string])[] = [
  [/ヴァ/gu, 'バ'],
  [/ヴィ/gu, 'ビ'],
  [/ヴェ/gu, 'ベ'],
  [/ヴォ/gu, 'ボ'],
  [/ヴ/gu, 'ブ'],
];

/**
 * 照合用の名称: one key for every usual spelling of a name. 異体字 folded, hiragana as katakana, small kana as large, ヴ as
 * バ行, capitals; spaces, 中点, full stops and dashes dropped (長音 too, so that ー and － agree). Never shown to people.
 */
export function nameKey(name: string): string {
  let key = toKatakana(foldVariants(name)).toUpperCase();
  for (const [sound, plain] of V_SOUNDS) key = key.replace(sound, plain);
  return key
    .replace(/[ァィゥェォャュョッヮヵヶ]/gu, (small) => LARGE.charAt(SMALL.indexOf(small)))
    .replace(SPACES, '')
    .replace(DASHES, '')
    .replace(/[・.,、。'’"“”]/gu, '');
}

/** 法人名の照合用の形: the key without its corporate word, the word, and where it stood (前株・後株 differ at banks). */
export interface CorporateNameKey {
  readonly key: string;
  readonly word: string | null;
  readonly place: 'leading' | 'trailing' | 'none';
}

/** Corporate words and their short spellings as keys, longest first; `word` is the official one. */
const WORD_KEYS: readonly { readonly key: string; readonly word: string }[] = CORPORATE_WORDS.flatMap(
  ({ written, reading }) => {
    const word = written[0] as string;
    return [...written, reading, reading.replace('ガイシャ', 'カイシャ')].map((text) => ({
      key: nameKey(text),
      word,
    }));
  },
).toSorted((left, right) => right.key.length - left.key.length);

/**
 * 法人名の照合: strips one corporate word from the front or, failing that, the back: 株式会社, (株), ㈱ and
 * カブシキガイシャ give the same key. A name that is nothing but the word keeps it.
 */
export function corporateNameKey(name: string): CorporateNameKey {
  const key = nameKey(name);
  const leading = WORD_KEYS.find((row) => key.startsWith(row.key) && key !== row.key);
  if (leading !== undefined)
    return { key: key.slice(leading.key.length), word: leading.word, place: 'leading' };
  const trailing = WORD_KEYS.find((row) => key.endsWith(row.key) && key !== row.key);
  if (trailing !== undefined) {
    return { key: key.slice(0, -trailing.key.length), word: trailing.word, place: 'trailing' };
  }
  return { key, word: null, place: 'none' };
}

/** 照合用の電話番号: the digits of a number as it can be read, else whatever digits there are. */
export function phoneKey(text: string): string {
  const phone = parsePhoneNumber(text);
  return phone.ok ? phone.value : toHalfWidthAscii(text).replace(/\D/gu, '');
}
