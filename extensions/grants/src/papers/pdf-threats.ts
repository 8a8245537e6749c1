/**
 * PDFの危険: names in the objects of a PDF that make a viewer act (scripts, programs to start) or that carry other
 * files. Asked besides the decoder's own counts, which know only the places a document announces.
 */
import { inflateSync } from 'node:zlib';

export type PdfThreat = 'PDF_ACTIVE' | 'PDF_EMBEDS';

const ACTIVE = new Set(['JavaScript', 'JS', 'Launch', 'RichMedia', 'XFA']);
const EMBEDS = new Set(['EmbeddedFile', 'EmbeddedFiles']);

/** Objects unpacked from all object streams together; a page needs a few kilobytes, so more is a bomb. */
const OBJECTS_MAX_BYTES = 32 * 1024 * 1024;

const NAME = /\/((?:[A-Za-z0-9_.-]|#[0-9A-Fa-f]{2}){1,60})/gu;

/** How far before its stream a dictionary is looked for, in bytes. */
const DICTIONARY_BYTES = 4000;

/** The first threat found, or null. `content` is a whole PDF. */
export function threatIn(content: Buffer): PdfThreat | null {
  const text = content.toString('latin1');
  const objects: string[] = [];
  let left = OBJECTS_MAX_BYTES;
  // Names count in objects only: in the compressed bytes of a picture `/JS` turns up by chance.
  for (let from = 0; from < text.length;) {
    const mark = text.indexOf('stream', from);
    const to = mark === -1 ? text.length : mark;
    objects.push(text.slice(from, to));
    if (mark === -1) break;
    const start = mark + (text.startsWith('\r\n', mark + 6) ? 8 : 7);
    const end = text.indexOf('endstream', start);
    if (end === -1) {
      objects.push(text.slice(start));
      break;
    }
    if (left > 0 && /\/ObjStm/u.test(text.slice(Math.max(from, mark - DICTIONARY_BYTES), mark))) {
      const opened = inflated(content.subarray(start, end), left);
      left -= opened.length;
      objects.push(opened);
    }
    from = end + 'endstream'.length;
  }
  return threatOf(objects.join('\n'));
}

function threatOf(objects: string): PdfThreat | null {
  let embeds = false;
  for (const [, name = ''] of objects.matchAll(NAME)) {
    // `/J#61vaScript` is the same name as `/JavaScript`.
    const plain = name.replace(/#([0-9A-Fa-f]{2})/gu, (_whole, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    );
    if (ACTIVE.has(plain)) return 'PDF_ACTIVE';
    embeds ||= EMBEDS.has(plain);
  }
  return embeds ? 'PDF_EMBEDS' : null;
}

function inflated(packed: Buffer, most: number): string {
  try {
    return inflateSync(packed, { maxOutputLength: most }).toString('latin1');
  } catch {
    // Damaged or foreign coding: the decoder then finds the document broken, or the objects are not reached by it.
    return '';
  }
}
