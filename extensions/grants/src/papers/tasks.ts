/** 作業台への依頼: what is asked of the process that opens files, and what it answers. */
import type { PaperMime } from './kind.ts';

/** Looks at an uploaded file of a kind already told. */
export interface InspectTask {
  readonly task: 'inspect';
  readonly mime: PaperMime;
  readonly content: Uint8Array;
}

/** Draws one page. `content` is left out when the process still holds the document `key`. */
export interface RenderTask {
  readonly task: 'render';
  readonly key: string;
  readonly mime: 'application/pdf' | 'image/jpeg';
  readonly page: number;
  readonly width: number;
  readonly content?: Uint8Array;
}

/** Looks for a QR code on one page of a PDF. `content` as in a drawing. */
export interface CodeTask {
  readonly task: 'code';
  readonly key: string;
  readonly page: number;
  readonly content?: Uint8Array;
}

/** Takes pages out of a PDF into one of their own, as they are. Pages from 1, both ends included. */
export interface ExtractTask {
  readonly task: 'extract';
  readonly content: Uint8Array;
  readonly from: number;
  readonly to: number;
}

/** Makes a print of every page. */
export interface PrintTask {
  readonly task: 'print';
  readonly mime: 'application/pdf' | 'image/jpeg';
  readonly content: Uint8Array;
}

export type BenchTask = InspectTask | RenderTask | CodeTask | ExtractTask | PrintTask;

export type InspectFault =
  | 'FILE_BROKEN'
  | 'FILE_MIXED'
  | 'IMAGE_TOO_MANY_PIXELS'
  | 'PDF_LOCKED'
  | 'PDF_ACTIVE'
  | 'PDF_EMBEDS'
  | 'PDF_EMPTY';

export interface Inspected {
  readonly pages: number;
  /** JPEG without metadata; null for a PDF, which is worked with as it came. */
  readonly copy: Uint8Array | null;
}

/** What a task gives; `fault` when the file is the reason that it gives nothing. */
export type BenchAnswer =
  | ({ readonly ok: true } & Inspected)
  | { readonly ok: true; readonly webp: Uint8Array }
  | { readonly ok: true; readonly code: string | null }
  | { readonly ok: true; readonly pdf: Uint8Array }
  | { readonly ok: true; readonly prints: readonly (string | null)[] }
  | { readonly ok: false; readonly fault: InspectFault | 'NO_PAGE' };
