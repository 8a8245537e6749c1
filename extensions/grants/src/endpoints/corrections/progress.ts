import { civilDate, dayInWords, diffDays, type VerbOutput, type VerbParsed } from '@grant/schema';
import { mayCall } from '../../adapter/actor.ts';
import { found, refused } from '../../adapter/refused.ts';
import { fromRow } from '../../adapter/row.ts';
import { namesOfPeople } from '../../adapter/store/people.ts';
import { currentProgramme } from '../../adapter/store/programmes.ts';
import { lockCase } from '../../adapter/transition.ts';
import { requireVisible } from '../../adapter/visible.ts';
import { work } from '../../adapter/work.ts';
import { itemsOf, targetLabel, type CorrectionRecord } from '../views/parts.ts';
import { idOf, type ActorVisit } from '../visit.ts';
import { arrivedAt } from './arrived.ts';
import { remindedByPhone } from './by-phone.ts';

type Line = VerbOutput<'correction.overdue'>['corrections'][number];
/** Id of the reviewer who has the case. */
interface Assigned {
  readonly assignedTo: string | null;
}

/** 補正の定型文 to choose from, in the manager's order. */
export async function listTexts(visit: ActorVisit): Promise<VerbOutput<'correction.texts'>> {
  const rows = await visit.office
    .database<object>('correction_texts')
    .where({ status: 'active' })
    .orderBy([{ column: 'sort', nulls: 'last' }, 'defect']);
  return { texts: rows.map((row) => fromRow<VerbOutput<'correction.texts'>['texts'][number]>(row)) };
}

/** As many as are shown at once; the rest are counted. */
const SHOWN = 100;
/** Where a round stands in the list, and how many are left from the first one shown, also those left off. */
interface Placed {
  place?: string;
  matches?: string;
}

const OVERDUE = `
  select c.id, a.id as application_id, p.place, a.receipt_number, a.employer_name, a.channel, c.round, c.due_on, c.consultation, a.assigned_to,
         count(*) over () as matches, (grant_answer_arrived(c.id) at time zone 'Asia/Tokyo')::date::text as arrived_on,
         (select count(*)::int from mail_deliveries m
           where m.about = a.id and m.kind in ('correction-reminder', 'correction-overdue')
             and m.accepted_at >= c.requested_at and m.message_id like '%@%') as reminders
    from corrections c join applications a on a.id = c.application
   cross join lateral (select concat_ws(' ', c.due_on, a.receipt_number, c.id) collate "C" as place) p
   where c.state = 'open' and a.state = 'correction_requested' and a.practice = :practice and c.due_on < :today
     and p.place > :after
   order by p.place limit ${String(SHOWN)}`;

/** 期限を過ぎた補正: for consultation with the prefecture. Nothing happens to a case by itself. */
export async function listOverdue(
  visit: ActorVisit,
  { after = '' }: VerbParsed<'correction.overdue'>,
): Promise<VerbOutput<'correction.overdue'>> {
  const { today } = visit.moment;
  const { practice } = await currentProgramme(visit.office);
  const answer: { rows: object[] } = await visit.office.database.raw(OVERDUE, { practice, today, after });
  const lines = answer.rows.map((row) => fromRow<Omit<Line, 'daysOver'> & Assigned & Placed>(row));
  const more = Number(lines[0]?.matches ?? 0) - lines.length;
  const next = more > 0 ? (lines.at(-1)?.place ?? null) : null;
  for (const line of lines) {
    delete line.matches;
    delete line.place;
  }
  const names = await namesOfPeople(
    visit.office.database,
    lines.map(({ assignedTo }) => assignedTo),
  );
  return {
    today: civilDate(today),
    corrections: lines.map(({ assignedTo, ...line }) => ({
      ...line,
      daysOver: diffDays(line.dueOn, civilDate(today)),
      assignedToName: assignedTo === null ? null : (names.get(assignedTo) ?? null),
    })),
    more,
    next,
    byPhone: await remindedByPhone(visit, practice),
    mayConsult: (['reviewer', 'manager'] as const).some((duty) => visit.actor.duties.has(duty)),
    mayRecord: mayCall(visit.actor, 'inquiry.record'),
  };
}

/**
 * 県との協議: writes the question down where the prefecture reads it, by receipt number and items only. Once for a round.
 */
export async function consult(
  visit: ActorVisit,
  input: VerbParsed<'correction.consult'>,
): Promise<VerbOutput<'correction.consult'>> {
  const id = idOf(visit, 'id', '補正の依頼');
  const { office, actor, moment } = visit;
  await requireVisible(office, actor, 'corrections', id, '補正の依頼');
  return work(office, actor, async (unit) => {
    const row = found(await unit.trx<object>('corrections').where({ id }).first(), '補正の依頼');
    const { application } = fromRow<CorrectionRecord>(row);
    const current = await lockCase(unit, application);
    const locked = await unit.trx<object>('corrections').where({ id }).forUpdate().first();
    const round = fromRow<CorrectionRecord & { readonly consultation: string | null }>(
      found(locked, '補正の依頼'),
    );
    const arrived = (await arrivedAt(unit.trx, id)) !== null;
    const reason =
      round.state !== 'open' || current.state !== 'correction_requested'
        ? 'この補正は回答待ちではありません。一覧を読み込み直してください。'
        : round.dueOn >= moment.today
          ? '補正の期限がまだ来ていません。'
          : arrived
            ? '回答の書類が郵送で届いています。受付担当が入力するまで、県との協議は記録できません。届いたのが一部だけのときは、受付担当が「補正の回答の入力」の画面で、一部だけ届いたことを記録してからにしてください。'
            : round.consultation !== null
              ? 'この補正の協議は、すでに記録されています。'
              : null;
    if (reason !== null) refused('GUARD_FAILED', { event: '県との協議の記録', reason });
    const items = (await itemsOf(unit.trx, id)).map(targetLabel).join('、');
    const consultation = await unit.create('consultations', {
      consultedOn: moment.today,
      kind: 'overdue_correction',
      application: current.id,
      employerName: current.employerName,
      detail: `受付番号 ${current.receiptNumber ?? ''}　第${round.round}回の補正が、期限（${dayInWords(round.dueOn)}）までに回答されていません。補正を求めた項目：${items}\n${input.detail}`,
      state: 'with_prefecture',
      handledBy: actor.id,
    });
    await unit.update('corrections', id, { consultation });
    return { id, consultation };
  });
}
