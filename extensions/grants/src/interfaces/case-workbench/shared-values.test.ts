import { describe, expect, it } from 'vitest';
import { isShared, sharedValues } from './shared-values.ts';

const groups = (...values: (string | null)[]) => sharedValues(values).map(({ group }) => group);

describe('what the cases of a set have in common', () => {
  it('is one group where all say the same', () => {
    expect(groups('A', 'A', 'A')).toEqual([0, 0, 0]);
    expect(isShared(sharedValues(['A', 'A']))).toBe(true);
  });

  it('is told for each pair where only some agree', () => {
    expect(groups('A', 'B', 'A')).toEqual([0, null, 0]);
    expect(groups('B', 'A', 'A', 'B')).toEqual([0, 1, 1, 0]);
    expect(isShared(sharedValues(['A', 'B', 'A']))).toBe(false);
    expect(isShared(sharedValues(['A', 'A', 'B', 'B']))).toBe(false);
  });

  it('is nothing where answers differ or are not known', () => {
    expect(groups('A', 'B', 'C')).toEqual([null, null, null]);
    expect(groups(null, null, 'A')).toEqual([null, null, null]);
    expect(groups('', '', null)).toEqual([null, null, null]);
  });
});
