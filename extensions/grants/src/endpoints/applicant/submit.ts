import {
  eventLabel,
  isIdentified,
  refuse,
  RefusalError,
  type AnswerGap,
  type VerbOutput,
  type VerbParsed,
} from '@grant/schema';
import type { Actor } from '../../adapter/actor.ts';
import { examine, writeIntake, type Examined } from '../../adapter/intake.ts';
import { judge } from '../../adapter/judge.ts';
import { draftLetter, headOf } from '../../adapter/letters.ts';
import { notedGaps } from '../../adapter/noted-gaps.ts';
import { nextReceiptNumber } from '../../adapter/numbers.ts';
import { requirePrincipal } from '../../adapter/principal.ts';
import { found, refused } from '../../adapter/refused.ts';
import { accountIndex } from '../../adapter/store/accounts.ts';
import { agentOfCase } from '../../adapter/store/agents.ts';
import { liveAttachments, type AttachmentRecord } from '../../adapter/store/attachments.ts';
import { caseById, type CaseRecord } from '../../adapter/store/cases.ts';
import { draftOf, openAnswers, type DraftRecord } from '../../adapter/store/drafts.ts';
import { currentProgramme, type ProgrammeRecord } from '../../adapter/store/programmes.ts';
import { lockCase, requireWay, transition } from '../../adapter/transition.ts';
import { requireVisible } from '../../adapter/visible.ts';
import { work, type Unit } from '../../adapter/work.ts';
import { enqueue } from '../../jobs/queue.ts';
import { lostAmong } from '../../papers/storage-check.ts';
import { isReceiving, requireReceiving } from '../programme.ts';
import { attachmentView } from '../views/parts.ts';
import type { ActorVisit } from '../visit.ts';

type Submitted = VerbOutput<'application.submit'>;

// The guard knows only how many are missing; whoever fills the form needs to know which.
function requireComplete({ missing, missingPapers }: Examined): void {
  const count = missing.length + missingPapers.length;
  if (count === 0) return;
  const refusal = refuse('GUARD_FAILED', {
    event: eventLabel('submit'),
    reason: `未入力又は未添付の項目が${count}件あります。すべて入力・添付してください。`,
  });
  throw new RefusalError({
    ...refusal,
    facts: {
      ...refusal.facts,
      missing: missing.map((one) => ({ ...one })),
      missingPapers: missingPapers.map((one) => ({ ...one })),
    },
  });
}

/** What a filing needs besides its case: how it came, and the day it counts for. */
interface Filing {
  readonly event: 'submit' | 'register';
  readonly programme: ProgrammeRecord;
  readonly receptionOpen: boolean;
  readonly filedOn: string;
  readonly submitKey: string | null;
  /** What the desk noted of answers that it left open; nothing online. */
  readonly notes: readonly AnswerGap[];
}

/**
 * 受付: the one way a case gets its number, online and by post. Answers become columns, the account is sealed, the case
 * is judged and compared with the others, the receipt is drafted and the mail queued: all or nothing. Online nothing may
 * be missing; what came by post is taken in as it is on the day it came, and every gap is a finding (本文4(2)イ 補正).
 */
export async function receiveCase(
  unit: Unit<Actor>,
  current: CaseRecord,
  draft: DraftRecord,
  filing: Filing,
): Promise<Submitted> {
  const { programme } = filing;
  await requireWay(unit, current, filing.event);
  const papers = await liveAttachments(unit.trx, current.id);
  const answers = openAnswers(unit.office.env, draft);
  const examined = examine(answers, programme.figures, {
    isAgent: (await agentOfCase(unit.trx, current.id)) !== null,
    attached: papers.map((paper) => paper.paper),
  });
  // First of all: what is missing in an application of another employer need not be filled in.
  await requirePrincipal(unit.trx, current, answers);
  if (filing.event === 'submit') requireComplete(examined);
  const { known: application, account } = examined;
  const gaps = notedGaps(examined.open, answers, filing.notes);
  const columns = await writeIntake(unit, current, application, account);
  const versioned = { ...current, employer: columns.employer, programmeVersion: programme.versionId, gaps };
  const index = account === null ? null : accountIndex(unit.office.env, account);
  const judged = await judge(unit, versioned, application, index, filing.filedOn);
  // Papers by post got their number when the envelope was opened.
  const receiptNumber =
    current.receiptNumber ?? (await nextReceiptNumber(unit, programme.figures.receiptNumberSeries));
  const submittedAt = unit.moment.at;
  const set = {
    ...columns,
    ...judged,
    gaps,
    receiptNumber,
    submittedAt,
    receivedOn: filing.filedOn,
    programmeVersion: programme.versionId,
    submitKey: filing.submitKey,
  };
  await transition(unit, current, {
    event: filing.event,
    facts: {
      receptionOpen: filing.receptionOpen,
      missing: examined.missing.length,
      identified: isIdentified(application),
    },
    record: { receiptNumber, open: gaps.length },
    set,
  });
  await draftReceipt(unit, programme, { ...current, ...set }, papers);
  await enqueue(unit.trx, 'mail', { kind: 'submitted', applicationId: current.id });
  return { receiptNumber, submittedAt };
}

async function draftReceipt(
  unit: Unit,
  programme: ProgrammeRecord,
  current: CaseRecord,
  papers: readonly AttachmentRecord[],
): Promise<void> {
  await draftLetter(unit, current.id, 'receipt', current.receiptNumber, {
    ...headOf(programme, current, current.receiptNumber ?? ''),
    submittedAt: unit.moment.at,
    receivedOn: current.receivedOn ?? unit.moment.today,
    files: papers.map((paper) => ({
      label: attachmentView(paper).paperLabel,
      name: paper.originalName,
      pages: paper.pages,
      bytes: paper.bytes,
      sha256: paper.sha256,
    })),
    nextSteps: [
      '事務局が申請の内容と書類を審査します。',
      '内容の確認や補正が必要なときは、電子メール又は郵送でお知らせします。',
      '審査の結果は、支給決定通知書又は不支給決定通知書でお知らせします。',
    ],
  });
}

// The receipt vouches for every file: each is read once more before there is one. Papers of a filed case are not asked.
async function requireStored({ office, actor }: ActorVisit, application: string): Promise<void> {
  const current = await caseById(office.database, application);
  if (current?.state !== 'draft') return;
  const lost = await lostAmong(office, actor, await liveAttachments(office.database, application));
  if (lost.length === 0) return;
  office.logger.error(
    { application, attachments: lost.map((paper) => paper.id) },
    'papers are lost at filing',
  );
  const names = lost.map((paper) => `${attachmentView(paper).paperLabel}「${paper.originalName}」`);
  refused('PAPERS_LOST', { papers: names.join('、') });
}

/**
 * 申請の提出. The same request again (double click, retry, second tab) answers with the number that was given; another
 * request for a case that has one is refused with that number.
 */
export async function submit(visit: ActorVisit, input: VerbParsed<'application.submit'>): Promise<Submitted> {
  await requireVisible(visit.office, visit.actor, 'applications', input.id, '申請');
  const submitKey = `${input.id}/${input.idempotencyKey}`;
  await requireStored(visit, input.id);
  return work(visit.office, visit.actor, async (unit) => {
    const current = await lockCase(unit, input.id);
    const { receiptNumber } = current;
    if (receiptNumber !== null) {
      if (current.submitKey === submitKey) return { receiptNumber, submittedAt: current.submittedAt ?? '' };
      refused('ALREADY_SUBMITTED', { receiptNumber });
    }
    const draft = found(await draftOf(unit.trx, input.id, 'lock'), '下書き');
    if (draft.revision !== input.revision) refused('STALE_VERSION', { what: '下書き' });
    const programme = await currentProgramme(visit.office);
    // Says whether it is not time or closed in an emergency; the guard of the event knows only that it is shut.
    requireReceiving(programme, unit.moment.at);
    return receiveCase(unit, current, draft, {
      event: 'submit',
      programme,
      receptionOpen: isReceiving(programme, unit.moment.at),
      filedOn: unit.moment.today,
      submitKey,
      notes: [],
    });
  });
}
