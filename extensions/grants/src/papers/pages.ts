/**
 * 頁の画像: the one place where a page of a paper becomes a picture, for the applicant's thumbnails and the reviewer's
 * viewer alike. Kept in memory only: what was drawn is gone with the process, and nothing has to be erased later.
 */
import type { AnyActor } from '../adapter/actor.ts';
import type { Office } from '../adapter/ports.ts';
import { refused } from '../adapter/refused.ts';
import type { AttachmentRecord } from '../adapter/store/attachments.ts';
import { readFileBytes } from './files.ts';
import { CACHE_MAX_BYTES } from './limits.ts';
import { BenchError, drawOnBench } from './workshop.ts';

// A Map keeps the order of insertion: what is asked for again is put last, what is first goes first.
const drawn = new Map<string, Buffer>();
let kept = 0;

function keep(key: string, image: Buffer): void {
  drawn.set(key, image);
  kept += image.length;
  for (const [oldest, bytes] of drawn) {
    if (kept <= CACHE_MAX_BYTES) return;
    drawn.delete(oldest);
    kept -= bytes.length;
  }
}

/**
 * Page `page` (from 1) of a paper as WebP, at most `width` pixels wide.
 * @throws NOT_FOUND for a page the paper has not; UNAVAILABLE when it cannot be drawn
 */
export async function pageImage(
  office: Office,
  actor: AnyActor,
  paper: Pick<AttachmentRecord, 'file' | 'workingFile' | 'mime'>,
  { page, width }: { readonly page: number; readonly width: number },
): Promise<Buffer> {
  const file = paper.workingFile ?? paper.file;
  const key = `${file}/${String(page)}/${String(width)}`;
  const known = drawn.get(key);
  if (known !== undefined) {
    drawn.delete(key);
    drawn.set(key, known);
    return known;
  }
  const mime = paper.mime === 'application/pdf' ? 'application/pdf' : 'image/jpeg';
  const load = () => readFileBytes(office, actor, file);
  const answer = await drawOnBench({ key: file, mime, page, width, load }).catch((error: unknown) => {
    if (error instanceof BenchError) refused('UNAVAILABLE', { what: 'この頁の画像' });
    throw error;
  });
  if (!answer.ok || !('webp' in answer)) refused('NOT_FOUND', { what: '頁' });
  const image = Buffer.from(answer.webp);
  keep(key, image);
  return image;
}
