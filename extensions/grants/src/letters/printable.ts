/** What papers for reading (no letters) have in common: characters that cannot be drawn are marked, parts have headings. */
import { missingGlyphs } from './fonts.ts';
import { roomFor, type Sheet } from './sheet.ts';

/** The same data with 〓 for every character the face lacks, where a letter would be refused. */
export function printable<T>(value: T): T {
  const missing = new Set(missingGlyphs(JSON.stringify(value)));
  if (missing.size === 0) return value;
  const walk = (one: unknown): unknown => {
    if (typeof one === 'string') return [...one].map((char) => (missing.has(char) ? '〓' : char)).join('');
    if (Array.isArray(one)) return one.map(walk);
    if (typeof one !== 'object' || one === null) return one;
    return Object.fromEntries(Object.entries(one).map(([key, inner]) => [key, walk(inner)]));
  };
  return walk(value) as T;
}

/** Heading of a part; stays with the first rows of what it heads. */
export function heading(sheet: Sheet, text: string): void {
  roomFor(sheet, 90);
  sheet.doc.font('bold').fontSize(12).text(text, sheet.left, sheet.doc.y, { width: sheet.width });
  sheet.doc.moveDown(0.4);
}
