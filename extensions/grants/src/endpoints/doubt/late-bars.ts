import type { VerbOutput, VerbParsed } from '@grant/schema';
import { refused } from '../../adapter/refused.ts';
import { barLooksOf, isOwed, lateBarsOf, lateDoubtOf } from '../../adapter/store/late-doubts.ts';
import { namesOfPeople } from '../../adapter/store/people.ts';
import { lockCase } from '../../adapter/transition.ts';
import { requireVisible, visibleRows } from '../../adapter/visible.ts';
import { work } from '../../adapter/work.ts';
import { idOf, type ActorVisit } from '../visit.ts';

type Late = VerbOutput<'case.workbench'>['late'];

/** 決定の後の事実 of a case as the desk sees them. The bars themselves only to whoever may read their list. */
export async function lateView(visit: ActorVisit, application: string): Promise<Late> {
  const { office, actor } = visit;
  const { database } = office;
  const doubt = (await isOwed(database, application)) ? await lateDoubtOf(database, application) : null;
  const [late, past] = [await lateBarsOf(database, application), await barLooksOf(database, application)];
  const readable =
    late.length === 0 && past.length === 0
      ? []
      : await visibleRows(office, actor, 'bars', { fields: ['id'], limit: 1 });
  const shown = readable.length > 0;
  const names = await namesOfPeople(
    database,
    past.map((one) => one.lookedBy),
  );
  return {
    doubt,
    bars: doubt === 'bar' && shown ? (late as Late['bars']) : [],
    looks: shown
      ? past.map(({ lookedAt, lookedBy, barName, reason }) => ({
          at: lookedAt,
          byName: names.get(lookedBy) ?? '（不明）',
          barName,
          reason,
        }))
      : [],
    mayLook: doubt === 'bar' && (actor.duties.has('approver') || actor.duties.has('manager')),
  };
}

/** 支給停止の確認: says of every bar that keeps a decided case back that it does not matter here, and why. */
export async function lookAtBars(
  visit: ActorVisit,
  { version, bars, reason }: VerbParsed<'bar.look'>,
): Promise<VerbOutput<'bar.look'>> {
  const id = idOf(visit, 'id', '申請');
  await requireVisible(visit.office, visit.actor, 'applications', id, '申請');
  return work(visit.office, visit.actor, async (unit) => {
    await lockCase(unit, id, version);
    if (!(await isOwed(unit.trx, id)))
      refused('GUARD_FAILED', {
        event: '支給停止の確認',
        reason: 'この案件には、これから支払うものがありません。画面を読み込み直してください。',
      });
    const late = await lateBarsOf(unit.trx, id);
    const same =
      late.length === bars.length &&
      late.every((one) => bars.some((bar) => bar.id === one.id && bar.seen === one.seen));
    if (!same) refused('STALE_VERSION', { what: '支給停止者の一覧' });
    for (const { id: bar, seen } of late)
      await unit.trx('bar_looks').insert({
        application: id,
        bar,
        seen,
        reason,
        looked_by: unit.actor.id,
        looked_at: unit.moment.at,
      });
    return { id, late: await lateDoubtOf(unit.trx, id) };
  });
}
