/** A mail server that is away, and a process that dies around a mail: nothing is lost, and what is repeated is known. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Mail, type MailSink, startMailSink } from '@grant/scripts/mail-sink';
import { signIn } from '@grant/scripts/seed/caller';
import type * as journey from '@grant/scripts/seed/journey';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Office, startOffice } from '../../fixtures/office.ts';
import { PATIENCE } from '../../fixtures/patience.ts';
import { setStage, type Stage } from './cast.ts';

let office: Office;
let stage: Stage;
let sink: MailSink;
/** Where a mail server that comes back keeps what it gets. */
let again: string;

beforeAll(async () => {
  office = await startOffice();
  sink = office.mail;
  again = mkdtempSync(path.join(tmpdir(), 'sink-'));
  stage = await setStage(office);
});
afterAll(async () => {
  await office?.stop();
  await sink?.stop();
  if (again !== undefined) rmSync(again, { recursive: true, force: true });
});

const checks = async (): Promise<unknown> => {
  const { status, body } = await office.anonymous.get('/grants/health');
  return { status, data: (body as { data: unknown }).data };
};
const WELL = { status: 200, data: { status: 'ok', checks: { database: true, jobs: true, mail: true } } };
const WITHOUT_MAIL = {
  status: 200,
  data: { status: 'degraded', checks: { database: true, jobs: true, mail: false } },
};

async function receiptOf({ id }: journey.Walk): Promise<string> {
  const [row] = await office.sql`select receipt_number from applications where id = ${id}`;
  return String(row?.['receipt_number']);
}

async function mailsOf(walk: journey.Walk): Promise<readonly Mail[]> {
  const receipt = await receiptOf(walk);
  return sink.messages().filter((mail) => mail.subject.includes(receipt));
}

async function jobOf({ id }: journey.Walk): Promise<{ id: string; state: string }> {
  const [job] = await office.sql<{ id: string; state: string }[]>`
    select id, state from pgboss.job where name = 'mail' and data ->> 'applicationId' = ${id}`;
  if (job === undefined) throw new Error('no mail job');
  return job;
}

const stateOf = async (walk: journey.Walk): Promise<string> => (await jobOf(walk)).state;
const LONG = { timeout: 150_000, interval: 250 };

describe('a suspicion that nobody of the prefecture can be told of', () => {
  it('stays to be sent, says so on the screens, and goes out as soon as an official is there', async () => {
    const official = office.accounts.official ?? { id: '', email: '' };
    const status = async (to: string) => office.admin.patch(`/users/${official.id}`, { status: to });
    expect((await status('suspended')).status).toBe(200);
    const walk = await stage.submitted();
    const reviewer = stage.cast.by('reviewer');
    await reviewer.call('case.suspend', {
      id: walk.id,
      version: await stage.version(walk),
      kind: 'false_record',
      reason: '出勤簿の記載が賃金台帳と合わない。',
    });
    const jobs = async () => {
      const rows = await office.sql<{ state: string }[]>`
        select j.state from pgboss.job j join suspicions s on s.id::text = j.data ->> 'suspicionId'
         where s.application = ${walk.id} order by j.created_on`;
      return rows.map(({ state }) => state);
    };
    await expect.poll(jobs, { timeout: PATIENCE }).toEqual(['completed']);
    const seen = async () => (await reviewer.call('case.workbench', { id: walk.id })).suspicions;
    expect(await seen()).toMatchObject([{ state: 'raised', reportedAt: null, addressed: false }]);
    expect((await reviewer.call('doubt.board', {})).addressed).toBe(false);
    expect(await mailsOf(walk)).not.toContainEqual(expect.objectContaining({ to: [official.email] }));
    expect((await status('active')).status).toBe(200);
    const mail = await sink.waitFor(official.email, { subject: '速報' });
    expect(mail.subject).toContain(await receiptOf(walk));
    const told = async () => (await seen())[0]?.state;
    await expect.poll(told, { timeout: PATIENCE }).toBe('reported');
    expect(await seen()).toMatchObject([{ addressed: true }]);
    // Asked for again there is nothing left to send.
    await office.admin.patch(`/users/${official.id}`, { email: official.email });
    // A mail is on its record before its job is at its end.
    await expect.poll(jobs, { timeout: PATIENCE }).toEqual(['completed', 'completed']);
  });
});

describe('the mail server taken away', () => {
  it('stops no submission, is told to whoever asks, and gets the mail once when it is back', async () => {
    await expect.poll(checks, LONG).toEqual(WELL);
    await sink.stop();
    const walk = await stage.submitted();
    await expect.poll(() => stateOf(walk), LONG).toBe('retry');
    expect(await checks()).toEqual(WITHOUT_MAIL);
    const warned = office
      .log()
      .split('\n')
      .filter((line) => line.includes('will be tried again'));
    expect(warned.length).toBeGreaterThan(0);
    expect(warned.join('\n')).toContain((await jobOf(walk)).id);
    expect(warned.join('\n')).not.toContain('@');
    expect(await mailsOf(walk)).toHaveLength(0);
    const doubted = await stage.submitted();
    const reviewer = stage.cast.by('reviewer');
    await reviewer.call('case.suspend', {
      id: doubted.id,
      version: await stage.version(doubted),
      kind: 'false_record',
      reason: '出勤簿の記載が賃金台帳と合わない。',
    });
    const { suspicions } = await reviewer.call('case.workbench', { id: doubted.id });
    const about = suspicions[0]?.id ?? '';
    const jobs = async (further: boolean) => {
      const rows = await office.sql<{ state: string }[]>`
        select state from pgboss.job
         where data ->> 'suspicionId' = ${about} and (data ->> 'noteId' is not null) = ${further}`;
      return rows.map(({ state }) => state);
    };
    const report = () => jobs(false);
    const addition = () => jobs(true);
    await expect.poll(report, LONG).toEqual(['retry']);
    await reviewer.call('suspicion.note', { id: about, facts: '従業員から電話があった。' });
    await expect.poll(addition, LONG).toEqual(['retry']);
    // As after twelve tries in vain.
    await office.sql`
      update pgboss.job set state = 'failed', retry_count = retry_limit, completed_on = now()
       where data ->> 'suspicionId' = ${about}`;
    const { official: prefecture } = office.accounts;
    if (prefecture === undefined) throw new Error('no account of the prefecture');
    for (const who of [reviewer, stage.cast.by('manager'), await signIn(office.url, prefecture)]) {
      const board = await who.call('doubt.board', {});
      expect(board.suspicions.find(({ id }) => id === about)).toMatchObject({
        unsent: true,
        reportedAt: null,
      });
    }

    sink = await startMailSink({
      smtpPort: office.ports.smtp,
      webPort: office.ports.mailWeb,
      folder: again,
    });
    // The pauses between two tries grow, and the next one may be minutes off.
    const triedNow = async (): Promise<string> => {
      await office.sql`update pgboss.job set start_after = now() where state = 'retry'`;
      return stateOf(walk);
    };
    await expect.poll(triedNow, LONG).toBe('completed');
    expect(await mailsOf(walk)).toHaveLength(1);
    // Given up for good, it is taken up again: by the hour, and here because an address was written.
    await office.admin.patch(`/users/${prefecture.id}`, { email: prefecture.email });
    await expect.poll(report, LONG).toEqual(['completed']);
    await expect.poll(addition, LONG).toEqual(['completed']);
    const sent = (title: string) =>
      mailsOf(doubted).then((mails) => mails.filter(({ subject }) => subject.includes(title)));
    expect(await sent('速報')).toHaveLength(1);
    expect(await sent('続報')).toMatchObject([
      { text: expect.stringContaining('新しい事実を把握しましたので、続報します') as string },
    ]);
    const board = await reviewer.call('doubt.board', {});
    expect(board.suspicions.find(({ id }) => id === about)).toMatchObject({
      unsent: false,
      stateLabel: '県に報告済',
    });
    await expect.poll(checks, LONG).toEqual(WELL);
  }, 500_000);
});

/** Holds the named write up for good: the process stands between two of its steps until it is killed. */
async function standStill(table: string, when: string): Promise<() => Promise<void>> {
  await office.sql.unsafe(`
    create function test_stand_still() returns trigger language plpgsql as $$
    begin perform pg_sleep(600); return new; end $$;
    create trigger test_stand_still before insert or update on ${table} for each row
      when (${when}) execute function test_stand_still()`);
  return async () => {
    // A backend does not notice that its client is gone, and would write after all.
    await office.sql`
      select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and wait_event = 'PgSleep'`;
    await office.sql.unsafe(`drop function test_stand_still cascade`);
  };
}

const standing = async (): Promise<number> => {
  const [row] = await office.sql<{ count: number }[]>`
    select count(*)::int as count from pg_stat_activity
     where datname = current_database() and wait_event = 'PgSleep'`;
  return row?.count ?? 0;
};

async function killedAt(table: string, when: string): Promise<journey.Walk> {
  const goOn = await standStill(table, when);
  const walk = await stage.submitted();
  await expect.poll(standing, LONG).toBeGreaterThan(0);
  await expect.poll(async () => (await mailsOf(walk)).length, LONG).toBe(1);
  await office.crash(goOn);
  await expect.poll(() => stateOf(walk), LONG).toBe('completed');
  return walk;
}

describe('a process killed outright', () => {
  it('between the record of a sent mail and the end of its job repeats nothing', async () => {
    const walk = await killedAt('pgboss.job', "new.name = 'mail' and new.state = 'completed'");
    expect(await mailsOf(walk)).toHaveLength(1);
    const { id } = await jobOf(walk);
    const [record] = await office.sql`select message_id, kind from mail_deliveries where job = ${id}`;
    expect(record).toEqual({ message_id: `<${id}@127.0.0.1>`, kind: 'submitted' });
    expect((await mailsOf(walk))[0]?.messageId).toBe(`<${id}@127.0.0.1>`);
  }, 500_000);

  it('between the server’s yes and its record repeats the mail under the same name', async () => {
    const walk = await killedAt('mail_deliveries', 'true');
    const mails = await mailsOf(walk);
    expect(mails).toHaveLength(2);
    expect(new Set(mails.map((mail) => mail.messageId)).size).toBe(1);
  }, 500_000);
});
