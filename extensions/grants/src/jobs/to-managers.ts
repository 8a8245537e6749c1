import type { Duty } from '@grant/schema';
import { asSystem } from '../adapter/actor.ts';
import type { Office, Row } from '../adapter/ports.ts';
import { sendOnce, type Outgoing } from './once.ts';

const PEOPLE = `
  select distinct u.email from directus_users u, grant_duties(u.id) duty
   where duty = any(:duties) and u.status = 'active' and u.email is not null`;

/** A notice to the managers: what the mail says, without names or numbers of cases; those stand in the office system. */
export interface Notice {
  readonly purpose: string;
  readonly subject: string;
  readonly template: { readonly name: string; readonly data: Row };
}

/** 責任者への知らせ: one mail to every manager, once per job; nothing when there is none. */
export function tellManagers(office: Office, outgoing: Outgoing, notice: Notice): Promise<void> {
  return tellStaff(office, outgoing, notice, ['manager']);
}

/** One mail to everybody who holds one of the duties, once per job; nothing when there is nobody. */
export async function tellStaff(
  office: Office,
  outgoing: Outgoing,
  notice: Notice,
  duties: readonly Duty[],
): Promise<void> {
  const answer: { rows: { email: string }[] } = await office.database.raw(PEOPLE, { duties });
  const to = answer.rows.map(({ email }) => email).join(', ');
  if (to === '') return;
  const system = await asSystem(office, notice.purpose);
  const mail = new office.services.MailService({
    schema: await office.getSchema(),
    accountability: system.accountability,
  });
  await sendOnce(office, outgoing, (messageId) =>
    mail.send({ to, messageId, subject: notice.subject, template: notice.template }),
  );
}
