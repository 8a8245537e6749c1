/** 読み取った書類の振り分け: one scanned file holds several envelopes; each begins with its cover sheet (整理票). */
import { accept, reject, type Result } from '../refusal.ts';

/** A page on which a cover sheet was recognised, and the receipt number its QR code holds. */
export interface CoverMark {
  /** Page, from 1. */
  readonly page: number;
  readonly receiptNumber: string;
}

/** A run of pages, both ends included, and what it belongs to: a case, or nothing (blank pages, separators). */
export interface PageRun<Belongs> {
  readonly from: number;
  readonly to: number;
  readonly belongsTo: Belongs | null;
}

/** 振り分けの案: every cover sheet begins a part; pages before the first belong to nothing yet. */
export function proposedParts(pages: number, marks: readonly CoverMark[]): readonly PageRun<string>[] {
  const sorted = marks.toSorted((left, right) => left.page - right.page);
  const first = sorted[0]?.page ?? pages + 1;
  const parts: PageRun<string>[] = first > 1 ? [{ from: 1, to: first - 1, belongsTo: null }] : [];
  sorted.forEach((mark, index) => {
    const to = (sorted[index + 1]?.page ?? pages + 1) - 1;
    const last = parts.at(-1);
    // The same sheet twice in a row (front and back read as two pages) is one envelope.
    if (last?.belongsTo === mark.receiptNumber) parts[parts.length - 1] = { ...last, to };
    else parts.push({ from: mark.page, to, belongsTo: mark.receiptNumber });
  });
  return parts;
}

/** Every page stands in exactly one run, in order: nothing is lost and nothing is filed twice. */
export function checkRuns<Belongs>(
  pages: number,
  runs: readonly PageRun<Belongs>[],
): Result<readonly PageRun<Belongs>[]> {
  let next = 1;
  for (const { from, to } of runs) {
    if (from !== next || to < from) return reject('PAGES_UNASSIGNED', { page: next });
    next = to + 1;
  }
  return next === pages + 1 ? accept(runs) : reject('PAGES_UNASSIGNED', { page: Math.min(next, pages) });
}

/** Does a text read from a QR code look like a receipt number of this office (`R8-000123-2`)? */
export function isReceiptNumber(text: string): boolean {
  return /^[0-9A-Z]{1,8}-\d{6}-\d$/u.test(text);
}
