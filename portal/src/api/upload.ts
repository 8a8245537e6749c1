import type { PaperCode, VerbOutput } from '@grant/schema';
import { readAnswer } from './answers.ts';
import { addressOf } from './client.ts';
import { CallFailure } from './failure.ts';
import { sendForm } from './sendForm.ts';
import { site } from '../locales/ja/site.ts';

/** One file to attach. */
export interface Upload {
  readonly id: string;
  readonly paper: PaperCode;
  readonly file: File;
  /** The same for every try of the same file, so that a retry never makes a second attachment. */
  readonly key: string;
  readonly correctionItem?: string | undefined;
  /** The attachment whose place the file takes. */
  readonly replaces?: string | undefined;
}

/** Sends one file; `onProgress` is told the share sent, 0 to 1. Throws `CallFailure` like every call. */
export async function upload(
  given: Upload,
  onProgress: (share: number) => void,
  stop?: AbortSignal,
): Promise<VerbOutput<'attachment.add'>> {
  const form = new FormData();
  // The fields stand before the file: the server knows what is coming before the bytes arrive.
  form.append('paper', given.paper);
  form.append('idempotencyKey', given.key);
  if (given.correctionItem !== undefined) form.append('correctionItem', given.correctionItem);
  if (given.replaces !== undefined) form.append('replaces', given.replaces);
  form.append('file', given.file, given.file.name);
  const { url } = addressOf('attachment.add', { id: given.id });
  const answer = readAnswer('attachment.add', await sendForm(url, form, { onProgress, stop }));
  if (answer === undefined) throw new CallFailure('server', site.failure.server);
  return answer;
}
