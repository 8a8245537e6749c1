import { pipeline } from 'node:stream/promises';
import { elevated } from '../adapter/actor.ts';
import type { ActorVisit } from './visit.ts';

/** A PDF loads nothing of its own, and the viewer of a browser brings what it draws with. */
export const PDF_POLICY = "default-src 'none'";

// A picture is shown by a page that the browser writes, with its styles inline; nothing else of it may run.
const PICTURE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

/** A file to hand out: whose right to it has been checked by the caller. */
export interface Handout {
  readonly file: string;
  readonly name: string;
  readonly mime: string;
  readonly disposition: 'inline' | 'attachment';
}

/** 書類の交付: streams a stored file. The type is ours, told by content at upload, and browsers may not guess. */
export async function handOut(visit: ActorVisit, handout: Handout): Promise<void> {
  const assets = new visit.office.services.AssetsService({
    schema: await visit.office.getSchema(),
    accountability: elevated(visit.actor.accountability),
  });
  const { stream, stat } = await assets.getAsset(handout.file);
  const { response } = visit;
  response.setHeader('Content-Type', handout.mime);
  response.setHeader('Content-Length', String(stat.size));
  response.setHeader('Content-Disposition', dispositionOf(handout));
  // A browser's own PDF viewer does not start in a sandbox; it runs no script of the page either way.
  const policy = handout.mime === 'application/pdf' ? PDF_POLICY : PICTURE_POLICY;
  response.setHeader('Content-Security-Policy', policy);
  await pour(stream, response);
}

/**
 * Streams to the end, or until the reader goes away (a closed tab, a PDF viewer that has seen enough): that is no fault
 * and nothing to log. The source is closed either way.
 * @throws what the source fails with
 */
export async function pour(source: NodeJS.ReadableStream, response: NodeJS.WritableStream): Promise<void> {
  try {
    await pipeline(source, response);
  } catch (error) {
    if ((error as { code?: unknown }).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  }
}

/** RFC 6266: an ASCII name for old readers and the real one encoded. */
export function dispositionOf({ disposition, name }: Pick<Handout, 'disposition' | 'name'>): string {
  const ascii = name.replace(/[^\x20-\x7e]|["\\]/g, '_');
  return `${disposition}; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(name)}`;
}
