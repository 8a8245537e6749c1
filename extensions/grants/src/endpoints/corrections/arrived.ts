import type { VerbOutput } from '@grant/schema';
import type { Knex } from 'knex';
import { found, refused } from '../../adapter/refused.ts';
import { fromRow } from '../../adapter/row.ts';
import { lockCase } from '../../adapter/transition.ts';
import { requireVisible } from '../../adapter/visible.ts';
import { work } from '../../adapter/work.ts';
import type { CorrectionRecord } from '../views/parts.ts';
import { idOf, type ActorVisit } from '../visit.ts';

/** 回答の到着: since when papers that came by post wait to be entered as the answer to this round; null where none do. */
export async function arrivedAt(database: Knex, correction: string): Promise<Date | null> {
  const answer: { rows: { at: Date | null }[] } = await database.raw('select grant_answer_arrived(?) as at', [
    correction,
  ]);
  return answer.rows[0]?.at ?? null;
}

/**
 * 一部の回答: what came by post was looked at and does not answer everything. The rest is waited for as before, with its
 * reminders; the papers stay, to be entered with it.
 */
export async function notePart(visit: ActorVisit): Promise<VerbOutput<'correction.notePart'>> {
  const id = idOf(visit, 'id', '補正の依頼');
  const { office, actor } = visit;
  await requireVisible(office, actor, 'corrections', id, '補正の依頼');
  return work(office, actor, async (unit) => {
    const row = found(await unit.trx<object>('corrections').where({ id }).first(), '補正の依頼');
    const { application } = fromRow<CorrectionRecord>(row);
    await lockCase(unit, application);
    const unsorted: unknown = await unit
      .trx('attachments')
      .where({ application, unsorted: true, status: 'received' })
      .first('id');
    const reason =
      (await arrivedAt(unit.trx, id)) === null
        ? '入力を待っている回答の書類はありません。画面を読み込み直してください。'
        : unsorted === undefined
          ? null
          : '仕分けていない書類があります。仕分けて内容を確かめてから記録してください。';
    if (reason !== null) refused('GUARD_FAILED', { event: '一部だけ届いたことの記録', reason });
    await unit.update('corrections', id, { partNotedAt: unit.moment.at });
    return { id, notedAt: unit.moment.at };
  });
}
