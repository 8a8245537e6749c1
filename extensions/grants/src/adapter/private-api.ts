/**
 * Directus の非公開部分: every import of a part that Directus does not promise to keep. A move to another version
 * starts here and ends here.
 *
 * - `@directus/api/emitter`: an event kept back during a transaction can only be emitted afterwards through the
 *   process' own emitter; the one in the extension context is local and neither hooks nor flows hear it.
 * - `busboy`: the multipart reader that Directus ships and uses for its own uploads.
 */
import { createRequire } from 'node:module';
import type { ActionEvent } from './ports.ts';

interface ProcessEmitter {
  emitAction(event: string | string[], meta: Record<string, unknown>, context: unknown): void;
}

/** What busboy tells about one part that is a file. */
export interface PartInfo {
  readonly filename: string;
  readonly mimeType: string;
}

/** The multipart reader, as far as the upload door uses it. */
export interface MultipartReader extends NodeJS.WritableStream {
  on(event: 'field', listener: (name: string, value: string) => void): this;
  on(event: 'file', listener: (name: string, stream: NodeJS.ReadableStream, info: PartInfo) => void): this;
  on(event: 'close' | 'filesLimit' | 'fieldsLimit' | 'partsLimit', listener: () => void): this;
  on(event: 'error', listener: (error: Error) => void): this;
}

type ReaderFactory = (options: {
  headers: Record<string, unknown>;
  defParamCharset: string;
  limits: { fileSize: number; files: number; fields: number; fieldSize: number };
}) => MultipartReader;

// Resolved from Directus' own place: the running process' singletons, not a second copy.
const fromHere = createRequire(import.meta.url);
const fromDirectus = createRequire(fromHere.resolve('directus/package.json'));
const fromApi = createRequire(fromDirectus.resolve('@directus/api/emitter'));

/** Emits a kept-back action event to hooks and flows. Call only after the commit. */
export async function emitAfterCommit(event: ActionEvent): Promise<void> {
  const loaded = (await import(fromDirectus.resolve('@directus/api/emitter'))) as { default: ProcessEmitter };
  loaded.default.emitAction(event.event, event.meta, event.context);
}

/** A multipart reader for one request. */
export const multipartReader: ReaderFactory = (options) => (fromApi('busboy') as ReaderFactory)(options);
