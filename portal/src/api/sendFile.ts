import type { VerbInput, VerbName, VerbOutput } from '@grant/schema';
import { addressOf, dataOf } from './client.ts';
import { CallFailure, failureOf, networkFailure } from './failure.ts';
import { ja } from '../locales/ja.ts';

/** Longest wait for a file on a slow line, in milliseconds. */
const PATIENCE_MS = 120_000;

/** Calls a verb that takes one file beside its fields. Throws `CallFailure` like every call. */
export async function sendFile<N extends VerbName>(
  name: N,
  input: VerbInput<N> & Readonly<Record<string, string | undefined>>,
  file: File,
): Promise<VerbOutput<N>> {
  const { url, rest } = addressOf(name, input);
  const form = new FormData();
  // The fields stand before the file: the server knows what is coming before the bytes arrive.
  for (const [key, value] of Object.entries(rest)) if (typeof value === 'string') form.append(key, value);
  form.append('file', file, file.name);
  let response: Response;
  try {
    response = await fetch(url, {
      method: 'POST',
      credentials: 'same-origin',
      signal: AbortSignal.timeout(PATIENCE_MS),
      body: form,
    });
  } catch {
    throw networkFailure();
  }
  const body: unknown = await response.json().catch(() => null);
  if (!response.ok) throw failureOf(response.status, body);
  const { readAnswer } = await import('./answers.ts');
  const answer = readAnswer(name, dataOf(body));
  if (answer === undefined) throw new CallFailure('server', ja.failure.server);
  return answer;
}
