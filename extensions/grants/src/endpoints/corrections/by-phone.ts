import { civilDate, recipientsOf, REMINDERS, type VerbOutput } from '@grant/schema';
import { fromRow } from '../../adapter/row.ts';
import { caseById } from '../../adapter/store/cases.ts';
import { addressesOf } from '../../jobs/addresses.ts';
import { reminderKey } from '../../jobs/reminders.ts';
import type { ActorVisit } from '../visit.ts';

type Line = VerbOutput<'correction.overdue'>['byPhone'][number];

const OPEN = `
  select c.id, a.id as application_id, a.receipt_number, a.employer_name, c.round, c.due_on,
         coalesce(nullif(a.contact_phone, ''), a.employer_phone) as phone,
         (select max(q.received_at) from inquiries q
           where q.application = a.id and q.received_at >= c.requested_at) as spoken_at
    from corrections c join applications a on a.id = c.application
   where c.state = 'open' and a.state = 'correction_requested' and a.practice = ? and grant_answer_arrived(c.id) is null
   order by c.due_on, a.receipt_number`;

/** 電話で督促する補正: rounds whose reminder has come due, of applicants whom no mail reaches. */
export async function remindedByPhone(visit: ActorVisit, practice: boolean): Promise<Line[]> {
  const { office, moment } = visit;
  const answer: { rows: object[] } = await office.database.raw(OPEN, [practice]);
  const rounds = answer.rows.map((row) => fromRow<Line>(row));
  const keys = new Map(rounds.flatMap(({ id }) => REMINDERS.map((kind) => [reminderKey(id, kind), id])));
  const due = await office
    .database<{ job: string }>('mail_deliveries')
    .whereIn('job', [...keys.keys()])
    .select('job');
  const dueRounds = new Set(due.map(({ job }) => keys.get(job)));
  const lines: Line[] = [];
  for (const round of rounds.filter(({ id }) => dueRounds.has(id))) {
    const current = await caseById(office.database, round.applicationId);
    if (current === undefined) continue;
    const addresses = await addressesOf(office, current, moment.today);
    const reached = REMINDERS.some((kind) => recipientsOf(kind, addresses).length > 0);
    if (!reached) lines.push({ ...round, dueOn: civilDate(round.dueOn) });
  }
  return lines;
}
