/**
 * The one door of the letter room: stored data in, PDF bytes out. Deterministic; no database, no clock.
 */
import { cancelPdf } from './cancel.ts';
import { claimPdf } from './claim.ts';
import { correctionPdf } from './correction.ts';
import { requireDrawable } from './drawable.ts';
import { fixPdf } from './fix.ts';
import { grantPdf } from './grant.ts';
import { receiptPdf } from './receipt.ts';
import { refusalPdf } from './refusal.ts';
import {
  cancelLetter,
  claimLetter,
  correctionLetter,
  fixLetter,
  grantLetter,
  receiptLetter,
  refusalLetter,
  undoneLetter,
  type LetterKind,
} from './shapes.ts';
import { undonePdf } from './undone.ts';

export type { LetterData, LetterKind } from './shapes.ts';

/**
 * Renders one letter.
 *
 * @param kind which letter
 * @param data what `letters.data` holds; checked against the shape of the kind
 * @returns the bytes of a PDF with embedded faces
 * @throws RefusalError LETTER_GLYPH_MISSING when a name holds a character the face lacks, naming it
 */
export async function renderLetter(kind: LetterKind, data: unknown): Promise<Uint8Array> {
  requireDrawable(data);
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
    case 'fix':
      return fixPdf(fixLetter.parse(data));
    case 'undone':
      return undonePdf(undoneLetter.parse(data));
  }
}
