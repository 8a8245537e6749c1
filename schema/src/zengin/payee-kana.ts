import { toKatakana } from '../names/kana.ts';
import { toHalfWidthAscii } from '../names/width.ts';
import { accept, reject, type Rejection, type Result } from '../refusal.ts';
import { allowedBytes, byteOf, type CharacterRule, type TextKind } from './charset.ts';
import { BUSINESS_WORDS, CORPORATE_WORDS, OFFICE_WORDS, type CorporateWord } from './corporate-words.ts';
import { proposeCut } from './cut.ts';
import { BANK_KANA } from './kana-table.ts';

/** Bytes of 受取人名. */
export const PAYEE_BYTES_MAX = 30;

/** The strict rule that every bank accepts. */
export const STRICT_RULE: CharacterRule = { symbols: '()-.', woAllowed: false };

/**
 * 振込用カナへの変換: hiragana, full-width or half-width kana, letters and digits to the half-width text of a bank file.
 * Small kana become large, 長音 a hyphen, ガ two characters. What the bank's rule does not allow, and every kanji, is
 * refused with the character (KANA_NOT_CONVERTIBLE): 中点, comma and ヲ are never guessed at.
 */
export function toBankKana(
  input: string,
  rule: CharacterRule = STRICT_RULE,
  kind: TextKind = 'name',
): ReturnType<typeof accept<string>> | Rejection<'KANA_NOT_CONVERTIBLE'> {
  const allowed = allowedBytes(kind, rule);
  let converted = '';
  for (const character of toKatakana(toHalfWidthAscii(input))
    .trim()
    .replace(/[\s\u3000]+/gu, ' ')) {
    const written = BANK_KANA.get(character) ?? character.toUpperCase();
    for (const half of written) {
      const byte = byteOf(half);
      if (byte === undefined || allowed[byte] !== 1) {
        return reject('KANA_NOT_CONVERTIBLE', { found: input, character });
      }
    }
    converted += written;
  }
  return accept(converted);
}

/**
 * 受取人名の確認: accepts a half-width name of at most 30 bytes. A longer one is refused with the first part that fits
 * as a proposal (ZENGIN_TOO_LONG): banks say to send the first 30, but a person decides.
 */
export function fitPayeeName(name: string): Result<string> {
  if (name === '') return reject('ZENGIN_REQUIRED', { line: 0, field: '受取人名' });
  if (name.length <= PAYEE_BYTES_MAX) return accept(name);
  return reject('ZENGIN_TOO_LONG', {
    line: 0,
    field: '受取人名',
    bytes: name.length,
    maxBytes: PAYEE_BYTES_MAX,
    proposed: proposeCut(name, PAYEE_BYTES_MAX),
  });
}

/** Where the corporate word stands in a name: 前株, 後株 or in the middle. */
export type WordPlace = 'leading' | 'trailing' | 'middle';

/** The corporate word of a legal name and its place; undefined when there is none. Only the first word counts. */
export function findCorporateWord(
  legalName: string,
): { readonly word: CorporateWord; readonly place: WordPlace; readonly written: string } | undefined {
  const name = toHalfWidthAscii(legalName).replace(/[\s\u3000]/gu, '');
  const spellings = CORPORATE_WORDS.flatMap((word) => word.written.map((written) => ({ word, written })));
  // The table has longer words first, so 一般財団法人 is found before the 財団法人 inside it.
  const found = spellings.find(({ written }) => name.includes(written));
  if (found === undefined) return undefined;
  if (name.startsWith(found.written)) return { ...found, place: 'leading' };
  return { ...found, place: name.endsWith(found.written) ? 'trailing' : 'middle' };
}

/** Readings of 会社 differ by house: カブシキガイシャ and カブシキカイシャ. */
function readingsOf(word: CorporateWord): readonly string[] {
  return [word.reading, word.reading.replace('ガイシャ', 'カイシャ')];
}

function splitAround(kana: string, word: CorporateWord): readonly [string, string] | undefined {
  const reading = readingsOf(word).find((candidate) => kana.includes(candidate));
  if (reading === undefined) return undefined;
  const at = kana.indexOf(reading);
  return [kana.slice(0, at), kana.slice(at + reading.length)];
}

/** Every way the word may already stand at that end of a フリガナ: spelled out, or shortened as `カ)` or `(カ)`. */
function formsAt(word: CorporateWord, place: WordPlace): readonly string[] {
  const short = toKatakana(word.short);
  return [...readingsOf(word), `(${short})`, place === 'leading' ? `${short})` : `(${short}`];
}

function withoutWord(kana: string, word: CorporateWord, place: WordPlace): string {
  for (const form of formsAt(word, place)) {
    if (place === 'leading' && kana.startsWith(form)) return kana.slice(form.length).trim();
    if (place === 'trailing' && kana.endsWith(form)) return kana.slice(0, -form.length).trim();
  }
  return kana;
}

/** What a payee name is suggested from. */
export interface CorporateName {
  /** 登記上の名称, with its corporate word. */
  readonly legalName: string;
  /** フリガナ, with or without the reading of the corporate word. */
  readonly kana: string;
}

/** Shortens the reading of an office word at the end: `…エイギョウショ` to `…(ｴｲ`. */
function shortenOffice(kana: string): readonly [string, string] {
  const office = OFFICE_WORDS.find(({ reading }) => kana.endsWith(reading) && kana !== reading);
  return office === undefined
    ? [kana, '']
    : [kana.slice(0, -office.reading.length).trim(), `(${office.short}`];
}

function shortenBusiness(kana: string): string {
  const business = BUSINESS_WORDS.find(({ reading }) => kana.includes(reading));
  return business === undefined ? kana : kana.replace(business.reading, business.short);
}

function compose(name: CorporateName, kana: string): Result<string> {
  const found = findCorporateWord(name.legalName);
  if (found === undefined) return accept(kana);
  const { word, place } = found;
  if (place === 'middle') {
    const around = splitAround(kana, word);
    return around === undefined
      ? reject('CORPORATE_WORD_NOT_PLACED', { name: name.kana, word: found.written })
      : accept(`${around[0].trim()}(${word.short})${around[1].trim()}`);
  }
  const rest = withoutWord(kana, word, place);
  return accept(place === 'leading' ? `${word.short})${rest}` : `${rest}(${word.short}`);
}

/**
 * 受取人名の案（法人）: `ｶ)ﾅﾏｴ`, `ﾅﾏｴ(ｶ` or `ﾅﾏｴ(ｶ)ﾁﾊﾞｼﾃﾝ` from name and kana, at most 30 bytes. A suggestion to compare
 * with the passbook's kana page, which is what counts. `shorten` also uses 営業所 and 事業 abbreviations.
 */
export function suggestCorporatePayee(
  name: CorporateName,
  rule: CharacterRule = STRICT_RULE,
  shorten = false,
): Result<string> {
  const kana = toKatakana(toHalfWidthAscii(name.kana)).trim();
  const [main, office] = shorten ? shortenOffice(kana) : [kana, ''];
  const composed = compose(name, shorten ? shortenBusiness(main) : main);
  if (!composed.ok) return composed;
  const converted = toBankKana(composed.value + office, rule);
  return converted.ok ? fitPayeeName(converted.value) : converted;
}

/** 受取人名の案（個人）: surname and given name with one space between them. */
export function suggestPersonPayee(
  surnameKana: string,
  givenKana: string,
  rule: CharacterRule = STRICT_RULE,
): Result<string> {
  const converted = toBankKana(`${surnameKana} ${givenKana}`, rule);
  return converted.ok ? fitPayeeName(converted.value) : converted;
}
