/** What every paper that leaves the office has in common: no character of it may come out as an empty box. */
import { refuse, RefusalError } from '@grant/schema';
import { missingGlyphs } from './fonts.ts';

/** Every string inside a value, joined: what the face must be able to draw. */
function words(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value === null || typeof value !== 'object') return '';
  return Object.values(value).map(words).join('');
}

/**
 * Refuses what the face cannot draw.
 * @throws RefusalError LETTER_GLYPH_MISSING when a text holds a character the face lacks, naming it
 */
export function requireDrawable(data: unknown): void {
  const missing = missingGlyphs(words(data));
  if (missing.length > 0)
    throw new RefusalError(refuse('LETTER_GLYPH_MISSING', { characters: missing.join('、') }));
}
