import { createHash } from 'node:crypto';
import type { Request } from 'express';
import { UPLOAD_MAX_BYTES } from '../papers/limits.ts';
import { multipartReader } from './private-api.ts';
import { refused } from './refused.ts';

/** 届いたファイル: the bytes as they were sent, and their SHA-256. What they are is told later (`papers`). */
export interface Upload {
  readonly fields: Readonly<Record<string, string>>;
  readonly name: string;
  readonly content: Buffer;
  readonly sha256: string;
}

/** Room for the boundaries, names and fields around a file of the largest size. */
const AROUND_BYTES = 64 * 1024;

/** After the refusal of a file that is too large, time to send on and find the answer before the line is cut. */
const LAST_WORD_MS = 30_000;

/**
 * Reads one file from a multipart request; the size is bounded while reading, and no more is read than that.
 * @throws FILE_TOO_LARGE, FILE_EMPTY, INVALID_INPUT (no file, broken request).
 */
export async function readUpload(request: Request): Promise<Upload> {
  const parts = await readParts(request);
  if (parts.content.length === 0) refused('FILE_EMPTY', { name: parts.name });
  return { ...parts, sha256: createHash('sha256').update(parts.content).digest('hex') };
}

type Parts = Omit<Upload, 'sha256'>;

function noFile(): never {
  refused('INVALID_INPUT', { faults: [{ path: 'file', message: 'ファイルを1つ選んでください。' }] });
}

function readParts(request: Request): Promise<Parts> {
  if (!request.is('multipart/form-data')) noFile();
  if (Number(request.headers['content-length'] ?? 0) > UPLOAD_MAX_BYTES + AROUND_BYTES) {
    hangUp(request);
    refused('FILE_TOO_LARGE', { name: 'ファイル', maxBytes: UPLOAD_MAX_BYTES });
  }
  return new Promise((resolve, reject) => {
    const fields: Record<string, string> = {};
    let file: { name: string; chunks: Buffer[] } | null = null;
    const reader = multipartReader({
      headers: request.headers,
      defParamCharset: 'utf8',
      limits: { fileSize: UPLOAD_MAX_BYTES, files: 1, fields: 8, fieldSize: 1000 },
    });
    reader.on('field', (name, value) => {
      fields[name] = value;
    });
    reader.on('file', (_field, stream, { filename }) => {
      const received = { name: baseName(filename), chunks: [] as Buffer[] };
      file = received;
      stream.on('data', (chunk: Buffer) => received.chunks.push(chunk));
      stream.on('limit', () => {
        request.unpipe(reader);
        hangUp(request);
        received.chunks.length = 0;
        settle(() => refused('FILE_TOO_LARGE', { name: received.name, maxBytes: UPLOAD_MAX_BYTES }));
      });
    });
    reader.on('error', () => settle(() => noFile()));
    reader.on('close', () =>
      settle(() => {
        if (file === null) return noFile();
        return { fields, name: file.name, content: Buffer.concat(file.chunks) };
      }),
    );
    request.on('aborted', () => settle(() => noFile()));
    request.pipe(reader);

    function settle(give: () => Parts): void {
      try {
        resolve(give());
      } catch (error) {
        reject(error instanceof Error ? error : new Error(String(error)));
      }
    }
  });
}

// The rest of a file that is too large is thrown away unread: the answer goes out, then the line is cut. Until then what
// arrives is let through, because a browser that cannot send on does not look for an answer.
function hangUp(request: Request): void {
  request.resume();
  const cut = (): void => {
    if (!request.complete) request.destroy();
  };
  request.res?.once('finish', () => setTimeout(cut, LAST_WORD_MS).unref());
}

// Only the last part of a name, without control characters; at most 200 characters are kept.
function baseName(name: string | undefined): string {
  const last = (name ?? '').split(/[\\/]/).at(-1) ?? '';
  // eslint-disable-next-line no-control-regex -- control characters are exactly what is taken out
  const clean = last.replace(/[\u0000-\u001f\u007f]/g, '').slice(-200);
  return clean === '' ? '名称なし' : clean;
}
