/** 綴じ直し: reads the cover sheets of a scanned file, and takes pages out of it as files of their own. */
import { createHash } from 'node:crypto';
import { isReceiptNumber, type CoverMark } from '@grant/schema';
import { refused } from '../adapter/refused.ts';
import type { Upload } from '../adapter/upload.ts';
import { BenchError, extractOnBench, readCodeOnBench } from './workshop.ts';

/**
 * 整理票の読取り: pages that carry a receipt number as QR code, in order, and those that could not be drawn. Other codes are
 * passed over.
 */
export async function coverMarksOf(scan: {
  readonly name: string;
  readonly content: Buffer;
  readonly sha256: string;
  readonly pages: number;
}): Promise<CoverMark[]> {
  const marks: CoverMark[] = [];
  for (let page = 1; page <= scan.pages; page += 1) {
    const load = () => Promise.resolve(scan.content);
    const answer = await readCodeOnBench({ key: scan.sha256, page, load }).catch((error: unknown) => {
      if (error instanceof BenchError) refused('FILE_TOO_COMPLEX', { name: scan.name });
      throw error;
    });
    if (!answer.ok || !('code' in answer)) marks.push({ page, receiptNumber: null });
    else if (answer.code !== null && isReceiptNumber(answer.code))
      marks.push({ page, receiptNumber: answer.code });
  }
  return marks;
}

/** Pages `from` to `to` of a stored PDF as an upload of its own. */
export async function takenPages(
  source: { readonly name: string; readonly content: Buffer },
  from: number,
  to: number,
): Promise<Upload> {
  const { content } = source;
  const answer = await extractOnBench({ content, from, to }).catch((error: unknown) => {
    if (error instanceof BenchError) refused('FILE_TOO_COMPLEX', { name: source.name });
    throw error;
  });
  if (!answer.ok || !('pdf' in answer)) refused('FILE_BROKEN', { name: source.name });
  const taken = Buffer.from(answer.pdf);
  const base = source.name.replace(/\.pdf$/iu, '').replace(/（\d+-\d+頁）$/u, '');
  return {
    fields: {},
    name: `${base}（${String(from)}-${String(to)}頁）.pdf`,
    content: taken,
    sha256: createHash('sha256').update(taken).digest('hex'),
  };
}
