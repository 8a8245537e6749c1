import type { VerbInput, VerbName, VerbOutput } from '@grant/schema';
import { addresses } from 'virtual:verb-addresses';
import { accountHeaders, failureOfCall } from './account.ts';
import { CallFailure, networkFailure, partFailure } from './failure.ts';
import { site } from '../locales/ja/site.ts';

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
  const address = addresses[name];
  if (address === undefined) throw new Error(`The portal has no business with ${name}`);
  const inPath = new Set<string>();
  const path = address.path.replace(/:(\w+)/gu, (_whole, key: string) => {
    inPath.add(key);
    return encodeURIComponent(String(input[key]));
  });
  const rest = Object.fromEntries(Object.entries(input).filter(([key]) => !inPath.has(key)));
  return { ...address, url: `${DOOR}${path}`, rest };
}

/**
 * The check of a verb's answer. The shapes are loaded with the first verb that says something about a person; what is
 * published to everybody was checked by the server, and the public pages stay small without them.
 */
async function readerOf<N extends VerbName>(name: N): Promise<(data: unknown) => VerbOutput<N> | undefined> {
  try {
    const { readAnswer } = await import('./answers.ts');
    return (data) => readAnswer(name, data);
  } catch {
    throw partFailure();
  }
}

async function bodyOf(response: Response): Promise<unknown> {
  try {
    return (await response.json()) as unknown;
  } catch {
    return null;
  }
}

/**
 * Calls a verb: input as its zod shape says, output read by it. Throws `CallFailure` and nothing else: `refused` with
 * the server's code and sentence, `session` when a new sign-in is needed, `network`, or `server`. A call that `outlives`
 * its page is finished by the browser though the page is closed.
 */
export async function call<N extends VerbName>(
  name: N,
  input: VerbInput<N>,
  { outlives = false }: { readonly outlives?: boolean } = {},
): Promise<VerbOutput<N>> {
  const { url, rest, method, published } = addressOf(name, input);
  // Before anything is sent: a page that could not read the answer must not act.
  const read = published ? (data: unknown) => data as VerbOutput<N> : await readerOf(name);
  const reads = method === 'GET';
  const query = reads ? new URLSearchParams(rest as Record<string, string>).toString() : '';
  let response: Response;
  try {
    response = await fetch(query === '' ? url : `${url}?${query}`, {
      method,
      credentials: 'same-origin',
      keepalive: outlives,
      signal: AbortSignal.timeout(PATIENCE_MS),
      headers: {
        // Who is signed in is asked without an opinion.
        ...(published || name === 'account.me' ? {} : accountHeaders()),
        ...(reads ? {} : { 'Content-Type': 'application/json' }),
      },
      ...(reads ? {} : { body: JSON.stringify(rest) }),
    });
  } catch {
    throw networkFailure();
  }
  const body = await bodyOf(response);
  if (!response.ok) throw failureOfCall(response.status, body);
  const answer = read(dataOf(body));
  if (answer === undefined) throw new CallFailure('server', site.failure.server);
  return answer;
}

/** The address of a verb that answers with a file, for a link or an image. */
export function fileAddress<N extends VerbName>(name: N, input: VerbInput<N>): string {
  const { url, rest } = addressOf(name, input);
  const query = new URLSearchParams(rest as Record<string, string>).toString();
  return query === '' ? url : `${url}?${query}`;
}
