import { catalogue, type FactsOf, type RefusalCode } from './refusal/catalogue.ts';
import type { Facts, RefusalEntry, StatusHint } from './refusal/entry.ts';

export type { Fact, Facts, StatusHint } from './refusal/entry.ts';
export type { FieldFault } from './refusal/general.ts';
export type { FactsOf, RefusalCode } from './refusal/catalogue.ts';

/** 拒否: why something was not done. The code is the contract, the sentence is derived from the facts. */
export interface Refusal<C extends RefusalCode = RefusalCode> {
  readonly code: C;
  /** Japanese sentence that an official may read out; it says what to do. */
  readonly message: string;
  readonly facts: Facts;
}

/** Either a value or the reason why there is none. */
export type Result<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: Refusal };

/** A refused result of one code, whose facts are known by type. */
export interface Rejection<C extends RefusalCode> {
  readonly ok: false;
  readonly refusal: Refusal<C> & { readonly facts: FactsOf<C> };
}

/** 拒否の符号: every code of the catalogue. */
export const REFUSAL_CODES = Object.keys(catalogue) as readonly RefusalCode[];

/** True for a code of the catalogue. */
export function isRefusalCode(code: unknown): code is RefusalCode {
  return typeof code === 'string' && Object.hasOwn(catalogue, code);
}

// The catalogue's rows have different facts; the pairing of code and facts is what `refuse` checks by type.
function rowOf<C extends RefusalCode>(code: C): RefusalEntry<FactsOf<C>> {
  return catalogue[code] as unknown as RefusalEntry<FactsOf<C>>;
}

/** Builds a refusal value: `refuse('NOT_FOUND', { what: '申請' })`. Never throws. */
export function refuse<C extends RefusalCode>(code: C, facts: FactsOf<C>): Rejection<C>['refusal'] {
  return { code, message: rowOf(code).message(facts), facts };
}

/** A successful result. */
export function accept<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

/** A refused result: `reject('NOT_FOUND', { what: '申請' })`. */
export function reject<C extends RefusalCode>(code: C, facts: FactsOf<C>): Rejection<C> {
  return { ok: false, refusal: refuse(code, facts) };
}

/** True for a refusal value; compares shape and code, so it survives bundling and JSON. */
export function isRefusal(value: unknown): value is Refusal {
  if (typeof value !== 'object' || value === null) return false;
  const candidate = value as { code?: unknown; message?: unknown; facts?: unknown };
  return (
    isRefusalCode(candidate.code) &&
    typeof candidate.message === 'string' &&
    typeof candidate.facts === 'object' &&
    candidate.facts !== null
  );
}

/** HTTP status an adapter answers with for this refusal. */
export function statusOf(refusal: { readonly code: RefusalCode }): StatusHint {
  return rowOf(refusal.code).status;
}

/** Carries a refusal through code that can only throw. Thrown in adapters, never in this package. */
export class RefusalError extends Error {
  override readonly name = 'RefusalError';
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(refusal.message);
    this.refusal = refusal;
  }
}

/** True for a `RefusalError`, also one made by another copy of this package. */
export function isRefusalError(error: unknown): error is RefusalError {
  return (
    error instanceof Error &&
    error.name === 'RefusalError' &&
    isRefusal((error as { refusal?: unknown }).refusal)
  );
}

/** The value of a result, or its refusal thrown as `RefusalError`. For adapters only. */
export function unwrap<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new RefusalError(result.refusal);
}
