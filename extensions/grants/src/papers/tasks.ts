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

export type BenchTask = InspectTask | RenderTask;

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
  | { readonly ok: false; readonly fault: InspectFault | 'NO_PAGE' };
