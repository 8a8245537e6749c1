/** 読み取った書類の振り分け: one scanned file holds several envelopes; each begins with its cover sheet (整理票). */
import { accept, reject, type Result } from '../refusal.ts';

/** A page on which a cover sheet was recognised, or which could not be read at all. */
export interface CoverMark {
  /** Page, from 1. */
  readonly page: number;
  /** What its QR code holds; null for a page that could not be drawn: whether a sheet lies there nobody knows. */
  readonly receiptNumber: string | null;
}

/** A run of pages, both ends included, and what it belongs to: a case, or nothing (blank pages, separators). */
export interface PageRun<Belongs> {
  readonly from: number;
  readonly to: number;
  readonly belongsTo: Belongs | null;
}

/** 振り分けの案: every cover sheet begins a part; pages before the first belong to nothing yet. */
export function proposedParts(pages: number, marks: readonly CoverMark[]): readonly PageRun<string>[] {
  const sorted = marks
    .flatMap(({ page, receiptNumber }) => (receiptNumber === null ? [] : [{ page, receiptNumber }]))
    .toSorted((left, right) => left.page - right.page);
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

/**
 * 封筒の数の照合: a cover sheet that was not read leaves the pages of its envelope with the one before, and nothing on the
 * pages tells. What tells is the pile itself, counted by hand.
 * @param counted envelopes in hand whose papers are bound into a case
 */
export function checkEnvelopes<Belongs>(
  counted: number,
  runs: readonly PageRun<Belongs>[],
): Result<readonly PageRun<Belongs>[]> {
  const bound = runs.filter(({ belongsTo }) => belongsTo !== null).length;
  if (bound === counted) return accept(runs);
  return reject('ENVELOPES_MISCOUNTED', { counted, bound, unbound: runs.length - bound });
}

/** Pages from which a part may be called long: a sheet, a paper and another sheet. */
const LONG_MIN = 3;

/**
 * 要確認: first pages of the parts that are at least twice as long as the others of the file are in the middle, as the part
 * that has taken in the next envelope is. A part that stands alone is compared with nothing.
 */
export function longParts(runs: readonly PageRun<unknown>[]): ReadonlySet<number> {
  const bound = runs.filter(({ belongsTo }) => belongsTo !== null);
  const pagesOf = ({ from, to }: PageRun<unknown>): number => to - from + 1;
  const long = bound.filter((one) => {
    const others = bound.filter((other) => other !== one).map(pagesOf);
    const middle = others.toSorted((left, right) => left - right)[Math.floor((others.length - 1) / 2)];
    return middle !== undefined && pagesOf(one) >= Math.max(LONG_MIN, 2 * middle);
  });
  return new Set(long.map(({ from }) => from));
}

/** Does a text read from a QR code look like a receipt number of this office (`R8-000123-2`)? */
export function isReceiptNumber(text: string): boolean {
  return /^[0-9A-Z]{1,8}-\d{6}-\d$/u.test(text);
}
