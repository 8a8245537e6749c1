/** 頁の取出し: some pages of a PDF as a file of their own, copied by PDFium as they are and not drawn anew. */
import { lendPlace, type FontHost } from './fallback-font.ts';

/** What of the running module is needed to copy pages. */
export interface PageHost extends FontHost {
  _FPDF_CreateNewDocument(): number;
  _FPDF_CloseDocument(document: number): void;
  _FPDF_ImportPages(to: number, from: number, range: number, index: number): number;
  _FPDF_SaveAsCopy(document: number, writer: number, flags: number): number;
  readonly wasmExports: FontHost['wasmExports'] & { free(at: number): void };
}

/** FPDF_FILEWRITE (fpdf_save.h): version, WriteBlock. */
const WRITER_BYTES = 8;
/** FPDF_NO_INCREMENTAL. */
const WHOLE = 2;

/** Pages `from` to `to`, from 1, both included; null when PDFium cannot copy them. */
export function takePages(host: PageHost, source: number, from: number, to: number): Uint8Array | null {
  const range = new TextEncoder().encode(`${String(from)}-${String(to)}\0`);
  const made = host._FPDF_CreateNewDocument();
  const at = host.wasmExports.malloc(range.length);
  const writer = host.wasmExports.malloc(WRITER_BYTES);
  try {
    host.HEAPU8.set(range, at);
    if (host._FPDF_ImportPages(made, source, at, 0) === 0) return null;
    const chunks: Uint8Array[] = [];
    const place = lendPlace(host, 3, (_self, start = 0, size = 0) => {
      chunks.push(host.HEAPU8.slice(start, start + size));
      return 1;
    });
    const struct = new DataView(host.HEAPU8.buffer, writer);
    struct.setUint32(0, 1, true);
    struct.setUint32(4, place, true);
    return host._FPDF_SaveAsCopy(made, writer, WHOLE) === 0 ? null : new Uint8Array(Buffer.concat(chunks));
  } finally {
    host.wasmExports.free(writer);
    host.wasmExports.free(at);
    host._FPDF_CloseDocument(made);
  }
}
