import { eventLabel, LATE_LOOK, type VerbOutput, type VerbParsed } from '@grant/schema';
import { refused } from '../../adapter/refused.ts';
import {
  isOwed,
  lateAwardsOf,
  lateBarsOf,
  lateDoubtOf,
  lateLooksOf,
  lostPapersOf,
} from '../../adapter/store/late-doubts.ts';
import { namesOfPeople } from '../../adapter/store/people.ts';
import { lockCase } from '../../adapter/transition.ts';
import { requireVisible, visibleRows } from '../../adapter/visible.ts';
import { work } from '../../adapter/work.ts';
import { idOf, type ActorVisit } from '../visit.ts';

type Late = VerbOutput<'case.workbench'>['late'];

interface Seen {
  readonly id: string;
  readonly seen: number;
}

/**
 * 決定の後の事実 of a case as the desk sees them, all of them, whichever it is that holds the money. The bars themselves only to
 * whoever may read their list.
 */
export async function lateView(visit: ActorVisit, application: string): Promise<Late> {
  const { office, actor } = visit;
  const { database } = office;
  const owed = await isOwed(database, application);
  const lost = await lostPapersOf(database, application);
  // Of papers that left somebody has to be told also where no money is kept back by it.
  const doubt = owed ? await lateDoubtOf(database, application) : lost.length > 0 ? 'papers' : null;
  // A duplicate is judged first: nobody says before that the rest may be paid.
  const looked = doubt === 'bar' || doubt === 'award' || doubt === 'papers';
  const bars = owed ? await lateBarsOf(database, application) : [];
  const awards = owed ? await lateAwardsOf(database, application) : [];
  const past = await lateLooksOf(database, application);
  const readable =
    bars.length > 0 || past.some((one) => one.of === 'bar')
      ? await visibleRows(office, actor, 'bars', { fields: ['id'], limit: 1 })
      : [];
  const shown = readable.length > 0;
  const names = await namesOfPeople(database, [
    ...past.map((one) => one.lookedBy),
    ...lost.map((one) => one.takenBy),
  ]);
  return {
    doubt,
    bars: shown ? (bars as Late['bars']) : [],
    awards: [...awards],
    papers: lost.map(({ takenBy, ...said }) => ({
      ...said,
      takenByName: names.get(takenBy) ?? '（不明）',
    })),
    owed,
    looks: past
      .filter((one) => shown || one.of !== 'bar')
      .map(({ lookedAt, lookedBy, ...said }) => ({
        ...said,
        at: lookedAt,
        byName: names.get(lookedBy) ?? '（不明）',
      })),
    mayLook:
      looked &&
      (actor.duties.has('approver') || actor.duties.has('manager')) &&
      lost.every((one) => one.takenBy !== actor.id),
  };
}

// What is written is what was on the screen, whole.
function requireSame(late: readonly Seen[], said: readonly Seen[]): void {
  const same =
    late.length === said.length &&
    late.every((one) => said.some(({ id, seen }) => id === one.id && seen === one.seen));
  if (!same) refused('STALE_VERSION', { what: LATE_LOOK });
}

/**
 * 決定の後の事実の確認: says of everything that keeps a decided case back, or has left it, that the decision holds, and why.
 * @throws SAME_PERSON for whoever took the papers out
 */
export async function lookAtLate(
  visit: ActorVisit,
  { version, bars, awards, papers, reason }: VerbParsed<'late.look'>,
): Promise<VerbOutput<'late.look'>> {
  const id = idOf(visit, 'id', '申請');
  await requireVisible(visit.office, visit.actor, 'applications', id, '申請');
  return work(visit.office, visit.actor, async (unit) => {
    await lockCase(unit, id, version);
    const owed = await isOwed(unit.trx, id);
    const lost = await lostPapersOf(unit.trx, id);
    if (!owed && lost.length === 0)
      refused('GUARD_FAILED', {
        event: LATE_LOOK,
        reason:
          'この案件には、これから支払うものも、確認を待つ書類もありません。画面を読み込み直してください。',
      });
    const lateBars = owed ? await lateBarsOf(unit.trx, id) : [];
    const lateAwards = owed ? await lateAwardsOf(unit.trx, id) : [];
    if (lateBars.length + lateAwards.length + lost.length === 0)
      refused('STALE_VERSION', { what: LATE_LOOK });
    requireSame(lateBars, bars);
    requireSame(lateAwards, awards);
    requireSame(lost, papers);
    if (lost.some(({ takenBy }) => takenBy === unit.actor.id))
      refused('SAME_PERSON', { first: eventLabel('unbind_papers'), second: LATE_LOOK });
    const looked = { application: id, reason, looked_by: unit.actor.id, looked_at: unit.moment.at };
    for (const { id: bar, seen } of lateBars) await unit.trx('late_looks').insert({ ...looked, bar, seen });
    for (const { id: list_match, seen } of lateAwards)
      await unit.trx('late_looks').insert({ ...looked, list_match, seen });
    for (const { id: left, seen } of lost)
      await unit.trx('late_looks').insert({ ...looked, lost: left, seen });
    return { id, late: await lateDoubtOf(unit.trx, id) };
  });
}
