/** The two faces letters are set in, and the check that both can write every character of a letter. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import * as fontkit from 'fontkit';

const require = createRequire(import.meta.url);

/** Opened once in a process: reading the tables of a Japanese face takes longer than setting a letter in it. */
function open(file: string): fontkit.Face {
  const face = fontkit.create(readFileSync(require.resolve(`@expo-google-fonts/noto-serif-jp/${file}`)));
  if (!('hasGlyphForCodePoint' in face)) throw new Error(`${file} must be a single face, not a collection`);
  return face;
}

const regular = open('400Regular/NotoSerifJP_400Regular.ttf');
const bold = open('700Bold/NotoSerifJP_700Bold.ttf');

/** Gives a document the faces `regular` and `bold`. */
export function useFaces(doc: PDFKit.PDFDocument): void {
  doc.registerFont('regular', regular);
  doc.registerFont('bold', bold);
}

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
    if (!invisible && !regular.hasGlyphForCodePoint(code)) missing.add(character);
  }
  return [...missing];
}
