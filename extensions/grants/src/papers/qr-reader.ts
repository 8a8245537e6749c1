/** QRコードの読取り: the code on a scanned page, wherever it stands and however the page lay. Runs only in `bench.ts`. */
import { createRequire } from 'node:module';
import type { Raster } from './pdf.ts';

type Reader = (
  pixels: Uint8ClampedArray,
  width: number,
  height: number,
  options: { readonly inversionAttempts: 'dontInvert' },
) => { readonly data: string } | null;

// The package is CommonJS; its types describe a default export that is not there.
const require = createRequire(import.meta.url);
const read = require('jsqr') as Reader;

/** Pixels across a page when it is looked at: more than five for a module of a cover sheet's code on A4. */
export const CODE_WIDTH = 1100;

/** The text of the code on a page, or null when there is none that can be read. */
export function codeOn({ data, width, height }: Raster): string | null {
  const pixels = new Uint8ClampedArray(data.buffer, data.byteOffset, data.byteLength);
  return read(pixels, width, height, { inversionAttempts: 'dontInvert' })?.data ?? null;
}
