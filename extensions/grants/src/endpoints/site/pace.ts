import { civilDate, paceOf, type Stretch, type VerbOutput } from '@grant/schema';
import type { Office } from '../../adapter/ports.ts';
import { currentProgramme } from '../../adapter/store/programmes.ts';
import type { Visit } from '../visit.ts';

async function stretches(office: Office, sql: string, programme: string): Promise<Stretch[]> {
  const answer: { rows: { began: string; ended: string }[] } = await office.database.raw(sql, [programme]);
  return answer.rows.map(({ began, ended }) => ({ from: civilDate(began), to: civilDate(ended) }));
}

// Days as texts: a date read by the driver would be midnight of the server's own time zone.
const BEGAN = `coalesce(a.received_on, (a.submitted_at at time zone 'Asia/Tokyo')::date)`;

// The first decision, and the first money of it: what is added to a case months later says nothing of how long one waits.
const DECIDED = `
  select ${BEGAN}::text as began, (d.decided_at at time zone 'Asia/Tokyo')::date::text as ended
    from decisions d join applications a on a.id = d.application
   where a.programme = ? and d.status = 'live' and d.kind <> 'top_up' and ${BEGAN} is not null and d.decided_at is not null`;

const PAID = `
  select ${BEGAN}::text as began, min(r.result_on)::text as ended
    from transfer_results r join payments p on p.id = r.payment join applications a on a.id = p.application
   where a.programme = ? and r.outcome = 'paid' and p.state = 'paid' and ${BEGAN} is not null and r.result_on is not null
   group by a.id, 1`;

/** 審査と支払に要した日数: from the cases of this programme, and nothing at all while they are few. */
export async function showPace({ office }: Visit): Promise<VerbOutput<'pace.show'>> {
  const { id } = await currentProgramme(office);
  const [decided, paid] = await Promise.all([stretches(office, DECIDED, id), stretches(office, PAID, id)]);
  return { toDecision: paceOf(decided), toPayment: paceOf(paid) };
}
