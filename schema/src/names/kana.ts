import type { z } from 'zod';
import { accept, reject, type Result } from '../refusal.ts';
import { toHalfWidthAscii } from './width.ts';

/** フリガナ: full-width katakana, 長音, 中点 and single full-width spaces. */
export type Kana = string & z.core.$brand<'Kana'>;

const HALF_KANA_RUN = /[\uff61-\uff9f]+/gu;
const HIRAGANA = /[\u3041-\u3096\u309d\u309e]/gu;

/** ひらがな・半角カナを全角カタカナに; everything else is kept. */
export function toKatakana(text: string): string {
  return text
    .replace(HALF_KANA_RUN, (run) => run.normalize('NFKC'))
    .normalize('NFC')
    .replace(HIRAGANA, (character) => String.fromCodePoint((character.codePointAt(0) as number) + 0x60));
}

/**
 * Reads a フリガナ: hiragana, half-width kana and ASCII are accepted and written full-width; dashes between kana become
 * 長音. Kanji and symbols are refused with the first such character (KANA_NOT_READABLE).
 */
export function parseKana(input: string): Result<Kana> {
  const kana = toKatakana(toHalfWidthAscii(input))
    .replace(/[-‐‑‒–—―−]/gu, 'ー')
    .replace(/[･·]/gu, '・')
    .replace(/[\s\u3000]+/gu, '　')
    .replace(/^\u3000|\u3000$/gu, '');
  const wrong = /[^ァ-ヺー・\u3000A-Za-z0-9.&]/u.exec(kana)?.[0];
  if (wrong !== undefined || kana === '') {
    return reject('KANA_NOT_READABLE', { found: input, character: wrong ?? '' });
  }
  return accept(
    kana.replace(/[!-~]/gu, (character) =>
      String.fromCodePoint((character.codePointAt(0) as number) + 0xfee0),
    ) as Kana,
  );
}
