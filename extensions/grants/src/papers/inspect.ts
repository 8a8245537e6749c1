/** 添付の受入検査: what an uploaded file is and whether the office can work with it; one refusal per way it cannot. */
import { refused } from '../adapter/refused.ts';
import { ACCEPTED_NAMES, kindOf, type PaperMime } from './kind.ts';
import { PAGES_MAX, PIXELS_MAX } from './limits.ts';
import type { BenchAnswer } from './tasks.ts';
import { BenchError, inspectOnBench } from './workshop.ts';

/** 受け入れた書類. */
export interface Accepted {
  readonly mime: PaperMime;
  readonly pages: number;
  /** 作業用の写し: the JPEG of a picture, turned and without metadata; null for a PDF. */
  readonly copy: Buffer | null;
}

/** @throws a refusal of `schema/src/refusal/papers.ts`, FILE_TYPE_REFUSED */
export async function inspectPaper(name: string, content: Buffer): Promise<Accepted> {
  const mime = await kindOf(content);
  if (mime === null) refused('FILE_TYPE_REFUSED', { name, accepted: [...ACCEPTED_NAMES] });
  const answer = await onBench(name, mime, content);
  if (!answer.ok) {
    const { fault } = answer;
    if (fault === 'IMAGE_TOO_MANY_PIXELS') refused(fault, { name, maxMegapixels: PIXELS_MAX / 1_000_000 });
    refused(fault === 'NO_PAGE' ? 'FILE_BROKEN' : fault, { name });
  }
  if (!('pages' in answer)) throw new Error('the bench answered another question');
  const { pages, copy } = answer;
  if (pages > PAGES_MAX) refused('PDF_TOO_MANY_PAGES', { name, pages, max: PAGES_MAX });
  return { mime, pages, copy: copy === null ? null : Buffer.from(copy) };
}

async function onBench(name: string, mime: PaperMime, content: Buffer): Promise<BenchAnswer> {
  try {
    return await inspectOnBench({ mime, content });
  } catch (error) {
    if (error instanceof BenchError) refused('FILE_TOO_COMPLEX', { name });
    throw error;
  }
}
