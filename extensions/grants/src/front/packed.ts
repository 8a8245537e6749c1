import { existsSync } from 'node:fs';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import type { Request, RequestHandler, Response } from 'express';

const ENCODINGS = [
  ['br', '.br'],
  ['gzip', '.gz'],
] as const;
const TYPES: Readonly<Record<string, string>> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
  webmanifest: 'application/manifest+json; charset=utf-8',
};

/** The smallest form that the browser takes. Asked one by one: browsers name gzip first and take all alike. */
function accepted(request: Request): (typeof ENCODINGS)[number] | undefined {
  return ENCODINGS.find(([name]) => request.acceptsEncodings(name) !== false);
}

/**
 * 圧縮済みの配信: leads a request for a text file to the form of it that the build has packed, where the browser takes
 * it. Only names that could be the build's own are looked for.
 */
export function packedFiles(folder: string): RequestHandler {
  return (request, response, next) => {
    const type = TYPES[/^\/[\w/-]+(?:\.[\w-]+)*\.(\w+)$/u.exec(request.path)?.[1] ?? ''];
    if (type !== undefined) {
      response.vary('Accept-Encoding');
      const encoding = accepted(request);
      if (encoding !== undefined && existsSync(`${folder}${request.path}${encoding[1]}`)) {
        response.setHeader('Content-Encoding', encoding[0]);
        response.setHeader('Content-Type', type);
        request.url = `${request.path}${encoding[1]}`;
      }
    }
    next();
  };
}

/** One text in the forms that browsers take. */
export interface Packed {
  readonly identity: Buffer;
  readonly br: Buffer;
  readonly gzip: Buffer;
}

/** Packs a text once, for all who will ask. */
export function pack(text: string): Packed {
  const identity = Buffer.from(text);
  return { identity, br: brotliCompressSync(identity), gzip: gzipSync(identity) };
}

/** Answers with the form of a text that the browser takes. */
export function sendPacked(
  request: Request,
  response: Response,
  type: string,
  { identity, ...packed }: Packed,
): void {
  const encoding = accepted(request)?.[0];
  response.vary('Accept-Encoding');
  response.setHeader('Content-Type', type);
  response.setHeader('Cache-Control', 'no-cache');
  if (encoding !== undefined) response.setHeader('Content-Encoding', encoding);
  response.send(encoding === undefined ? identity : packed[encoding]);
}
