/**
 * PDFの読取り: pages counted and drawn by PDFium, compiled to WebAssembly and read from this machine. Runs only in the
 * process that opens files (`bench.ts`).
 */
import { PDFiumModule } from '@hyzyla/pdfium';
import { installFaces } from './fallback-font.ts';
import { takePages, type PageHost } from './pdf-pages.ts';
import { PAGE_PIXELS_MAX, PAGE_SIDE_MAX } from './limits.ts';

/** Why a PDF was not opened. */
export type PdfFault = 'FILE_BROKEN' | 'PDF_LOCKED' | 'PDF_ACTIVE' | 'PDF_EMBEDS' | 'PDF_EMPTY';

/** Pixels, four bytes each in the order red, green, blue, alpha. */
export interface Raster {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** The parts of PDFium this room calls; the package's own types leave some out. */
interface Pdfium extends PageHost {
  _FPDF_InitLibraryWithConfig(config: object): void;
  _FPDF_LoadMemDocument(at: number, size: number, password: number): number;
  _FPDF_GetLastError(): number;
  _FPDF_GetPageCount(document: number): number;
  _FPDF_LoadPage(document: number, index: number): number;
  _FPDF_ClosePage(page: number): void;
  _FPDF_GetPageWidth(page: number): number;
  _FPDF_GetPageHeight(page: number): number;
  _FPDFDoc_GetAttachmentCount(document: number): number;
  _FPDFDoc_GetJavaScriptActionCount(document: number): number;
  _FPDFBitmap_CreateEx(width: number, height: number, format: number, at: number, stride: number): number;
  _FPDFBitmap_FillRect(
    bitmap: number,
    left: number,
    top: number,
    width: number,
    height: number,
    colour: number,
  ): void;
  _FPDFBitmap_Destroy(bitmap: number): void;
  _FPDF_RenderPageBitmap(
    bitmap: number,
    page: number,
    left: number,
    top: number,
    width: number,
    height: number,
    turn: number,
    flags: number,
  ): void;
}

const NEEDS_PASSWORD = 4;
/** FPDFBitmap_BGRx. */
const FORMAT = 3;
/** FPDF_ANNOT | FPDF_REVERSE_BYTE_ORDER: stamps and filled-in fields are part of the paper; red before blue. */
const FLAGS = 0x01 | 0x10;
const WHITE = 0xffffffff;

let pdfium: Promise<Pdfium> | null = null;

async function start(): Promise<Pdfium> {
  // The module finds its WebAssembly beside itself in the package.
  const loaded = (await PDFiumModule({})) as unknown as Pdfium;
  loaded._FPDF_InitLibraryWithConfig({ version: 2 });
  installFaces(loaded);
  return loaded;
}

/** An open PDF. Close it: its memory is not the garbage collector's. */
export interface OpenPdf {
  readonly pages: number;
  /** Draws page `number` (from 1) `width` pixels wide, fewer when the page is very long. Null for a damaged page. */
  draw(number: number, width: number): Raster | null;
  /** Pages `from` to `to` (from 1, both included) as a PDF of their own; null when they cannot be taken out. */
  take(from: number, to: number): Uint8Array | null;
  close(): void;
}

/** Opens a PDF, or says why not. */
export async function openPdf(content: Buffer): Promise<OpenPdf | PdfFault> {
  // What a writer writes last is missing from a file of which only a part arrived.
  if (content.lastIndexOf('%%EOF') < content.length - 2048) return 'FILE_BROKEN';
  pdfium ??= start();
  const lib = await pdfium;
  const at = lib.wasmExports.malloc(content.length);
  if (at === 0) return 'FILE_BROKEN';
  lib.HEAPU8.set(content, at);
  const document = lib._FPDF_LoadMemDocument(at, content.length, 0);
  const close = (): void => {
    if (document !== 0) lib._FPDF_CloseDocument(document);
    lib.wasmExports.free(at);
  };
  const fault = faultOf(lib, document);
  if (fault !== null) {
    close();
    return fault;
  }
  return {
    pages: lib._FPDF_GetPageCount(document),
    draw: (number, width) => draw(lib, document, number, width),
    take: (from, to) => takePages(lib, document, from, to),
    close,
  };
}

function faultOf(lib: Pdfium, document: number): PdfFault | null {
  if (document === 0) return lib._FPDF_GetLastError() === NEEDS_PASSWORD ? 'PDF_LOCKED' : 'FILE_BROKEN';
  if (lib._FPDFDoc_GetJavaScriptActionCount(document) > 0) return 'PDF_ACTIVE';
  if (lib._FPDFDoc_GetAttachmentCount(document) > 0) return 'PDF_EMBEDS';
  return lib._FPDF_GetPageCount(document) < 1 ? 'PDF_EMPTY' : null;
}

function draw(lib: Pdfium, document: number, number: number, wanted: number): Raster | null {
  const page = lib._FPDF_LoadPage(document, number - 1);
  if (page === 0) return null;
  try {
    const [wide, high] = [lib._FPDF_GetPageWidth(page), lib._FPDF_GetPageHeight(page)];
    if (!(wide > 0 && high > 0)) return null;
    const scale = Math.min(
      wanted / wide,
      Math.sqrt(PAGE_PIXELS_MAX / (wide * high)),
      PAGE_SIDE_MAX / Math.max(wide, high),
    );
    const width = Math.max(1, Math.round(wide * scale));
    const height = Math.max(1, Math.round(high * scale));
    const bitmap = lib.wasmExports.malloc(width * height * 4);
    const drawn = lib._FPDFBitmap_CreateEx(width, height, FORMAT, bitmap, width * 4);
    try {
      lib._FPDFBitmap_FillRect(drawn, 0, 0, width, height, WHITE);
      lib._FPDF_RenderPageBitmap(drawn, page, 0, 0, width, height, 0, FLAGS);
      return { data: lib.HEAPU8.slice(bitmap, bitmap + width * height * 4), width, height };
    } finally {
      lib._FPDFBitmap_Destroy(drawn);
      lib.wasmExports.free(bitmap);
    }
  } finally {
    lib._FPDF_ClosePage(page);
  }
}
