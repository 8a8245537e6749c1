import { randomUUID } from 'node:crypto';
import { eventLabel, isDecided, stateLabel, type VerbParsed } from '@grant/schema';
import { refused } from '../../adapter/refused.ts';
import { envelopeFamily, type AttachmentRecord } from '../../adapter/store/attachments.ts';
import { judgementsOf, type SortedRun } from '../../adapter/store/late-papers.ts';
import { lockCase, requireWay, transition } from '../../adapter/transition.ts';
import { requireVisible } from '../../adapter/visible.ts';
import { work } from '../../adapter/work.ts';
import { readFileBytes } from '../../papers/files.ts';
import type { Moved } from '../review/events.ts';
import { idOf, type ActorVisit } from '../visit.ts';
import { sortedRow, sortedRuns, withSorted } from './sort.ts';
import { envelopeOf } from './unbind.ts';

const event = eventLabel('sort_again');

interface Change {
  /** Papers that stay as they are, those that go, and what is sorted anew. */
  readonly gone: readonly AttachmentRecord[];
  readonly fresh: readonly SortedRun[];
  readonly before: readonly SortedRun[];
}

const runOf = ({ paper, envelopePage, pages }: AttachmentRecord): SortedRun => {
  const from = envelopePage ?? 1;
  return { from, to: from + (pages ?? 1) - 1, paper };
};
const same = (one: SortedRun, other: SortedRun): boolean =>
  one.from === other.from && one.to === other.to && one.paper === other.paper;

// A paper that another took the place of meanwhile stays as it is where its pages are sorted as before.
function changeOf(family: readonly AttachmentRecord[], wanted: readonly SortedRun[]): Change {
  const papers = family.filter(({ envelope, status }) => envelope !== null && status !== 'removed');
  const gone = papers.filter(
    (one) => one.status === 'received' && !wanted.some((run) => same(run, runOf(one))),
  );
  const fresh = wanted.filter((run) => !papers.some((one) => same(run, runOf(one))));
  if (gone.length + fresh.length === 0)
    refused('GUARD_FAILED', { event, reason: '今の仕分けと同じです。直す頁の書類の種類を選んでください。' });
  return { gone, fresh, before: papers.map(runOf) };
}

/**
 * 仕分け直し: pages of an envelope that were given the wrong kind, sorted again until the decision. Papers that stay as they
 * are keep their marks; the others are set aside, and what was marked by their pages is open again.
 */
export async function sortAgain(visit: ActorVisit, input: VerbParsed<'case.sortAgain'>): Promise<Moved> {
  const { office, actor } = visit;
  const id = idOf(visit, 'id', '申請');
  await requireVisible(office, actor, 'applications', id, '申請');
  const whole = await envelopeOf(visit, id, input.attachmentId);
  if (!whole.unsorted || whole.status !== 'replaced')
    refused('GUARD_FAILED', { event, reason: '仕分けの済んだ封筒ではありません。' });
  const wanted = sortedRuns(whole, input.runs, event);
  const planned = changeOf(await envelopeFamily(office.database, whole), wanted);
  const source = { name: whole.originalName, content: await readFileBytes(office, actor, whole.file) };
  return withSorted(visit, source, planned.fresh, (stored) =>
    work(office, actor, async (unit) => {
      const current = await lockCase(unit, id, input.version);
      await requireWay(unit, current, 'sort_again');
      if (isDecided(current))
        refused('GUARD_FAILED', { event, reason: '支給決定の後は、書類を仕分け直せません。' });
      // The version that was seen is the one that was planned for: nothing was sorted in between.
      const { gone, before } = changeOf(await envelopeFamily(unit.trx, whole), wanted);
      const rows = stored.map((paper) => ({ id: randomUUID() as string, ...sortedRow(unit, whole, paper) }));
      const record = {
        envelope: whole.id,
        papers: rows.map((row) => row.id),
        removed: gone.map((one) => one.id),
        before,
        after: wanted,
        judgement: await judgementsOf(unit.trx, id),
      };
      const next = await transition(unit, current, { event: 'sort_again', facts: {}, record }, async () => {
        for (const one of gone) await unit.update('attachments', one.id, { status: 'removed' });
        for (const row of rows) await unit.create('attachments', row);
      });
      return { id, state: next.state, stateLabel: stateLabel(next.state), version: next.version };
    }),
  );
}
