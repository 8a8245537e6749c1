import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { yenSchema } from './answer-shapes.ts';
import { addYen, formatYen, parseYen, sumYen, yen, type Yen } from './yen.ts';

const amounts = fc.integer({ min: 0, max: 9_999_999_999 }).map(yen);

describe('Yen 円', () => {
  it.each([0, 1, 200_000, Number.MAX_SAFE_INTEGER])('accepts the whole amount %d', (amount) => {
    expect(parseYen(amount)).toEqual({ ok: true, value: amount });
    expect(yenSchema.parse(amount)).toBe(amount);
  });

  it.each([-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, Number.MAX_SAFE_INTEGER + 1])(
    'refuses %d, which is not a whole amount from 0',
    (amount) => {
      const result = parseYen(amount);
      expect(result.ok ? '' : result.refusal).toMatchObject({
        code: 'INVALID_YEN',
        facts: { found: String(amount) },
      });
      expect(yenSchema.safeParse(amount).success).toBe(false);
      expect(() => yen(amount)).toThrow(new RangeError(`not a yen amount: ${amount}`));
    },
  );

  it('says in Japanese what an amount must be', () => {
    expect(yenSchema.safeParse(-1).error?.issues[0]?.message).toBe(
      '金額は0以上の整数の円で入力してください。',
    );
  });

  it('knows no negative zero', () => {
    expect(Object.is(yen(-0), 0)).toBe(true);
  });

  it('does not compile with an unchecked number', () => {
    // @ts-expect-error a plain number has not been checked
    const unchecked: Yen = 1;
    expect(unchecked).toBe(1);
  });

  it('sums nothing to 0円', () => {
    expect(sumYen([])).toBe(0);
  });

  it('sums in any order to the same amount', () => {
    fc.assert(
      fc.property(fc.array(amounts, { maxLength: 20 }), (list) => {
        expect(sumYen(list)).toBe(sumYen([...list].reverse()));
        expect(sumYen([...list, yen(1)])).toBe(addYen(sumYen(list), yen(1)));
      }),
    );
  });

  it.each([
    [0, '0円'],
    [999, '999円'],
    [1_000, '1,000円'],
    [200_000, '200,000円'],
    [1_234_567, '1,234,567円'],
  ])('is shown with commas: %d as %s', (amount, shown) => {
    expect(formatYen(yen(amount))).toBe(shown);
  });
});
