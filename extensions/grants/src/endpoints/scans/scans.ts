import { proposedParts, type CoverMark, type VerbOutput, type VerbParsed } from '@grant/schema';
import { recordAccess } from '../../adapter/access-log.ts';
import { found, refused } from '../../adapter/refused.ts';
import { fromRow } from '../../adapter/row.ts';
import { inPractice } from '../../adapter/setting.ts';
import { readUpload } from '../../adapter/upload.ts';
import { requireVisible } from '../../adapter/visible.ts';
import { work } from '../../adapter/work.ts';
import { pageImage } from '../../papers/pages.ts';
import { coverMarksOf } from '../../papers/parts.ts';
import { withStoredPaper } from '../../papers/stored-paper.ts';
import { idOf, type ActorVisit } from '../visit.ts';
import { casesOf, problemOf } from './cases.ts';

type Shown = VerbOutput<'scan.show'>;

/** 読み取った書類の行. */
export interface ScanRecord {
  readonly id: string;
  readonly file: string;
  readonly originalName: string;
  readonly sha256: string;
  readonly pages: number;
  readonly marks: readonly CoverMark[];
  readonly state: 'waiting' | 'split';
  readonly parts: readonly Pick<Shown['parts'][number], 'from' | 'to' | 'receiptNumber'>[] | null;
  readonly uploadedAt: string;
}

/** One scan as it lies, or NOT_FOUND. */
export async function scanOf(visit: ActorVisit, id: string): Promise<ScanRecord> {
  await requireVisible(visit.office, visit.actor, 'scans', id, '読み取ったファイル');
  const row = await visit.office
    .database<object>('scans')
    .where({ id, practice: inPractice(visit.office.env) })
    .first();
  return fromRow<ScanRecord>(found(row, '読み取ったファイル'));
}

/** What the screen shows: the proposal while it waits, what was done afterwards, each part with its case. */
export async function viewOfScan(visit: ActorVisit, scan: ScanRecord): Promise<Shown> {
  const proposal = proposedParts(scan.pages, scan.marks).map(({ from, to, belongsTo }) => ({
    from,
    to,
    receiptNumber: belongsTo,
  }));
  const parts = scan.parts ?? proposal;
  const cases = await casesOf(
    visit.office,
    parts.map((part) => part.receiptNumber),
  );
  const { id, originalName, pages, state, uploadedAt } = scan;
  return {
    id,
    originalName,
    pages,
    state,
    uploadedAt,
    unread: scan.marks.filter((mark) => mark.receiptNumber === null).map(({ page }) => page),
    parts: parts.map(({ from, to, receiptNumber }) => {
      const one = receiptNumber === null ? undefined : cases.get(receiptNumber);
      return {
        from,
        to,
        receiptNumber,
        caseId: one?.id ?? null,
        employerName: one?.employerName ?? null,
        employeeName: one?.employeeName ?? null,
        state: one?.state ?? null,
        problem: state === 'split' || receiptNumber === null ? null : problemOf(one),
      };
    }),
  };
}

/**
 * 読み取ったファイルの登録: stored as it came, its cover sheets read. The same file twice is one scan. Nothing is filed
 * before a person has looked at the proposal.
 */
export async function addScan(visit: ActorVisit): Promise<Shown> {
  const { office, actor } = visit;
  const upload = await readUpload(visit.request);
  const known = await office
    .database<object>('scans')
    .where({ sha256: upload.sha256, practice: inPractice(office.env) })
    .first();
  if (known !== undefined) return viewOfScan(visit, fromRow<ScanRecord>(known));
  const made = await withStoredPaper(office, actor, upload, async (paper) => {
    if (paper.mime !== 'application/pdf')
      refused('FILE_TYPE_REFUSED', { name: upload.name, accepted: ['PDF'] });
    const { name, content, sha256 } = upload;
    const marks = await coverMarksOf({ name, content, sha256, pages: paper.pages });
    return work(office, actor, (unit) =>
      unit.create('scans', {
        file: paper.file,
        originalName: upload.name,
        sha256,
        pages: paper.pages,
        marks: JSON.stringify(marks),
        state: 'waiting',
        uploadedBy: actor.id,
        uploadedAt: unit.moment.at,
      }),
    );
  });
  return viewOfScan(visit, await scanOf(visit, made));
}

const LIST = `
  select id, original_name, pages, state, uploaded_at, practice from scans where practice = ?
   order by state = 'split', uploaded_at desc limit 100`;

/** 読み取ったファイルの一覧: those that wait first, then the newest. */
export async function listScans(visit: ActorVisit): Promise<VerbOutput<'scan.list'>> {
  const answer: { rows: object[] } = await visit.office.database.raw(LIST, [inPractice(visit.office.env)]);
  return { scans: answer.rows.map((row) => fromRow<VerbOutput<'scan.list'>['scans'][number]>(row)) };
}

/** One scan with its proposal. */
export async function showScan(visit: ActorVisit): Promise<Shown> {
  return viewOfScan(visit, await scanOf(visit, idOf(visit, 'id', '読み取ったファイル')));
}

/** One page of a scan as a picture; every look is on record. */
export async function showScanPage(visit: ActorVisit, input: VerbParsed<'scan.page'>): Promise<void> {
  const { office, actor, response } = visit;
  const scan = await scanOf(visit, idOf(visit, 'id', '読み取ったファイル'));
  const page = Number(input.page);
  await recordAccess(office.database, {
    actor: actor.id,
    action: 'paper_opened',
    collection: 'scans',
    id: scan.id,
    purpose: `読み取ったファイルの振り分け（${input.page}頁）`,
  });
  const paper = { file: scan.file, workingFile: null, mime: 'application/pdf' };
  const image = await pageImage(office, actor, paper, { page, width: Number(input.width) });
  response.setHeader('Content-Type', 'image/webp');
  response.setHeader('Content-Length', String(image.length));
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('Content-Security-Policy', "default-src 'none'; sandbox");
  response.end(image);
}
