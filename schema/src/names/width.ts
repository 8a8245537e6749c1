/** Every horizontal stroke people type between digits: hyphens U+2010-2015, minus, full-width, 長音 and half-width 長音. */
export const DASHES = /[\u002d\u2010-\u2015\u2212\uff0d\u30fc\uff70\u2500\u2501]/gu;

/** Spaces people type: ASCII, full-width, no-break, tab and the zero-width ones that copying brings along. */
export const SPACES = /[\s\u3000\u00a0\u200b-\u200d\u2060\ufeff]/gu;

/** 全角英数字を半角に: full-width ASCII (U+FF01-FF5E) to ASCII; everything else is kept. */
export function toHalfWidthAscii(text: string): string {
  return text.replace(/[\uff01-\uff5e]/gu, (character) =>
    String.fromCodePoint((character.codePointAt(0) as number) - 0xfee0),
  );
}

/** 番号の読取り: half-width, without spaces and dashes. What remains may still hold letters. */
export function compactCode(text: string): string {
  return toHalfWidthAscii(text).replace(SPACES, '').replace(DASHES, '');
}
