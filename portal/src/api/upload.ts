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
  readonly correctionItem?: string | undefined;
}

/**
 * Sends one file; `onProgress` is told the share sent, 0 to 1. XMLHttpRequest because fetch cannot tell the progress
 * of what it sends. Throws `CallFailure` like every call.
 */
export function upload(
  given: Upload,
  onProgress: (share: number) => void,
): Promise<VerbOutput<'attachment.add'>> {
  const form = new FormData();
  // The fields stand before the file: the server knows what is coming before the bytes arrive.
  form.append('paper', given.paper);
  if (given.correctionItem !== undefined) form.append('correctionItem', given.correctionItem);
  form.append('file', given.file, given.file.name);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', addressOf('attachment.add', { id: given.id }).url);
    request.responseType = 'json';
    request.upload.addEventListener('progress', (event) => {
      if (event.lengthComputable) onProgress(event.loaded / event.total);
    });
    request.addEventListener('error', () => reject(networkFailure()));
    request.addEventListener('timeout', () => reject(networkFailure()));
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
    request.send(form);
  });
}
