/**
 * The one door of the letter room: stored data in, PDF bytes out. Deterministic; no database, no clock.
 */
import { refuse, RefusalError } from '@grant/schema';
import { cancelPdf } from './cancel.ts';
import { claimPdf } from './claim.ts';
import { correctionPdf } from './correction.ts';
import { missingGlyphs } from './fonts.ts';
import { grantPdf } from './grant.ts';
import { receiptPdf } from './receipt.ts';
import { refusalPdf } from './refusal.ts';
import {
  cancelLetter,
  claimLetter,
  correctionLetter,
  grantLetter,
  receiptLetter,
  refusalLetter,
  type LetterKind,
} from './shapes.ts';

export type { LetterData, LetterKind } from './shapes.ts';

/** Every string inside a value, joined: what the face must be able to draw. */
function words(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value === null || typeof value !== 'object') return '';
  return Object.values(value).map(words).join('');
}

/**
 * Renders one letter.
 *
 * @param kind which letter
 * @param data what `letters.data` holds; checked against the shape of the kind
 * @returns the bytes of a PDF with embedded faces
 * @throws RefusalError LETTER_GLYPH_MISSING when a name holds a character the face lacks, naming it
 */
export async function renderLetter(kind: LetterKind, data: unknown): Promise<Uint8Array> {
  const missing = missingGlyphs(words(data));
  if (missing.length > 0) {
    throw new RefusalError(refuse('LETTER_GLYPH_MISSING', { characters: missing.join('、') }));
  }
  switch (kind) {
    case 'receipt':
      return receiptPdf(receiptLetter.parse(data));
    case 'grant':
      return grantPdf(grantLetter.parse(data));
    case 'refusal':
      return refusalPdf(refusalLetter.parse(data));
    case 'correction':
      return correctionPdf(correctionLetter.parse(data));
    case 'claim':
      return claimPdf(claimLetter.parse(data));
    case 'cancel':
      return cancelPdf(cancelLetter.parse(data));
  }
}
