import type { z } from 'zod';
import type { Duty } from '../lifecycle/duty.ts';
import type { RefusalCode } from '../refusal.ts';

/** Who may call a verb: anybody, anybody signed in, or holders of one of the duties. */
export type Access = 'public' | 'signed_in' | readonly Duty[];

/** 利用者の明示: the header by which a screen says for whom it acts, by the id of the account. */
export const ACCOUNT_HEADER = 'X-Grant-Account';

/** What a verb answers with besides JSON. */
export type Answer = 'json' | 'pdf' | 'file';

/**
 * 操作の一行: one verb of the interface. `input` holds path parameters, query and body as one object; `path` says
 * with `:name` which of its keys stand in the path; the rest is the query of a GET or the body of a POST.
 */
export interface Verb<I extends z.ZodObject = z.ZodObject, O extends z.ZodType = z.ZodType> {
  readonly method: 'GET' | 'POST';
  /** Below `/grants`. */
  readonly path: string;
  readonly duties: Access;
  readonly summary: string;
  readonly input: I;
  readonly output: O;
  readonly answers: Answer;
  /** True when the body is multipart with one file in the part `file`. */
  readonly upload: boolean;
  /** Codes the verb may refuse with, besides those of every verb. */
  readonly refusals: readonly RefusalCode[];
}

interface Terms<I extends z.ZodObject, O extends z.ZodType> {
  readonly summary: string;
  readonly input: I;
  readonly output: O;
  readonly answers?: Answer;
  readonly upload?: boolean;
  readonly refusals?: readonly RefusalCode[];
}

function verb<I extends z.ZodObject, O extends z.ZodType>(
  method: 'GET' | 'POST',
  path: string,
  duties: Access,
  terms: Terms<I, O>,
): Verb<I, O> {
  return {
    method,
    path,
    duties,
    summary: terms.summary,
    input: terms.input,
    output: terms.output,
    answers: terms.answers ?? 'json',
    upload: terms.upload ?? false,
    refusals: terms.refusals ?? [],
  };
}

/** A verb that only reads. */
export function reads<I extends z.ZodObject, O extends z.ZodType>(
  path: string,
  duties: Access,
  terms: Terms<I, O>,
) {
  return verb('GET', path, duties, terms);
}

/** A verb that changes something. */
export function writes<I extends z.ZodObject, O extends z.ZodType>(
  path: string,
  duties: Access,
  terms: Terms<I, O>,
) {
  return verb('POST', path, duties, terms);
}

/** Keys of the input that stand in the path, in order. */
export function pathKeysOf(path: string): string[] {
  return [...path.matchAll(/:(\w+)/gu)].map((match) => String(match[1]));
}
