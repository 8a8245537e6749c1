import { pathKeysOf, verbs, type VerbInput, type VerbName, type VerbOutput } from '@grant/schema';
import { CallFailure, failureOf, networkFailure } from './failure.ts';
import { ja } from '../locales/ja.ts';

/** Where the verbs are served, on the portal's own origin. */
const DOOR = '/grants';

/** Longest wait for an answer, in milliseconds; after it the call counts as a network failure. */
const PATIENCE_MS = 30_000;

/** What a verb answered, out of the envelope `{ data }` it comes in; nothing at all counts as an empty object. */
export function dataOf(body: unknown): unknown {
  return typeof body === 'object' && body !== null && 'data' in body ? (body.data ?? {}) : {};
}

/** The address of a verb and what of its input is left for query or body. */
export function addressOf(name: VerbName, input: Readonly<Record<string, unknown>>) {
  const { path } = verbs[name];
  const inPath = new Set(pathKeysOf(path));
  return {
    url: `${DOOR}${path.replace(/:(\w+)/gu, (_whole, key: string) => encodeURIComponent(String(input[key])))}`,
    rest: Object.fromEntries(Object.entries(input).filter(([key]) => !inPath.has(key))),
  };
}

async function bodyOf(response: Response): Promise<unknown> {
  try {
    return (await response.json()) as unknown;
  } catch {
    return null;
  }
}

/**
 * Calls a verb: input as its zod shape says, output parsed by it. Throws `CallFailure` and nothing else: `refused`
 * with the server's code and sentence, `session` when a new sign-in is needed, `network`, or `server`.
 */
export async function call<N extends VerbName>(name: N, input: VerbInput<N>): Promise<VerbOutput<N>> {
  const verb = verbs[name];
  const { url, rest } = addressOf(name, input);
  const reads = verb.method === 'GET';
  const query = reads ? new URLSearchParams(rest as Record<string, string>).toString() : '';
  let response: Response;
  try {
    response = await fetch(query === '' ? url : `${url}?${query}`, {
      method: verb.method,
      credentials: 'same-origin',
      signal: AbortSignal.timeout(PATIENCE_MS),
      ...(reads ? {} : { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(rest) }),
    });
  } catch {
    throw networkFailure();
  }
  const body = await bodyOf(response);
  if (!response.ok) throw failureOf(response.status, body);
  const parsed = verb.output.safeParse(dataOf(body));
  if (!parsed.success) throw new CallFailure('server', ja.failure.server);
  return parsed.data as VerbOutput<N>;
}

/** The address of a verb that answers with a file, for a link or an image. */
export function fileAddress<N extends VerbName>(name: N, input: VerbInput<N>): string {
  return addressOf(name, input).url;
}
