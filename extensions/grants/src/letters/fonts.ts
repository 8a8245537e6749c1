/** The two faces letters are set in, and the check that both can write every character of a letter. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import * as fontkit from 'fontkit';

const require = createRequire(import.meta.url);

export const regularFace = readFileSync(
  require.resolve('@expo-google-fonts/noto-serif-jp/400Regular/NotoSerifJP_400Regular.ttf'),
);
export const boldFace = readFileSync(
  require.resolve('@expo-google-fonts/noto-serif-jp/700Bold/NotoSerifJP_700Bold.ttf'),
);

const parsed = fontkit.create(regularFace);
if (!('hasGlyphForCodePoint' in parsed))
  throw new Error('the letter face must be a single font, not a collection');
const face = parsed;

/**
 * The characters of `text` that the letter face cannot draw, each once, in order.
 * A letter with a blank box in a name must never leave the office, so an empty answer is the only one accepted.
 */
export function missingGlyphs(text: string): string[] {
  const missing = new Set<string>();
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    const invisible =
      code < 0x20 || (code >= 0xfe00 && code <= 0xfe0f) || (code >= 0xe0100 && code <= 0xe01ef);
    if (!invisible && !face.hasGlyphForCodePoint(code)) missing.add(character);
  }
  return [...missing];
}
