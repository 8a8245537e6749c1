import type * as journey from '@grant/scripts/seed/journey';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Office, startOffice } from '../../fixtures/office.ts';
import { PATIENCE } from '../../fixtures/patience.ts';
import { setStage, type Stage } from './cast.ts';

let office: Office;
let stage: Stage;
let walk: journey.Walk;

beforeAll(async () => {
  office = await startOffice();
  // Who waits for a lock looks once whether in vain, and by then a test must wait too, however slow the machine is.
  // For this database alone, which ends with the file; read by the connections that the killed process leaves to the
  // next one to open.
  await office.sql.unsafe(`
    do $$ begin execute format('alter database %I set deadlock_timeout = ''5s''', current_database()); end $$`);
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
    await expect.poll(jobsLeft, { timeout: 150_000, interval: 500 }).toBe(0);
    expect(await letters()).toEqual([{ state: 'made', files: 1 }]);
    const [row] = await office.sql`select receipt_number from applications where id = ${walk.id}`;
    const receipt = String(row?.['receipt_number']);
    // One that was killed between the server's yes and its record sends the same mail again, by the same name; a file
    // that no letter points to is likewise left where one was killed between the two.
    const mails = office.mail.messages().filter((mail) => mail.subject.includes(receipt));
    expect(new Set(mails.map(({ messageId }) => messageId)).size).toBe(1);
  }, 300_000);

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
    await Promise.all(Array.from({ length: 5 }, () => stage.submitted()));
    await expect.poll(jobsLeft, { timeout: PATIENCE, interval: 500 }).toBe(0);
    const pauses = async (): Promise<number> => {
      // All of them wait again, in one moment; their letters stand, so that only the way from job to job takes time.
      await office.sql`
        update pgboss.job set state = 'created', started_on = null, completed_on = null where name = 'letter'`;
      await expect.poll(jobsLeft, { timeout: PATIENCE, interval: 100 }).toBe(0);
      // By the poll alone one would begin a second after the other, less than a second after the other's end.
      const [took] = await office.sql<{ jobs: number; paused: number; polled: number }[]>`
        with job as (
          select started_on, lag(started_on) over turn as begun, lag(completed_on) over turn as ended
            from pgboss.job where name = 'letter' window turn as (order by started_on))
        select count(*)::int as jobs, extract(epoch from sum(started_on - ended))::float8 as paused,
               extract(epoch from sum(greatest(interval '0', interval '1 second' - (ended - begun))))::float8 as polled
          from job`;
      expect(took?.jobs).toBe(6);
      return (took?.paused ?? NaN) / (took?.polled ?? NaN);
    };
    // A machine that needs a second for each cannot tell; it has not always so much to do.
    await expect.poll(pauses, { timeout: 120_000, interval: 1000 }).toBeLessThan(0.8);
  }, 240_000);
});

describe('two transactions that wait for each other', () => {
  it('both come to their end: the one that the database broke off is carried out again', async () => {
    const one = await stage.submitted();
    await expect.poll(jobsLeft, { timeout: PATIENCE, interval: 100 }).toBe(0);
    const version = await stage.version(one);
    const broken = async (): Promise<number> => {
      const [row] = await office.sql<{ deadlocks: number }[]>`
        select deadlocks::int as deadlocks from pg_stat_database where datname = current_database()`;
      return row?.deadlocks ?? -1;
    };
    const before = await broken();
    let taken: Promise<unknown> | undefined;
    await office.sql.begin(async (trx) => {
      // The database breaks off whoever looks first, which shall be the verb and not this test.
      await trx`set local deadlock_timeout = '1min'`;
      // What every unit of work takes last, at its commit.
      await trx`select pg_advisory_xact_lock(hashtextextended('grant.commit', 0))`;
      taken = stage.client('reviewer').post(`/grants/cases/${one.id}/take`, { version });
      await expect
        .poll(async () => {
          const waiting = await office.sql`
            select 1 from pg_stat_activity where datname = current_database() and wait_event = 'advisory'`;
          return waiting.length;
        })
        .toBe(1);
      // The verb holds the case, and finds after a while that it waits in vain.
      await trx`select 1 from applications where id = ${one.id} for update`;
    });
    expect(await taken).toMatchObject({ status: 200, body: { data: { state: 'in_review' } } });
    // The count comes late, and may hold one of before; this test itself was not broken off, or it would have thrown.
    await expect.poll(broken).toBeGreaterThan(before);
    expect(
      await office.sql`select 1 from case_events where application = ${one.id} and event = 'take'`,
    ).toHaveLength(1);
  });
});

describe('a list and a judgement at the same moment', () => {
  const LOCK = `hashtextextended('grant.list.prior_award', 0)`;
  const waiting = async (): Promise<number> => {
    const [row] = await office.sql<{ count: number }[]>`
      select count(*)::int as count from pg_stat_activity
       where datname = current_database() and wait_event = 'advisory'`;
    return row?.count ?? -1;
  };
  const clock = async (): Promise<string> =>
    (await stage.cast.by('applicant').call('programme.show', {})).now;

  it('wait for each other: a case is judged with the whole list', async () => {
    let submitted: Promise<journey.Walk> | undefined;
    await office.sql.begin(async (trx) => {
      await trx.unsafe(`select pg_advisory_xact_lock(${LOCK})`);
      submitted = stage.submitted();
      await expect.poll(waiting, { timeout: PATIENCE }).toBe(1);
    });
    expect(await submitted).toMatchObject({ owner: 'applicant' });
  });

  it('wait for each other: a list counts from when nobody judges without it', async () => {
    let taken: Promise<unknown> | undefined;
    let free = '';
    await office.sql.begin(async (trx) => {
      await trx.unsafe(`select pg_advisory_xact_lock_shared(${LOCK})`);
      const form = new FormData();
      form.set('list', 'prior_award');
      form.set('file', new Blob(['年度,事業主名,支給額\nR6,株式会社くすのき,200000\n']), '名簿.csv');
      taken = stage.client('manager').upload('/grants/rosters/import', form);
      await expect.poll(waiting, { timeout: PATIENCE }).toBe(1);
      free = await clock();
    });
    expect(await taken).toMatchObject({ status: 200 });
    const [last] = await office.sql<{ late: boolean }[]>`
      select imported_at >= ${free} as late from list_imports order by imported_at desc limit 1`;
    expect(last?.late).toBe(true);
  });
});
