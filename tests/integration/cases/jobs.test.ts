import type * as journey from '@grant/scripts/seed/journey';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Office, startOffice } from '../../fixtures/office.ts';
import { setStage, type Stage } from './cast.ts';

let office: Office;
let stage: Stage;
let walk: journey.Walk;

beforeAll(async () => {
  office = await startOffice();
  stage = await setStage(office);
});
afterAll(() => office?.stop());

async function letters(): Promise<{ state: string; files: number }[]> {
  return office.sql<{ state: string; files: number }[]>`
    select l.state, (select count(*)::int from directus_files f where f.id = l.file) as files
      from letters l where l.application = ${walk.id}`;
}

async function jobsLeft(): Promise<number> {
  const [row] = await office.sql<{ count: number }[]>`
    select count(*)::int as count from pgboss.job where state in ('created', 'retry', 'active')`;
  return row?.count ?? -1;
}

describe('仕事の待ち行列', () => {
  it('loses nothing and does nothing twice when the process is killed right after the business fact', async () => {
    office.mail.clear();
    walk = await stage.submitted();
    await office.crash();
    // A job that the dead process had in hand waits for its missed heartbeat.
    await expect.poll(jobsLeft, { timeout: 90_000, interval: 500 }).toBe(0);
    expect(await letters()).toEqual([{ state: 'made', files: 1 }]);
    const [row] = await office.sql`select receipt_number from applications where id = ${walk.id}`;
    const receipt = String(row?.['receipt_number']);
    const mails = office.mail.messages().filter((mail) => mail.subject.includes(receipt));
    expect(mails).toHaveLength(1);
    const files = await office.sql`
      select id from directus_files where filename_download like ${`%${receipt}%`}`;
    expect(files.length).toBeLessThanOrEqual(1);
  }, 150_000);

  it('gives every job twelve more tries, ten seconds without a sign of life to each, and none has run out', async () => {
    const [failed] = await office.sql<{ count: number }[]>`
      select count(*)::int as count from pgboss.job where state = 'failed'`;
    expect(failed?.count).toBe(0);
    const queues = await office.sql<{ name: string; retry_limit: number; heartbeat_seconds: number }[]>`
      select name, retry_limit, heartbeat_seconds from pgboss.queue where name in ('mail', 'letter') order by name`;
    expect(queues.map((queue) => ({ ...queue }))).toEqual([
      { name: 'letter', retry_limit: 12, heartbeat_seconds: 10 },
      { name: 'mail', retry_limit: 12, heartbeat_seconds: 10 },
    ]);
  });

  it('takes the next job at once while others wait', async () => {
    await Promise.all(Array.from({ length: 6 }, () => stage.submitted()));
    await expect.poll(jobsLeft, { timeout: 60_000, interval: 500 }).toBe(0);
    const pauses = await office.sql<{ pause: number }[]>`
      select extract(epoch from started_on - before)::float8 as pause
        from (select created_on, started_on, lag(completed_on) over (order by started_on) as before
                from pgboss.job where name = 'letter') one
       where created_on < before order by pause`;
    expect(pauses.length).toBeGreaterThan(1);
    // Half of them, so that one slow moment of the machine does not count; a poll would pause for most of a second.
    expect(pauses[Math.floor(pauses.length / 2)]?.pause).toBeLessThan(0.4);
  });
});
