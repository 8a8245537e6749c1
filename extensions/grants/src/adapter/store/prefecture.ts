import type { Knex } from 'knex';

// Officials who may sign in, and whoever the list of contacts names for it.
const PREFECTURE = `
  select u.email from directus_users u, grant_duties(u.id) duty
   where duty = 'official' and u.status = 'active' and u.email is not null
  union
  select c.email from contacts c where c.notify_suspicion and c.email is not null
   order by email`;

/** 速報の送信先: whom of the prefecture a suspicion is reported to; may be nobody. */
export async function prefectureAddresses(database: Knex): Promise<string[]> {
  const answer: { rows: { email: string }[] } = await database.raw(PREFECTURE);
  return answer.rows.map(({ email }) => email);
}
