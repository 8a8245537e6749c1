import { describe, expect, it } from 'vitest';
import { repeatedPayments } from './transfer-file.ts';

describe('repeatedPayments 同一口座・同額', () => {
  const payment = (serial: number, account: string, amount: number) => ({ serial, account, amount });

  it('groups the same account with the same amount, and nothing else', () => {
    const others = [payment(2, 'a', 300_000), payment(3, 'b', 200_000), payment(4, 'a2', 200_000)];
    expect(repeatedPayments([])).toEqual([]);
    expect(repeatedPayments([payment(1, 'a', 200_000), ...others])).toEqual([]);
    const found = repeatedPayments([
      payment(1, 'a', 200_000),
      ...others,
      payment(5, 'b', 200_000),
      payment(6, 'a', 200_000),
      payment(7, 'a', 200_000),
    ]);
    expect(found.map((group) => group.map(({ serial }) => serial))).toEqual([
      [1, 6, 7],
      [3, 5],
    ]);
  });
});
