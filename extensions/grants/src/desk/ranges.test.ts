import { describe, expect, it } from 'vitest';
import { ranges } from './ranges.ts';

describe('番号の並び ranges', () => {
  it.each([
    [[], ''],
    [[4], '4'],
    [[3, 2], '2、3'],
    [[2, 3, 4, 7, 9, 10], '2〜4、7、9、10'],
    [[10, 1, 2, 3], '1〜3、10'],
  ])('%j', (numbers, written) => {
    expect(ranges(numbers)).toBe(written);
  });
});
