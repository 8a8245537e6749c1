import { expect, it } from 'vitest';
import { checkRuns, isReceiptNumber, proposedParts } from './scan.ts';

const mark = (page: number, receiptNumber: string) => ({ page, receiptNumber });

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
