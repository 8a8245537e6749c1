/**
 * 先頭部分の案: the longest beginning of a half-width text that fits, never parting a kana from its ﾞ or ﾟ, and without
 * a space at its end. A proposal for a person to confirm; nothing in this module cuts on its own.
 */
export function proposeCut(text: string, maxBytes: number): string {
  const splitsMark = /[ﾞﾟ]/u.test(text.charAt(maxBytes));
  return text.slice(0, splitsMark ? maxBytes - 1 : maxBytes).trimEnd();
}
