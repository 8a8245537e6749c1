import { randomUUID } from 'node:crypto';
import type { Sql } from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { acting, expectRefusal } from './act.ts';
import { caseIn, step } from './case-path.ts';
import { type Databases, openDatabase } from './database.ts';
import { type World, buildWorld } from './world.ts';

let databases: Databases;
let world: World;
beforeAll(async () => {
  databases = await openDatabase();
  world = await buildWorld(databases.owner);
});
afterAll(() => databases.close());

interface Break {
  readonly chain: string;
  readonly problem: string;
}

/** What the verification finds after `tampering` with the triggers off; everything is put back afterwards. */
async function foundAfter(tampering: (trx: Sql) => Promise<unknown>): Promise<string[]> {
  const putBack = new Error('put back');
  let found: readonly Break[] = [];
  await databases.owner
    .begin(async (trx) => {
      await trx`set local session_replication_role = replica`;
      await tampering(trx as unknown as Sql);
      found = await trx<Break[]>`select chain, problem from grant_verify_chain()`;
      throw putBack;
    })
    .catch((error: unknown) => {
      if (error !== putBack) throw error;
    });
  return found.map(({ chain, problem }) => `${chain}: ${problem}`);
}

async function log(actor: string): Promise<void> {
  await databases.app`insert into access_log ${databases.app({
    actor,
    action: 'case.open',
    target_collection: 'applications',
    target_id: randomUUID(),
    at: '2001-01-01T00:00:00Z',
    hash: 'forged',
  })}`;
}

describe('The events of a case', () => {
  it('are written by the change of state itself, with actor, duty, reason and facts', async () => {
    const { app } = databases;
    const id = await caseIn(app, world, 'submitted');
    const [event] =
      await app`select seq, event, from_state, to_state, actor, duty, reason, length(hash) as length
      from case_events where application = ${id}`;
    const actor = world.people.applicant;
    const states = { from_state: 'draft', to_state: 'submitted' };
    expect(event).toEqual({
      seq: 1,
      event: 'submit',
      ...states,
      actor,
      duty: 'applicant',
      reason: '試験',
      length: 64,
    });
  });

  it('cannot be inserted, changed, deleted or emptied, also by the owner of the table', async () => {
    const { owner } = databases;
    const id = await caseIn(owner, world, 'submitted');
    const row = { application: id, seq: 9, event: 'grant', to_state: 'granted', at: '2026-11-20T00:00:00Z' };
    await expectRefusal(owner`insert into case_events ${owner(row)}`.execute(), 'append_only');
    await expectRefusal(
      owner`update case_events set reason = '別' where application = ${id}`.execute(),
      'append_only',
    );
    await expectRefusal(owner`delete from case_events where application = ${id}`.execute(), 'append_only');
    await expectRefusal(owner`truncate case_events`.execute(), 'append_only');
  });

  it('form one line per case when many cases move at once', async () => {
    const cases = await Promise.all(
      Array.from({ length: 8 }, () => caseIn(databases.app, world, 'recommended')),
    );
    const rows = await databases.app`select array_agg(seq order by seq) as line from case_events
      where application in ${databases.app(cases)} group by application`;
    expect(rows.map((row) => String(row['line']))).toEqual(cases.map(() => '1,2,3'));
    expect(await foundAfter(() => Promise.resolve())).toEqual([]);
  });

  it('disclose a changed reason, a removed event and a removed last event', async () => {
    const id = await caseIn(databases.app, world, 'recommended');
    expect(
      await foundAfter(
        (trx) => trx`update case_events set reason = '書換え' where application = ${id} and seq = 2`,
      ),
    ).toEqual(['case_events: content was changed']);
    expect(
      await foundAfter((trx) => trx`delete from case_events where application = ${id} and seq = 2`),
    ).toContain('case_events: an entry before is missing');
    expect(
      await foundAfter((trx) => trx`delete from case_events where application = ${id} and seq = 3`),
    ).toEqual(['case_events: is not how the case came to its state']);
  });

  it('disclose a state that was set behind their back', async () => {
    const id = await caseIn(databases.app, world, 'submitted');
    expect(await foundAfter((trx) => trx`update applications set state = 'paid' where id = ${id}`)).toEqual([
      'case_events: is not how the case came to its state',
    ]);
    expect(await foundAfter((trx) => trx`delete from case_events where application = ${id}`)).toEqual([
      `case_events: no entry for case ${id}`,
    ]);
  });
});

describe('The access log', () => {
  it('stamps and links its lines itself', async () => {
    await log(world.people.official);
    const [line] =
      await databases.app`select at > now() - interval '1 minute' as fresh, length(hash) as length
      from access_log order by id desc limit 1`;
    expect(line).toEqual({ fresh: true, length: 64 });
  });

  it('is one chain when many people look at once', async () => {
    await Promise.all(Array.from({ length: 40 }, () => log(world.people.official)));
    expect(await foundAfter(() => Promise.resolve())).toEqual([]);
  });

  it('cannot be changed or deleted, also by the owner of the table', async () => {
    const { app, owner } = databases;
    await log(world.people.official);
    await expectRefusal(owner`update access_log set purpose = '別'`.execute(), 'append_only');
    await expectRefusal(owner`delete from access_log`.execute(), 'append_only');
    await expectRefusal(owner`truncate access_log`.execute(), 'append_only');
    await expect(app`update access_log set purpose = '別'`).rejects.toThrow(/permission denied/);
  });

  it('is not written through a trigger on a table of one’s own', async () => {
    const { app } = databases;
    const forge = app.begin(async (trx) => {
      await trx`create temporary table bait (n integer)`;
      await trx.unsafe(`create function pg_temp.forge() returns trigger language plpgsql as $$ begin
        insert into public.ledger_entries (id, transaction, posted_on, account, debit)
        values (gen_random_uuid(), gen_random_uuid(), '2026-11-23', 'grant', 1); return null; end $$`);
      await trx`create trigger forge after insert on bait for each row execute function pg_temp.forge()`;
      await trx`insert into bait values (1)`;
    });
    await expectRefusal(forge, 'money_fenced');
  });

  it('discloses a changed line, a removed line and a removed last line', async () => {
    for (let n = 0; n < 3; n += 1) await log(world.people.official);
    const nth = (sql: Sql, back: number) =>
      sql`(select id from access_log order by id desc offset ${back} limit 1)`;
    expect(
      await foundAfter((trx) => trx`update access_log set action = 'none' where id = ${nth(trx, 1)}`),
    ).toEqual(['access_log: content was changed']);
    expect(await foundAfter((trx) => trx`delete from access_log where id = ${nth(trx, 1)}`)).toContain(
      'access_log: the entry before is missing',
    );
    expect(await foundAfter((trx) => trx`delete from access_log where id = ${nth(trx, 0)}`)).toContain(
      'access_log: the last entry is missing or was changed',
    );
  });
});

describe("Directus' own log", () => {
  it('takes new lines and gives none up, except for the parent of a revision', async () => {
    const { app, owner } = databases;
    const [activity] = await app<
      { id: number }[]
    >`insert into directus_activity (action, collection, item) values ('update', 'x', '1')
      returning id`;
    const [first] = await app<{ id: number }[]>`insert into directus_revisions (activity, collection, item)
      values (${activity?.id ?? 0}, 'x', '1') returning id`;
    await app`update directus_revisions set parent = ${first?.id ?? 0} where id = ${first?.id ?? 0}`;
    for (const sql of [app, owner]) {
      await expectRefusal(sql`update directus_activity set action = 'forged'`.execute(), 'append_only');
      await expectRefusal(sql`update directus_revisions set data = '{}'`.execute(), 'append_only');
      await expectRefusal(sql`delete from directus_revisions`.execute(), 'append_only');
    }
    await expectRefusal(owner`delete from directus_activity`.execute(), 'append_only');
  });
});

describe('Judgements, findings and reviews', () => {
  it('stay as they were made; only the mark of a finding is written later', async () => {
    const { app } = databases;
    const application = await caseIn(app, world, 'submitted');
    const judgement = {
      id: randomUUID(),
      application,
      number: 1,
      judged_at: '2026-11-20T03:00:00Z',
      verdict: 'eligible',
    };
    await app`insert into judgements ${app(judgement)}`;
    const finding = {
      id: randomUUID(),
      judgement: judgement.id,
      application,
      rule: 'leave',
      verdict: 'to_check',
    };
    await app`insert into findings ${app(finding)}`;
    const actor = world.people.reviewer;
    const mark = { mark: 'ok', mark_note: '確認', mark_version: 1 };
    const marking = (changes: object) =>
      acting(app, { actor }, (trx) => trx`update findings set ${app({ ...mark, ...changes })}`);
    await expectRefusal(marking({}), 'mark_fenced');
    await step(app, application, { event: 'take', to: 'in_review', duty: 'reviewer', actor });
    await expectRefusal(
      acting(app, { actor: world.people.manager }, (trx) => trx`update findings set ${app(mark)}`),
      'forbidden_duty',
    );
    await expectRefusal(marking({ mark_note: '　' }), 'mark_fenced');
    await expectRefusal(marking({ evidence_page: 1 }), 'mark_evidence');
    await marking({});
    await expectRefusal(marking({ mark: 'defect' }), 'stale_version');
    const copied = { ...finding, id: randomUUID(), mark: 'defect', marked_by: actor };
    await expectRefusal(app`insert into findings ${app(copied)}`.execute(), 'mark_fenced');
    await expectRefusal(app`update findings set verdict = 'passed'`.execute(), 'append_only');
    await expectRefusal(app`update judgements set amount_total = 1`.execute(), 'append_only');
    const review = {
      id: randomUUID(),
      application,
      reviewer: world.people.reviewer,
      recommendation: 'grant',
    };
    await app`insert into reviews ${app(review)}`;
    await expectRefusal(app`update reviews set recommendation = 'refuse'`.execute(), 'append_only');
    await expectRefusal(app`delete from reviews`.execute(), 'append_only');
  });
});
