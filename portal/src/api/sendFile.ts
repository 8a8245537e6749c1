import type { VerbInput, VerbName, VerbOutput } from '@grant/schema';
import { addressOf } from './client.ts';
import { CallFailure, partFailure } from './failure.ts';
import { sendForm } from './sendForm.ts';
import { site } from '../locales/ja/site.ts';

/**
 * Calls a verb that takes one file beside its fields; `onProgress` is told the share sent, 0 to 1. Throws `CallFailure`
 * like every call.
 */
export async function sendFile<N extends VerbName>(
  name: N,
  input: VerbInput<N> & Readonly<Record<string, string | undefined>>,
  file: File,
  onProgress?: (share: number) => void,
): Promise<VerbOutput<N>> {
  const { url, rest } = addressOf(name, input);
  const form = new FormData();
  // The fields stand before the file: the server knows what is coming before the bytes arrive.
  for (const [key, value] of Object.entries(rest)) if (typeof value === 'string') form.append(key, value);
  form.append('file', file, file.name);
  // Before anything is sent: a page that could not read the answer must not act.
  const { readAnswer } = await import('./answers.ts').catch(() => {
    throw partFailure();
  });
  const answer = readAnswer(name, await sendForm(url, form, { onProgress }));
  if (answer === undefined) throw new CallFailure('server', site.failure.server);
  return answer;
}
