import type { z } from 'zod';
import { accept, reject, type Result } from './refusal.ts';

/** 円: a whole, non-negative amount of Japanese yen. There is no smaller unit, so arithmetic is exact. */
export type Yen = number & z.core.$brand<'Yen'>;

/** True for a whole, non-negative, exactly representable amount. */
export function isYen(amount: number): amount is Yen {
  return Number.isSafeInteger(amount) && amount >= 0;
}

/** A yen amount written in code. Throws RangeError for a fraction or a negative: that is a fault of the program. */
export function yen(amount: number): Yen {
  if (!isYen(amount)) throw new RangeError(`not a yen amount: ${amount}`);
  return amount === 0 ? (0 as Yen) : amount;
}

/** Reads a yen amount from outside; anything but a whole, non-negative, exactly representable number is refused. */
export function parseYen(amount: number): Result<Yen> {
  return isYen(amount) ? accept(yen(amount)) : reject('INVALID_YEN', { found: String(amount) });
}

/** The sum of two amounts. */
export function addYen(left: Yen, right: Yen): Yen {
  return yen(left + right);
}

/** The sum of any number of amounts; nothing sums to 0円. */
export function sumYen(amounts: Iterable<Yen>): Yen {
  let total = yen(0);
  for (const amount of amounts) total = addYen(total, amount);
  return total;
}

/** 表示: `200,000円`, as in notices and on screens. */
export function formatYen(amount: Yen): string {
  return `${String(amount).replace(/\B(?=(?:\d{3})+$)/gu, ',')}円`;
}
