import type { PaperCode, VerbOutput } from '@grant/schema';
import { readAnswer } from './answers.ts';
import { addressOf, dataOf } from './client.ts';
import { CallFailure, failureOf, networkFailure } from './failure.ts';
import { ja } from '../locales/ja.ts';

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

/** A line on which nothing moved for this long is dead, however much of the file is through. */
const STALLED_MS = 45_000;

/**
 * Sends one file; `onProgress` is told the share sent, 0 to 1. XMLHttpRequest because fetch cannot tell the progress
 * of what it sends. Throws `CallFailure` like every call; ended by `stop` it counts as a network failure.
 */
export function upload(
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
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    let stalled: ReturnType<typeof setTimeout> | undefined;
    const moved = (): void => {
      clearTimeout(stalled);
      stalled = setTimeout(() => request.abort(), STALLED_MS);
    };
    const fail = (): void => reject(networkFailure());
    request.open('POST', addressOf('attachment.add', { id: given.id }).url);
    request.responseType = 'json';
    request.upload.addEventListener('progress', (event) => {
      moved();
      if (event.lengthComputable) onProgress(event.loaded / event.total);
    });
    request.addEventListener('error', fail);
    request.addEventListener('abort', fail);
    request.addEventListener('load', () => {
      const body: unknown = request.response;
      if (request.status < 200 || request.status > 299) {
        reject(failureOf(request.status, body));
        return;
      }
      const answer = readAnswer('attachment.add', dataOf(body));
      if (answer === undefined) reject(new CallFailure('server', ja.failure.server));
      else resolve(answer);
    });
    request.addEventListener('loadend', () => clearTimeout(stalled));
    stop?.addEventListener('abort', () => request.abort());
    moved();
    request.send(form);
  });
}
