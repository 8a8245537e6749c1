import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pagePrint, PRINT_DISTANCE_MAX, printDistance } from './likeness.ts';

const pixels = (value: (row: number, column: number) => number) =>
  Array.from({ length: 72 }, (_, at) => value(Math.floor(at / 9), at % 9));
const stripes = pixels((row, column) => ((row + column) % 2 === 0 ? 40 : 220));

describe('頁の印 pagePrint', () => {
  it('has one place for each pair of neighbours', () => {
    const print = pagePrint(stripes);
    expect(print).toHaveLength(64);
    expect(print?.slice(0, 16)).toBe('1010101001010101');
  });

  it('is the same for a darker, paler or slightly soiled scan', () => {
    const print = pagePrint(stripes) ?? '';
    expect(pagePrint(stripes.map((one) => one * 0.8 + 20))).toBe(print);
    const soiled = pagePrint(stripes.map((one, at) => (at === 10 ? 255 - one : one))) ?? '';
    expect(printDistance(print, soiled)).toBeLessThanOrEqual(PRINT_DISTANCE_MAX);
  });

  it('is none for an empty page, for one with hardly anything on it, or for other sizes', () => {
    expect(pagePrint(pixels(() => 255))).toBeNull();
    expect(pagePrint(pixels((row, column) => 250 + ((row + column) % 2) * 5))).toBeNull();
    // Eleven steps are too few, twelve are enough.
    const marks = (count: number) =>
      pixels((row, column) => (column === 8 || row * 8 + column >= count ? 255 : 255 - 7 * (8 - column)));
    expect(pagePrint(marks(11))).toBeNull();
    expect(pagePrint(marks(13))).not.toBeNull();
    expect(pagePrint([1, 2, 3])).toBeNull();
  });

  it('tells different pages apart', () => {
    const other = pagePrint(pixels((row, column) => ((row * column) % 3) * 100)) ?? '';
    expect(printDistance(pagePrint(stripes) ?? '', other)).toBeGreaterThan(PRINT_DISTANCE_MAX);
  });
});

describe('印の違い printDistance', () => {
  it('is nothing to itself and symmetric', () => {
    const bits = fc
      .array(fc.constantFrom('0', '1'), { minLength: 64, maxLength: 64 })
      .map((list) => list.join(''));
    fc.assert(
      fc.property(bits, bits, (left, right) => {
        expect(printDistance(left, left)).toBe(0);
        expect(printDistance(left, right)).toBe(printDistance(right, left));
      }),
    );
  });
});
