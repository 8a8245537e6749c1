/**
 * 作業台: the process in which files from outside are opened, one task after the other. It has no environment, no
 * database and no key; when a file brings it down or keeps it busy it is thrown away, and the office does not notice.
 */
import { pagePrint } from '@grant/schema';
import { threatIn } from './pdf-threats.ts';
import { isMixed } from './kind.ts';
import { openPdf, type OpenPdf } from './pdf.ts';
import { greyOf, pictureAt, webpOf, workingCopy } from './picture.ts';
import { codeOn, CODE_WIDTH } from './qr-reader.ts';
import type {
  BenchAnswer,
  BenchTask,
  CodeTask,
  ExtractTask,
  InspectFault,
  InspectTask,
  PrintTask,
  RenderTask,
} from './tasks.ts';

/** Pages of one paper that get a print, and the width in pixels they are drawn at for it. */
const PRINTED_PAGES_MAX = 20;
const PRINTED_WIDTH = 144;

let held: { readonly key: string; readonly pdf: OpenPdf } | null = null;

async function inspect({ content, mime }: InspectTask): Promise<BenchAnswer> {
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  if (isMixed(bytes, mime)) return { ok: false, fault: 'FILE_MIXED' };
  if (mime !== 'application/pdf') {
    const copy = await workingCopy(bytes, mime);
    return typeof copy === 'string' ? { ok: false, fault: copy } : { ok: true, pages: 1, copy };
  }
  const pdf = await openPdf(bytes);
  if (typeof pdf === 'string') return { ok: false, fault: pdf };
  try {
    const threat = threatIn(bytes);
    if (threat !== null) return { ok: false, fault: threat };
    if (pdf.draw(1, 64) === null) return { ok: false, fault: 'FILE_BROKEN' };
    return { ok: true, pages: pdf.pages, copy: null };
  } finally {
    pdf.close();
  }
}

/** The document of a task, opened once and kept for the next page of it. */
async function hold({ key, content }: Pick<RenderTask, 'key' | 'content'>): Promise<OpenPdf | InspectFault> {
  if (held?.key === key) return held.pdf;
  held?.pdf.close();
  held = null;
  if (content === undefined) throw new Error('a document is not held');
  const opened = await openPdf(Buffer.from(content));
  if (typeof opened === 'string') return opened;
  held = { key, pdf: opened };
  return opened;
}

async function code(task: CodeTask): Promise<BenchAnswer> {
  const pdf = await hold(task);
  if (typeof pdf === 'string') return { ok: false, fault: pdf };
  const page = task.page > pdf.pages ? null : pdf.draw(task.page, CODE_WIDTH);
  return page === null ? { ok: false, fault: 'NO_PAGE' } : { ok: true, code: codeOn(page) };
}

async function extract({ content, from, to }: ExtractTask): Promise<BenchAnswer> {
  const pdf = await openPdf(Buffer.from(content));
  if (typeof pdf === 'string') return { ok: false, fault: pdf };
  try {
    const taken = pdf.take(from, to);
    return taken === null ? { ok: false, fault: 'NO_PAGE' } : { ok: true, pdf: taken };
  } finally {
    pdf.close();
  }
}

async function render(task: RenderTask): Promise<BenchAnswer> {
  if (task.mime === 'image/jpeg') {
    if (task.page !== 1 || task.content === undefined) return { ok: false, fault: 'NO_PAGE' };
    return { ok: true, webp: await pictureAt(Buffer.from(task.content), task.width) };
  }
  const pdf = await hold(task);
  if (typeof pdf === 'string') return { ok: false, fault: pdf };
  const page = task.page > pdf.pages ? null : pdf.draw(task.page, task.width);
  return page === null ? { ok: false, fault: 'NO_PAGE' } : { ok: true, webp: await webpOf(page) };
}

async function printAll({ content, mime }: PrintTask): Promise<BenchAnswer> {
  const bytes = Buffer.from(content);
  if (mime === 'image/jpeg') return { ok: true, prints: [pagePrint(await greyOf(bytes))] };
  const pdf = await openPdf(bytes);
  if (typeof pdf === 'string') return { ok: false, fault: pdf };
  try {
    const prints: (string | null)[] = [];
    for (let page = 1; page <= Math.min(pdf.pages, PRINTED_PAGES_MAX); page += 1) {
      const drawn = pdf.draw(page, PRINTED_WIDTH);
      prints.push(drawn === null ? null : pagePrint(await greyOf(drawn)));
    }
    return { ok: true, prints };
  } finally {
    pdf.close();
  }
}

function answer(task: BenchTask): Promise<BenchAnswer> {
  switch (task.task) {
    case 'inspect':
      return inspect(task);
    case 'render':
      return render(task);
    case 'print':
      return printAll(task);
    case 'code':
      return code(task);
    case 'extract':
      return extract(task);
  }
}

process.on('message', (task: BenchTask) => {
  const answered = answer(task);
  // A fault nobody foresaw ends the process: what is left of it is not to be trusted with the next file.
  void answered.then(
    (given) => process.send?.(given),
    () => process.exit(1),
  );
});
process.on('disconnect', () => process.exit(0));
