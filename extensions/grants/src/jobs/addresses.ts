import type { NoticeAddresses } from '@grant/schema';
import type { Office } from '../adapter/ports.ts';
import { mandateById, standingOf } from '../adapter/store/mandates.ts';
import type { CaseRecord } from '../adapter/store/cases.ts';

/** Mail address of an active account, or null. */
export async function addressOfPerson(office: Office, id: string | null): Promise<string | null> {
  if (id === null) return null;
  const person: { email: string | null } | undefined = await office
    .database('directus_users')
    .where({ id, status: 'active' })
    .first<{ email: string | null } | undefined>('email');
  return person?.email ?? null;
}

/**
 * 通知の宛先 of a case: the agent while its mandate holds, and the employer by its account, else by the address in the
 * mandate, else (without an agent) by the contact it gave.
 */
export async function addressesOf(
  office: Office,
  current: CaseRecord,
  today: string,
): Promise<NoticeAddresses> {
  const account = await addressOfPerson(office, current.applicant);
  if (current.agent === null) return { agent: null, employer: account ?? current.contactEmail };
  const id = current['mandate'];
  const mandate = typeof id === 'string' ? await mandateById(office.database, id) : undefined;
  const holds = mandate !== undefined && standingOf(mandate, today) === 'holding';
  return {
    agent: holds ? await addressOfPerson(office, current.agent) : null,
    employer: account ?? mandate?.principalEmail ?? null,
  };
}
