import { randomUUID } from 'node:crypto';
import { eventLabel, isDecided, readReceiptNumber, stateLabel, type VerbParsed } from '@grant/schema';
import { momentOf } from '../../adapter/clock.ts';
import { renewBeside } from '../../adapter/judge.ts';
import { found, refused } from '../../adapter/refused.ts';
import { attachmentOf, envelopeFamily, type AttachmentRecord } from '../../adapter/store/attachments.ts';
import { judgementsOf, setAsideBy } from '../../adapter/store/late-papers.ts';
import { lockCase, requireWay, transition } from '../../adapter/transition.ts';
import { requireVisible } from '../../adapter/visible.ts';
import { work, type Unit } from '../../adapter/work.ts';
import type { Actor } from '../../adapter/actor.ts';
import { enqueueSignals } from '../../jobs/queue.ts';
import { readFileBytes } from '../../papers/files.ts';
import { withStoredPaper, type StoredPaper } from '../../papers/stored-paper.ts';
import { storeOriginals } from '../post/store-originals.ts';
import type { Moved } from '../review/events.ts';
import { idOf, type ActorVisit } from '../visit.ts';
import { backToSorting } from './back-to-sorting.ts';
import { casesOf, problemOf, requireSeen, type FilingCase } from './cases.ts';
import { attach } from './split.ts';

type Input = VerbParsed<'case.unbindPapers'>;

const fail = (reason: string): never =>
  refused('GUARD_FAILED', { event: eventLabel('unbind_papers'), reason });

/** The envelope that a paper lies in, or the paper itself where it is one. */
export async function envelopeOf(visit: ActorVisit, id: string, paper: string): Promise<AttachmentRecord> {
  const given = found(await attachmentOf(visit.office.database, id, paper), '書類');
  if (given.envelope === null) return given;
  return found(await attachmentOf(visit.office.database, id, given.envelope), '書類');
}

async function rightCase(
  visit: ActorVisit,
  id: string,
  { receiptNumber, caseId }: Pick<Input, 'receiptNumber' | 'caseId'>,
): Promise<FilingCase | null> {
  if (receiptNumber === null) return null;
  const number = readReceiptNumber(receiptNumber);
  const right = (await casesOf(visit.office, [number])).get(number);
  if (problemOf(right) !== null || right === undefined)
    return refused('COVER_SHEET_UNKNOWN', { receiptNumbers: number });
  if (right.id === id) fail('この案件の受付番号です。書類が属する、別の案件の受付番号を入力してください。');
  requireSeen(right, caseId);
  return right;
}

// What the applicant sent is the case's own. An envelope may be a stranger's whenever it came.
function requireEnvelope(whole: AttachmentRecord): void {
  if (!whole.unsorted)
    fail(
      '申請者が自分で提出した書類は、外せません。審査担当が、補正の依頼で正しい書類への差替えを求めてください。',
    );
  if (whole.status === 'removed') fail('この封筒の書類は、すでに外してあります。');
}

/** 原本の行き先: an entry of the custody log of the case that the envelope leaves. */
async function keepOriginals(
  unit: Unit<Actor>,
  id: string,
  { application, uploadedAt, originalName }: AttachmentRecord,
  { originals, reason }: Input,
): Promise<void> {
  const day = momentOf(new Date(uploadedAt)).today;
  const named = `誤って綴じた書類（${day}着　${originalName.slice(0, 60)}`;
  await storeOriginals(unit, { id, application, named, place: originals, note: reason.slice(0, 500) });
}

/**
 * 誤って綴じた書類の取外し: an envelope that was bound into the wrong case leaves it with all that was sorted out of it. Its
 * papers are kept and count nowhere; the case that it belongs to is given the same pages at once, or they are sorted once
 * more. Nothing that was decided or paid changes by it.
 */
export async function unbindPapers(visit: ActorVisit, input: Input): Promise<Moved> {
  const { office, actor } = visit;
  const id = idOf(visit, 'id', '申請');
  await requireVisible(office, actor, 'applications', id, '申請');
  const whole = await envelopeOf(visit, id, input.attachmentId);
  const right = await rightCase(visit, id, input);
  const task = (paper?: StoredPaper) =>
    work(office, actor, async (unit) => {
      // Two envelopes that go to each other's case wait for one another in one order.
      if (right !== null && right.id < id) await lockCase(unit, right.id);
      const current = await lockCase(unit, id, input.version);
      await requireWay(unit, current, 'unbind_papers');
      requireEnvelope(found(await attachmentOf(unit.trx, id, whole.id), '書類'));
      const family = (await envelopeFamily(unit.trx, whole)).filter(({ status }) => status !== 'removed');
      const custody = randomUUID();
      const scan = right === null && paper !== undefined ? { scan: randomUUID() as string } : {};
      const restored = isDecided(current) ? [] : await setAsideBy(unit.trx, whole);
      const record = {
        envelope: whole.id,
        papers: family.map((one) => one.id),
        ...(restored.length > 0 ? { restored } : {}),
        judgement: await judgementsOf(unit.trx, id),
        movedTo: right?.receiptNumber ?? null,
        custody,
        ...scan,
      };
      const facts = { reason: input.reason };
      // What the cases had in common through it they have no more: asked while it lies here, computed anew once it has gone. A
      // set of duplicates stays open for the person who judges it.
      await renewBeside(unit, current);
      await enqueueSignals(unit.trx, [id]);
      const next = await transition(unit, current, { event: 'unbind_papers', facts, record }, async () => {
        for (const one of family) await unit.update('attachments', one.id, { status: 'removed' });
        for (const one of restored) await unit.update('attachments', one, { status: 'received' });
        await keepOriginals(unit, custody, whole, input);
        if (scan.scan !== undefined && paper !== undefined) await backToSorting(unit, scan.scan, paper);
      });
      if (right !== null && paper !== undefined) await attach(unit, { case: right, paper }, whole.id);
      return { id, state: next.state, stateLabel: stateLabel(next.state), version: next.version };
    });
  if (whole.scan === 'infected') {
    if (right === null) return task();
    fail(
      'ウイルスが見つかった書類のため、ほかの案件には綴じられません。受付番号を空欄にして外してください。',
    );
  }
  if (right === null && whole.mime !== 'application/pdf') return task();
  const content = await readFileBytes(office, actor, whole.file);
  const upload = { fields: {}, name: whole.originalName, content, sha256: whole.sha256 };
  return withStoredPaper(office, actor, upload, task);
}
