/**
 * 画像の読取り: photos turned the right way, freed of everything a camera adds (place, time, device) and stored as the
 * JPEG the office works with. What was sent is kept beside it, byte for byte. Runs only in `bench.ts`.
 */
import { createRequire } from 'node:module';
import { PRINT_HEIGHT, PRINT_WIDTH } from '@grant/schema';
import sharp from 'sharp';
import { COPY_SIDE_MAX, PIXELS_MAX } from './limits.ts';
import type { PaperMime } from './kind.ts';
import type { Raster } from './pdf.ts';

export type PictureFault = 'FILE_BROKEN' | 'IMAGE_TOO_MANY_PIXELS';

interface HeicImage {
  readonly width: number;
  readonly height: number;
  decode(): Promise<{ width: number; height: number; data: Uint8ClampedArray }>;
}

type HeicDecoder = {
  all(source: { buffer: Uint8Array }): Promise<HeicImage[] & { dispose(): void }>;
};

// The package is CommonJS and without types.
const require = createRequire(import.meta.url);
const heic = require('heic-decode') as HeicDecoder;

// One picture at a time and none kept: memory is bounded by the largest one.
sharp.cache(false);
sharp.concurrency(1);

/** A JPEG without metadata, turned as the camera meant it; or why there is none. */
export async function workingCopy(content: Buffer, mime: PaperMime): Promise<Buffer | PictureFault> {
  try {
    const source = mime === 'image/heic' ? await openHeic(content) : await openPicture(content);
    if (typeof source === 'string') return source;
    return await source
      .resize({ width: COPY_SIDE_MAX, height: COPY_SIDE_MAX, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: 'white' })
      .toColourspace('srgb')
      .jpeg({ quality: 88 })
      .toBuffer();
  } catch {
    // The decoders' own words name internals; that it cannot be decoded is all an applicant can use.
    return 'FILE_BROKEN';
  }
}

async function openPicture(content: Buffer): Promise<sharp.Sharp | PictureFault> {
  // The size stands in the header: a bomb is refused before a single pixel is unpacked.
  const { width, height } = await sharp(content, { limitInputPixels: false }).metadata();
  if (width * height > PIXELS_MAX) return 'IMAGE_TOO_MANY_PIXELS';
  return sharp(content, { limitInputPixels: PIXELS_MAX, failOn: 'truncated' }).rotate();
}

// The decoder turns the picture itself: HEIF keeps the turn beside the picture, and what EXIF says of it does not count.
async function openHeic(content: Buffer): Promise<sharp.Sharp | PictureFault> {
  const images = await heic.all({ buffer: content });
  try {
    const [first] = images;
    if (first === undefined) return 'FILE_BROKEN';
    if (first.width * first.height > PIXELS_MAX) return 'IMAGE_TOO_MANY_PIXELS';
    const { data, width, height } = await first.decode();
    return fromPixels({ data: new Uint8Array(data.buffer, data.byteOffset, data.byteLength), width, height });
  } finally {
    images.dispose();
  }
}

function fromPixels({ data, width, height }: Raster): sharp.Sharp {
  return sharp(data, { raw: { width, height, channels: 4 }, limitInputPixels: PIXELS_MAX });
}

/** Pixels as WebP. */
export function webpOf(raster: Raster): Promise<Buffer> {
  return fromPixels(raster).webp({ quality: 82, effort: 2 }).toBuffer();
}

/** A working copy `width` pixels wide at most, as WebP. */
export function pictureAt(content: Buffer, width: number): Promise<Buffer> {
  return sharp(content, { limitInputPixels: PIXELS_MAX })
    .resize({ width, withoutEnlargement: true })
    .webp({ quality: 82, effort: 2 })
    .toBuffer();
}

/** The 9 × 8 grey pixels of a page from which its print is made; of a working copy or of drawn pixels. */
export async function greyOf(page: Buffer | Raster): Promise<Uint8Array> {
  const picture = Buffer.isBuffer(page) ? sharp(page, { limitInputPixels: PIXELS_MAX }) : fromPixels(page);
  return picture
    .flatten({ background: 'white' })
    .greyscale()
    .resize({ width: PRINT_WIDTH, height: PRINT_HEIGHT, fit: 'fill' })
    .raw()
    .toBuffer();
}
