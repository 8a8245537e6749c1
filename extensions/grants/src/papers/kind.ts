/**
 * 書類の形式: what a file is by its content, never by its name or by what the browser says. A file that could pass for
 * a second kind as well (a polyglot) is none of them.
 */
import { fileTypeFromBuffer } from 'file-type';

export type PaperMime = 'application/pdf' | 'image/jpeg' | 'image/png' | 'image/heic';

/** 受け付ける形式, as named to applicants. */
export const ACCEPTED_NAMES = ['PDF', 'JPEG', 'PNG', 'HEIC'] as const;

// HEIF is the container, HEIC the usual coding in it; telephones write both marks for the same photo.
const KINDS: Readonly<Record<string, PaperMime>> = {
  'application/pdf': 'application/pdf',
  'image/jpeg': 'image/jpeg',
  'image/png': 'image/png',
  'image/heic': 'image/heic',
  'image/heif': 'image/heic',
};

/** What the bytes are; null for a kind the office does not take (SVG, ZIP, office documents, …). */
export async function kindOf(content: Uint8Array): Promise<PaperMime | null> {
  const found = await fileTypeFromBuffer(content);
  return KINDS[found?.mime ?? ''] ?? null;
}

const PDF_MARK = '%PDF-';
const ZIP_END = 'PK\u0005\u0006';
/** A reader looks for the PDF mark in the first 1024 bytes and for the end of a ZIP in the last 65,557. */
const HEAD_BYTES = 1024;
const TAIL_BYTES = 65_557;
const MARKUP = /<(?:script|html|svg|!doctype|\?php|iframe)[\s>/]/iu;

/**
 * True when the file would open as something else too: a picture with a PDF in its head, anything with a ZIP at its
 * end, markup in front of or behind the real content. A film that a telephone hangs behind a photo is no such thing.
 */
export function isMixed(content: Buffer, mime: PaperMime): boolean {
  const head = content.subarray(0, HEAD_BYTES).toString('latin1');
  const tail = content.subarray(-TAIL_BYTES).toString('latin1');
  if (mime !== 'application/pdf' && head.includes(PDF_MARK)) return true;
  if (endsAsZip(tail)) return true;
  const [before, behind] = edgesOf(content, mime);
  return MARKUP.test(before) || MARKUP.test(behind) || behind.includes(PDF_MARK);
}

// The end record of a ZIP counts only where its own comment length reaches exactly to the end of the file.
function endsAsZip(tail: string): boolean {
  for (
    let at = tail.lastIndexOf(ZIP_END);
    at !== -1;
    at = at === 0 ? -1 : tail.lastIndexOf(ZIP_END, at - 1)
  ) {
    const comment = tail.charCodeAt(at + 20) + 256 * tail.charCodeAt(at + 21);
    if (tail.length - at === 22 + comment) return true;
  }
  return false;
}

function edgesOf(content: Buffer, mime: PaperMime): [string, string] {
  if (mime === 'application/pdf') {
    const end = content.lastIndexOf('%%EOF');
    return [content.subarray(0, 16).toString('latin1'), end === -1 ? '' : behindOf(content, end + 5)];
  }
  const mark = mime === 'image/png' ? 'IEND' : '\u00ff\u00d9';
  const end = mime === 'image/heic' ? -1 : content.lastIndexOf(mark, undefined, 'latin1');
  return [content.subarray(0, 64).toString('latin1'), end === -1 ? '' : behindOf(content, end + mark.length)];
}

function behindOf(content: Buffer, from: number): string {
  return content.subarray(from, from + TAIL_BYTES).toString('latin1');
}
