import { civilDate, remindersDue, unwrap, type Reminder } from '@grant/schema';
import { now } from '../adapter/clock.ts';
import { idOfKey } from '../adapter/key-id.ts';
import type { Office } from '../adapter/ports.ts';
import { fromRow } from '../adapter/row.ts';
import { programmeOfCase } from '../adapter/store/programmes.ts';
import { enqueue } from './queue.ts';

interface OpenRound {
  readonly id: string;
  readonly application: string;
  readonly requestedOn: string;
  readonly dueOn: string;
  readonly programme: string;
  readonly programmeVersion: string | null;
}

const OPEN = `
  select c.id, c.application, (c.requested_at at time zone 'Asia/Tokyo')::date as requested_on, c.due_on,
         a.programme, a.programme_version
    from corrections c join applications a on a.id = c.application
   where c.state = 'open' and a.state = 'correction_requested' and grant_answer_arrived(c.id) is null`;

/** The line of `mail_deliveries` that stands for one reminder of one round, whatever happens to its mails. */
export function reminderKey(correction: string, kind: Reminder): string {
  return idOfKey(correction, kind);
}

/**
 * 補正の督促: queues the mails whose day has come, each once in the life of its round. The line that says so and the job
 * are written together; whoever runs this a second time, or beside another process, finds the line.
 * Nobody is reminded of an answer that came by post and waits to be entered.
 * @returns how many were queued
 */
export async function remindOfCorrections(office: Office): Promise<{ sent: number }> {
  const { today } = now();
  const answer: { rows: object[] } = await office.database.raw(OPEN);
  let sent = 0;
  for (const row of answer.rows) {
    const round = fromRow<OpenRound>(row);
    const { figures } = await programmeOfCase(office.database, round);
    const days = { requestedOn: civilDate(round.requestedOn), dueOn: civilDate(round.dueOn) };
    for (const kind of unwrap(remindersDue(figures, days, civilDate(today))))
      if (await remind(office, round, kind)) sent += 1;
  }
  return { sent };
}

function remind(office: Office, { id, application, dueOn }: OpenRound, kind: Reminder): Promise<boolean> {
  return office.database.transaction(async (trx) => {
    const job = reminderKey(id, kind);
    const first: unknown[] = await trx('mail_deliveries')
      .insert({ job, message_id: `<${job}>`, kind, about: application })
      .onConflict('job')
      .ignore()
      .returning('job');
    if (first.length === 0) return false;
    await enqueue(trx, 'mail', { kind, applicationId: application, dueOn });
    return true;
  });
}
