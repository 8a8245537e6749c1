import { RefusalError, refuse, type FactsOf, type RefusalCode } from '@grant/schema';

/** 拒否を投げる: ends a verb with a refusal. The only way this bundle says no. */
export function refused<C extends RefusalCode>(code: C, facts: FactsOf<C>): never {
  throw new RefusalError(refuse(code, facts));
}

/** The value, or NOT_FOUND for `what` (a Japanese noun). Foreign and missing look the same from outside. */
export function found<T>(value: T | null | undefined, what: string): T {
  if (value === null || value === undefined) refused('NOT_FOUND', { what });
  return value;
}
