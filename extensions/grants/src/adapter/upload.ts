import { createHash } from 'node:crypto';
import { inflateSync } from 'node:zlib';
import type { Request } from 'express';
import { fileTypeFromBuffer } from 'file-type';
import { multipartReader } from './private-api.ts';
import { refused } from './refused.ts';

/** 添付の上限: 20 MB a file, the limit the guide for applicants names. */
export const UPLOAD_MAX_BYTES = 20 * 1024 * 1024;

/** Accepted by content, whatever the client says it is. */
const ACCEPTED: Readonly<Record<string, string>> = {
  'application/pdf': 'PDF',
  'image/jpeg': 'JPEG',
  'image/png': 'PNG',
  'image/heic': 'HEIC',
};

/** 届いたファイル: content and what was found out about it. */
export interface Upload {
  readonly fields: Readonly<Record<string, string>>;
  readonly name: string;
  readonly content: Buffer;
  readonly mime: string;
  readonly sha256: string;
  /** Pages of a PDF; 1 for a picture; null when it cannot be told. */
  readonly pages: number | null;
}

/**
 * Reads one file from a multipart request. The kind is told by content, the size is bounded while reading.
 * @throws FILE_TOO_LARGE, FILE_TYPE_REFUSED, INVALID_INPUT (no file, broken request).
 */
export async function readUpload(request: Request): Promise<Upload> {
  const { fields, name, content } = await readParts(request);
  const kind = await fileTypeFromBuffer(content);
  const mime = kind?.mime ?? '';
  if (!Object.hasOwn(ACCEPTED, mime))
    refused('FILE_TYPE_REFUSED', { name, accepted: Object.values(ACCEPTED) });
  return {
    fields,
    name,
    content,
    mime,
    sha256: createHash('sha256').update(content).digest('hex'),
    pages: mime === 'application/pdf' ? pdfPages(content) : 1,
  };
}

type Parts = Pick<Upload, 'fields' | 'name' | 'content'>;

function noFile(): never {
  refused('INVALID_INPUT', { faults: [{ path: 'file', message: 'ファイルを1つ選んでください。' }] });
}

function readParts(request: Request): Promise<Parts> {
  if (!request.is('multipart/form-data')) noFile();
  return new Promise((resolve, reject) => {
    const fields: Record<string, string> = {};
    let file: { name: string; chunks: Buffer[]; truncated: boolean } | null = null;
    const reader = multipartReader({
      headers: request.headers,
      defParamCharset: 'utf8',
      limits: { fileSize: UPLOAD_MAX_BYTES, files: 1, fields: 8, fieldSize: 1000 },
    });
    reader.on('field', (name, value) => {
      fields[name] = value;
    });
    reader.on('file', (_field, stream, { filename }) => {
      const received = { name: baseName(filename), chunks: [] as Buffer[], truncated: false };
      file = received;
      stream.on('data', (chunk: Buffer) => received.chunks.push(chunk));
      stream.on('end', () => {
        received.truncated = stream.truncated === true;
      });
    });
    reader.on('error', () => settle(() => noFile()));
    reader.on('close', () =>
      settle(() => {
        if (file === null || file.chunks.length === 0) return noFile();
        if (file.truncated) refused('FILE_TOO_LARGE', { name: file.name, maxBytes: UPLOAD_MAX_BYTES });
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

// Only the last part of a name, without control characters; at most 200 characters are kept.
function baseName(name: string | undefined): string {
  const last = (name ?? '').split(/[\\/]/).at(-1) ?? '';
  // eslint-disable-next-line no-control-regex -- control characters are exactly what is taken out
  const clean = last.replace(/[\u0000-\u001f\u007f]/g, '').slice(-200);
  return clean === '' ? '名称なし' : clean;
}

const PAGE = /\/Type\s*\/Page(?![a-zA-Z])/g;

/**
 * Pages of a PDF: page objects in the open, else in the compressed object streams of newer files. For the receipt and
 * the reviewer's eye, not for a rule; null when neither shows a page (encrypted, for example).
 */
export function pdfPages(content: Buffer): number | null {
  const text = content.toString('latin1');
  const open = text.match(PAGE)?.length ?? 0;
  if (open > 0) return open;
  let inside = 0;
  for (const match of text.matchAll(/\/ObjStm[\s\S]{0,400}?stream\r?\n/g)) {
    const from = match.index + match[0].length;
    const to = text.indexOf('endstream', from);
    if (to === -1) continue;
    inside += inflated(content.subarray(from, to)).match(PAGE)?.length ?? 0;
  }
  return inside > 0 ? inside : null;
}

// A page object is small; a stream that unpacks to more than this is not worth counting in.
const OBJECTS_MAX_BYTES = 16 * 1024 * 1024;

function inflated(packed: Buffer): string {
  try {
    return inflateSync(packed, { maxOutputLength: OBJECTS_MAX_BYTES }).toString('latin1');
  } catch {
    // A damaged or foreign stream shows no page; the count then says "unknown".
    return '';
  }
}
