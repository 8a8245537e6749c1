import { checkRuns, isDecided, unwrap, type VerbOutput, type VerbParsed } from '@grant/schema';
import type { Actor } from '../../adapter/actor.ts';
import { found, refused } from '../../adapter/refused.ts';
import { attachmentOf, type AttachmentRecord } from '../../adapter/store/attachments.ts';
import type { CaseRecord } from '../../adapter/store/cases.ts';
import { addLatePapers, type SortedRun } from '../../adapter/store/late-papers.ts';
import { lockCase } from '../../adapter/transition.ts';
import { requireVisible } from '../../adapter/visible.ts';
import { work, type Unit } from '../../adapter/work.ts';
import { readFileBytes } from '../../papers/files.ts';
import { takenPages } from '../../papers/parts.ts';
import { withStoredPaper, type StoredPaper } from '../../papers/stored-paper.ts';
import { idOf, type ActorVisit } from '../visit.ts';
import { TAKES_LATE_PAPERS } from './cases.ts';

type Stored = SortedRun & { readonly stored: StoredPaper };

/** Columns of a paper that was sorted out of an envelope. */
export function sortedRow(
  unit: Unit<Actor>,
  { id, application }: Pick<AttachmentRecord, 'id' | 'application'>,
  { paper, from, stored }: Stored,
) {
  return {
    application,
    paper,
    unsorted: false,
    envelope: id,
    envelopePage: from,
    ...stored,
    status: 'received',
    scan: 'pending',
    uploadedBy: unit.actor.id,
    uploadedAt: unit.moment.at,
  };
}

/** Every page once, and at least one of them a paper. */
export function sortedRuns(
  whole: Pick<AttachmentRecord, 'pages'>,
  runs: VerbParsed<'attachment.sort'>['runs'],
  event: string,
): SortedRun[] {
  unwrap(
    checkRuns(
      whole.pages ?? 0,
      runs.map(({ from, to, paper }) => ({ from, to, belongsTo: paper })),
    ),
  );
  const sorted = runs.flatMap(({ from, to, paper }) => (paper === null ? [] : [{ from, to, paper }]));
  if (sorted.length === 0)
    refused('GUARD_FAILED', { event, reason: '1つ以上の書類の種類を選んでください。' });
  return sorted;
}

/** Stores the pages of every run, hands all of them to `task`, and takes them away again when it fails. */
export async function withSorted<T>(
  visit: ActorVisit,
  source: { readonly name: string; readonly content: Buffer },
  runs: readonly SortedRun[],
  task: (stored: readonly Stored[]) => Promise<T>,
  done: readonly Stored[] = [],
): Promise<T> {
  const [next, ...rest] = runs;
  if (next === undefined) return task(done);
  const upload = await takenPages(source, next.from, next.to);
  return withStoredPaper(visit.office, visit.actor, upload, (stored) =>
    withSorted(visit, source, rest, task, [...done, { ...next, stored }]),
  );
}

// What was decided was decided on the papers there were: an envelope that came since is kept as it is.
function requireUndecided(current: CaseRecord): void {
  if (!isDecided(current)) return;
  refused('GUARD_FAILED', {
    event: '書類の仕分け',
    reason: '支給決定の後に保留した案件の追加書類は、届いたまま保管します。内容は画面で確かめてください。',
  });
}

/**
 * 仕分け: the pages of one envelope become the papers of the application, each of its kind; the envelope as it was read
 * stays on file beside them, set aside.
 */
export async function sortAttachment(
  visit: ActorVisit,
  input: VerbParsed<'attachment.sort'>,
): Promise<VerbOutput<'attachment.sort'>> {
  const { office, actor } = visit;
  const application = idOf(visit, 'id', '申請');
  const id = idOf(visit, 'attachmentId', '書類');
  await requireVisible(office, actor, 'applications', application, '申請');
  const whole = found(await attachmentOf(office.database, application, id), '書類');
  const already = (): never =>
    refused('GUARD_FAILED', { event: '書類の仕分け', reason: 'この書類は仕分けが済んでいます。' });
  if (!whole.unsorted || whole.status !== 'received') already();
  const sorted = sortedRuns(whole, input.runs, '書類の仕分け');
  const source = {
    name: whole.originalName,
    content: await readFileBytes(office, actor, whole.file),
  };
  await withSorted(visit, source, sorted, async (papers) => {
    await work(office, actor, async (unit) => {
      const current = await lockCase(unit, application);
      const fresh = await attachmentOf(unit.trx, application, id);
      if (fresh?.status !== 'received') already();
      const rows = papers.map((paper) => sortedRow(unit, whole, paper));
      const setAside = () => unit.update('attachments', id, { status: 'replaced' });
      if (TAKES_LATE_PAPERS.has(current.state)) {
        requireUndecided(current);
        return addLatePapers(unit, current, 'sorted', rows, setAside);
      }
      for (const row of rows) await unit.create('attachments', row);
      return setAside();
    });
  });
  return { attachments: sorted.length };
}
