import { expect, it } from 'vitest';
import { checkEnvelopes, checkRuns, isReceiptNumber, longParts, proposedParts } from './scan.ts';

const mark = (page: number, receiptNumber: string | null) => ({ page, receiptNumber });

it('begins a part at every cover sheet, whatever the order in which they were found', () => {
  expect(proposedParts(7, [mark(5, 'R8-000002-6'), mark(2, 'R8-000001-3')])).toEqual([
    { from: 1, to: 1, belongsTo: null },
    { from: 2, to: 4, belongsTo: 'R8-000001-3' },
    { from: 5, to: 7, belongsTo: 'R8-000002-6' },
  ]);
  expect(proposedParts(3, [])).toEqual([{ from: 1, to: 3, belongsTo: null }]);
});

it('takes the same sheet on two pages running for one envelope', () => {
  expect(proposedParts(4, [mark(1, 'R8-000001-3'), mark(2, 'R8-000001-3')])).toEqual([
    { from: 1, to: 4, belongsTo: 'R8-000001-3' },
  ]);
});

it('begins no part at a page that could not be drawn', () => {
  expect(proposedParts(4, [mark(1, 'R8-000001-3'), mark(3, null)])).toEqual([
    { from: 1, to: 4, belongsTo: 'R8-000001-3' },
  ]);
});

const run = (from: number, to: number) => ({ from, to, belongsTo: 'a' });

it.each([
  [[run(1, 2), run(3, 3)], true],
  [[run(1, 2)], false],
  [[run(2, 3)], false],
  [[run(1, 2), run(2, 3)], false],
  [[run(1, 1), run(3, 3)], false],
  [[run(1, 4)], false],
  [[run(1, 3), run(4, 3)], false],
  [[], false],
])('of three pages, %j leaves none out and files none twice: %s', (runs, whole) => {
  expect(checkRuns(3, runs).ok).toBe(whole);
});

it.each([
  ['R8-000123-2', true],
  ['https://example.jp/', false],
  ['L-3F9A-02C7', false],
])('%s is a receipt number: %s', (text, is) => {
  expect(isReceiptNumber(text)).toBe(is);
});

/** Parts of so many pages each; a negative number is a part that is not bound. */
const parts = (...lengths: readonly number[]) => {
  let next = 1;
  return lengths.map((length) => {
    const from = next;
    next += Math.abs(length);
    return { from, to: next - 1, belongsTo: length < 0 ? null : 'a' };
  });
};

it('lets a scan through only where as many envelopes were counted by hand as are bound', () => {
  expect(checkEnvelopes(2, parts(-1, 3, 3)).ok).toBe(true);
  // The sheet of the second was not read: its pages lie in the first.
  const swallowed = checkEnvelopes(3, parts(-1, 6, 3));
  expect(swallowed).toMatchObject({
    refusal: { code: 'ENVELOPES_MISCOUNTED', facts: { counted: 3, bound: 2, unbound: 1 } },
  });
  expect(JSON.stringify(swallowed)).toMatch(/手元の封筒は3通.*案件に綴じるのは2通分.*綴じない.*1つ/u);
  expect(JSON.stringify(checkEnvelopes(1, parts(2, 2)))).not.toContain('綴じない');
  expect(checkEnvelopes(0, parts(-4)).ok).toBe(true);
});

it.each([
  [[6, 3, 3], [1]],
  [[3, 3, 7], [7]],
  [[6, 3], [1]],
  [[4, 3, 5], []],
  [[2, 1], []],
  [[9], []],
  [[-1, 8], []],
  [[-9, 3, 3], []],
])('of parts of %j pages, those from page %j are much longer than the others', (lengths, long) => {
  expect([...longParts(parts(...lengths))]).toEqual(long);
});
