import type { RefusalCode } from '@grant/schema';
import { refusalCodes } from 'virtual:verb-addresses';
import { site } from '../locales/ja/site.ts';

/**
 * Why a call gave no answer: the server refused, failed, or has too much to do just now, nobody answered, or the session is
 * over. What was `refused` is refused again; all but the session may go by itself.
 */
export type Cause = 'refused' | 'network' | 'session' | 'server' | 'busy';

/** A failed call: its cause, the Japanese sentence to show, and the server's code and facts when it refused. */
export class CallFailure extends Error {
  override readonly name = 'CallFailure';
  override readonly cause: Cause;
  readonly code: RefusalCode | undefined;
  readonly facts: Record<string, unknown>;

  constructor(cause: Cause, message: string, code?: RefusalCode, facts: Record<string, unknown> = {}) {
    super(message);
    this.cause = cause;
    this.code = code;
    this.facts = facts;
  }
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function isRefusalCode(code: unknown): code is RefusalCode {
  return typeof code === 'string' && refusalCodes.includes(code);
}

/** Codes of Directus itself that mean what a refusal of ours means. */
const sessionCodes = new Set(['INVALID_TOKEN', 'TOKEN_EXPIRED', 'INVALID_CREDENTIALS', 'UNAUTHENTICATED']);

function causeOf(status: number, code: RefusalCode): Cause {
  if (code === 'UNAUTHENTICATED') return 'session';
  if (status === 429) return 'busy';
  return status >= 500 ? 'server' : 'refused';
}

/** The failure that an HTTP answer stands for. `body` is whatever JSON came with it. */
export function failureOf(status: number, body: unknown): CallFailure {
  const errors = record(body)['errors'];
  const first = record(Array.isArray(errors) ? errors[0] : undefined);
  const extensions = record(first['extensions']);
  const code = extensions['code'];
  if (isRefusalCode(code) && typeof first['message'] === 'string') {
    return new CallFailure(causeOf(status, code), first['message'], code, record(extensions['facts']));
  }
  if (status === 401 || (typeof code === 'string' && sessionCodes.has(code))) {
    return new CallFailure('session', site.failure.session);
  }
  if (status === 403) return new CallFailure('refused', site.failure.forbidden);
  if (status === 404) return new CallFailure('refused', site.failure.notFound);
  if (status === 429) return new CallFailure('busy', site.failure.tooMany);
  return new CallFailure('server', site.failure.server);
}

/** The failure of a call that got no answer at all. */
export function networkFailure(): CallFailure {
  return new CallFailure('network', site.failure.network);
}

/** A part of the program could not be fetched: the line is down, or a release took it away. Only a new load brings it. */
export function partFailure(): CallFailure {
  return new CallFailure('network', site.failure.part, undefined, { part: true });
}

/** Any thrown thing as a failure that may be shown; its own words never are. */
export function asFailure(error: unknown): CallFailure {
  return error instanceof CallFailure ? error : new CallFailure('server', site.failure.server);
}
