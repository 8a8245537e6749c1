import { accountHeaders, failureOfCall } from './account.ts';
import { dataOf } from './client.ts';
import { networkFailure } from './failure.ts';

/** A line on which nothing moved for this long is dead, however much of the file is through. */
const STALLED_MS = 45_000;

export interface Sending {
  /** Told the share sent, 0 to 1. */
  readonly onProgress?: ((share: number) => void) | undefined;
  /** Ends the sending; that counts as a network failure. */
  readonly stop?: AbortSignal | undefined;
}

/**
 * Sends a form with a file and answers what the verb said. XMLHttpRequest because fetch cannot tell the progress of
 * what it sends. Throws `CallFailure` like every call.
 */
export function sendForm(url: string, form: FormData, { onProgress, stop }: Sending): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    let stalled: ReturnType<typeof setTimeout> | undefined;
    const moved = (): void => {
      clearTimeout(stalled);
      stalled = setTimeout(() => request.abort(), STALLED_MS);
    };
    const fail = (): void => reject(networkFailure());
    request.open('POST', url);
    for (const [name, value] of Object.entries(accountHeaders())) request.setRequestHeader(name, value);
    request.responseType = 'json';
    request.upload.addEventListener('progress', (event) => {
      moved();
      if (event.lengthComputable) onProgress?.(event.loaded / event.total);
    });
    request.addEventListener('error', fail);
    request.addEventListener('abort', fail);
    request.addEventListener('load', () => {
      const body: unknown = request.response;
      if (request.status < 200 || request.status > 299) reject(failureOfCall(request.status, body));
      else resolve(dataOf(body));
    });
    request.addEventListener('loadend', () => clearTimeout(stalled));
    stop?.addEventListener('abort', () => request.abort());
    moved();
    request.send(form);
  });
}
