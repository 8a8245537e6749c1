/**
 * 拒否の一行: how one refusal code is described. Tables of entries live beside this file, one per subject, and
 * `catalogue.ts` merges them; a table imports nothing but this file, so that every room of the domain may refuse.
 */

/** A fact a refusal carries: plain JSON, so that it crosses HTTP and the audit log unchanged. */
export type Fact = string | number | boolean | null | readonly Fact[] | { readonly [name: string]: Fact };

/** Facts by name, for example `{ found: '501…', expectedCheckDigit: 4 }`. */
export type Facts = { readonly [name: string]: Fact };

/** HTTP status that an adapter answers with; a hint, the code is the contract. */
export type StatusHint = 400 | 401 | 403 | 404 | 409 | 413 | 415 | 422 | 429 | 500 | 503;

/** One row of a refusal table: status hint and the Japanese sentence built from the facts. */
export interface RefusalEntry<F extends Facts> {
  readonly status: StatusHint;
  readonly message: (facts: F) => string;
}

/** Facts of a code that needs none; pass `{}`. */
export type NoFacts = { readonly [name: string]: never };

/** Makes one row: `entry<{ what: string }>(404, ({ what }) => `${what}が見つかりません。…`)`. */
export function entry<F extends Facts = NoFacts>(
  status: StatusHint,
  message: (facts: F) => string,
): RefusalEntry<F> {
  return { status, message };
}
