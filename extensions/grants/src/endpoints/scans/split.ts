import {
  checkEnvelopes,
  checkRuns,
  readReceiptNumber,
  unwrap,
  type VerbOutput,
  type VerbParsed,
} from '@grant/schema';
import type { Actor } from '../../adapter/actor.ts';
import { refused } from '../../adapter/refused.ts';
import { fromRow } from '../../adapter/row.ts';
import { inPractice } from '../../adapter/setting.ts';
import { addLatePapers } from '../../adapter/store/late-papers.ts';
import { lockCase } from '../../adapter/transition.ts';
import { work, type Unit } from '../../adapter/work.ts';
import { readFileBytes } from '../../papers/files.ts';
import { takenPages } from '../../papers/parts.ts';
import { withStoredPaper, type StoredPaper } from '../../papers/stored-paper.ts';
import { storeOriginals } from '../post/store-originals.ts';
import { idOf, type ActorVisit } from '../visit.ts';
import { casesOf, problemOf, requireSeen, TAKES_LATE_PAPERS, type FilingCase } from './cases.ts';
import { scanOf, viewOfScan, type ScanRecord } from './scans.ts';

type Parts = VerbParsed<'scan.split'>['parts'];

/** A part that goes to a case. */
interface Filing {
  readonly case: FilingCase;
  readonly from: number;
  readonly to: number;
}

// A number that is wrong is named, and nothing at all is done: whoever stands at the scanner puts it right at once.
async function filingsOf(visit: ActorVisit, parts: Parts): Promise<Filing[]> {
  const cases = await casesOf(
    visit.office,
    parts.map((part) => part.receiptNumber),
  );
  const unknown = parts
    .map((part) => part.receiptNumber)
    .filter((number) => number !== null)
    .filter((number) => problemOf(cases.get(number)) !== null);
  if (unknown.length > 0)
    refused('COVER_SHEET_UNKNOWN', { receiptNumbers: [...new Set(unknown)].join('、') });
  return parts.flatMap(({ receiptNumber, caseId, from, to }) => {
    const one = receiptNumber === null ? undefined : cases.get(receiptNumber);
    if (one === undefined) return [];
    requireSeen(one, caseId);
    return [{ case: one, from, to }];
  });
}

/** Stores the pages of every part, hands all of them to `task`, and takes them away again when it fails. */
async function withParts(
  visit: ActorVisit,
  source: { readonly name: string; readonly content: Buffer },
  filings: readonly Filing[],
  task: (stored: readonly (Filing & { readonly paper: StoredPaper })[]) => Promise<void>,
  done: readonly (Filing & { readonly paper: StoredPaper })[] = [],
): Promise<void> {
  const [next, ...rest] = filings;
  if (next === undefined) return task(done);
  const upload = await takenPages(source, next.from, next.to);
  await withStoredPaper(visit.office, visit.actor, upload, (paper) =>
    withParts(visit, source, rest, task, [...done, { ...next, paper }]),
  );
}

/**
 * An envelope as it was read, bound into its case. Papers that nobody has asked for are an event of the case, so that
 * whoever reviews it is told.
 * @param from the envelope of another case that it lay in by mistake
 */
export async function attach(
  unit: Unit<Actor>,
  { case: one, paper }: Pick<Filing, 'case'> & { readonly paper: StoredPaper },
  from?: string,
): Promise<void> {
  const current = await lockCase(unit, one.id);
  // Several parts of one file may go to one case, which stays in its state.
  if (current.state !== one.state) refused('STALE_VERSION', { what: '案件' });
  const row = {
    application: one.id,
    paper: 'other',
    unsorted: true,
    ...paper,
    status: 'received',
    scan: 'pending',
    uploadedBy: unit.actor.id,
    uploadedAt: unit.moment.at,
  };
  if (TAKES_LATE_PAPERS.has(current.state))
    await addLatePapers(unit, current, 'filed', [row], undefined, from);
  else await unit.create('attachments', row);
}

// The first envelope of a case is in the custody log since it was opened; each one after it is an original of its own.
async function keepLaterOriginals(
  unit: Unit<Actor>,
  scan: ScanRecord,
  { case: one, from, to }: Filing,
  place: string,
): Promise<void> {
  const [first, second] = await unit
    .trx<{ application: string; unsorted: boolean }>('attachments')
    .where({ application: one.id, unsorted: true })
    .limit(2);
  const only = first !== undefined && second === undefined;
  if (one.state === 'received' && only) return;
  const pages = from === to ? `${String(from)}頁` : `${String(from)}-${String(to)}頁`;
  const named = `後から届いた書類（${unit.moment.today}読取り　${scan.originalName.slice(0, 50)}　${pages}`;
  await storeOriginals(unit, { application: one.id, named, place, note: null });
}

/**
 * 読み取ったファイルの振り分け: each part becomes a paper of its case, to be sorted there; pages that belong to none stay
 * in the scan. All parts or none, once, and only as many as there are envelopes in hand.
 */
export async function splitScan(
  visit: ActorVisit,
  input: VerbParsed<'scan.split'>,
): Promise<VerbOutput<'scan.split'>> {
  const { office, actor } = visit;
  const id = idOf(visit, 'id', '読み取ったファイル');
  const scan = await scanOf(visit, id);
  const parts = input.parts.map((part) => ({
    ...part,
    receiptNumber: part.receiptNumber === null ? null : readReceiptNumber(part.receiptNumber),
  }));
  const runs = parts.map(({ from, to, receiptNumber }) => ({ from, to, belongsTo: receiptNumber }));
  unwrap(checkRuns(scan.pages, runs));
  unwrap(checkEnvelopes(input.envelopes, runs));
  const filings = await filingsOf(visit, parts);
  const content = await readFileBytes(office, actor, scan.file);
  await withParts(visit, { name: scan.originalName, content }, filings, async (stored) => {
    await work(office, actor, async (unit) => {
      const row = await unit
        .trx<object>('scans')
        .where({ id, practice: inPractice(office.env) })
        .forUpdate()
        .first();
      if (row === undefined || fromRow<ScanRecord>(row).state === 'split')
        refused('STALE_VERSION', { what: '読み取ったファイル' });
      for (const one of stored) {
        await attach(unit, one);
        if (input.originals !== null) await keepLaterOriginals(unit, scan, one, input.originals);
      }
      await unit.update('scans', id, {
        state: 'split',
        parts: JSON.stringify(parts.map(({ from, to, receiptNumber }) => ({ from, to, receiptNumber }))),
        splitBy: actor.id,
        splitAt: unit.moment.at,
      });
    });
  });
  return viewOfScan(visit, await scanOf(visit, id));
}
