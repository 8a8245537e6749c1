import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { acting, expectRefusal } from './act.ts';
import { caseIn, startCase, step, submitCase } from './case-path.ts';
import { type Databases, openDatabase } from './database.ts';
import { type World, buildWorld } from './world.ts';

let databases: Databases;
let world: World;
beforeAll(async () => {
  databases = await openDatabase();
  world = await buildWorld(databases.owner);
});
afterAll(() => databases.close());

describe('A case comes into being', () => {
  it('is refused as already granted, whoever inserts it and whatever event is named', async () => {
    const { app } = databases;
    const row = { id: randomUUID(), channel: 'online', programme: world.programme, practice: true };
    await expectRefusal(
      app`insert into applications ${app({ ...row, state: 'paid' })}`.execute(),
      'state_fenced',
    );
    await expectRefusal(
      app`insert into applications ${app({ ...row, state: 'draft' })}`.execute(),
      'state_fenced',
    );
    const act = { event: 'start', duty: 'applicant', actor: world.people.applicant };
    await expectRefusal(
      acting(app, act, (trx) => trx`insert into applications ${trx({ ...row, state: 'granted' })}`),
      'state_fenced',
    );
  });

  it('is refused as a draft of somebody else', async () => {
    const { app } = databases;
    const other = await world.person('applicant', 'other');
    const row = {
      id: randomUUID(),
      channel: 'online',
      programme: world.programme,
      practice: true,
      state: 'draft',
    };
    const act = { event: 'start', duty: 'applicant', actor: other };
    const applicant = world.people.applicant;
    await expectRefusal(
      acting(app, act, (trx) => trx`insert into applications ${trx({ ...row, applicant })}`),
      'forbidden_duty',
    );
  });

  it('starts at version 0 with no recommendation, whatever the caller wrote', async () => {
    const { app } = databases;
    const id = await startCase(app, world, { recommendation: 'grant', version: '7' });
    const [row] = await app`select version, recommendation, state from applications where id = ${id}`;
    expect(row).toEqual({ version: 0, recommendation: null, state: 'draft' });
  });

  it('does not mix practice with real data', async () => {
    const { app } = databases;
    const actor = world.people.applicant;
    const row = {
      id: randomUUID(),
      channel: 'online',
      programme: world.programme,
      state: 'draft',
      applicant: actor,
    };
    await expectRefusal(
      acting(
        app,
        { event: 'start', duty: 'applicant', actor },
        (trx) => trx`insert into applications ${trx({ ...row, practice: false })}`,
      ),
      'practice_mixed',
    );
  });
});

describe('A change of state', () => {
  it('is refused without an event, also for the owner of the database', async () => {
    const id = await caseIn(databases.app, world, 'submitted');
    for (const sql of [databases.app, databases.owner]) {
      await expectRefusal(
        sql`update applications set state = 'paid', version = version + 1 where id = ${id}`.execute(),
        'state_fenced',
      );
    }
  });

  it('is refused when the table has no such way', async () => {
    const id = await caseIn(databases.app, world, 'submitted');
    const actor = world.people.approver;
    await expectRefusal(
      step(databases.app, id, { event: 'grant', to: 'granted', duty: 'approver', actor }),
      'illegal_transition',
    );
    await expectRefusal(
      step(databases.app, id, { event: 'take', to: 'paid', duty: 'reviewer', actor: world.people.reviewer }),
      'illegal_transition',
    );
  });

  it('is refused when the duty named is not the duty of the event', async () => {
    const id = await caseIn(databases.app, world, 'submitted');
    const actor = world.people.reception;
    await expectRefusal(
      step(databases.app, id, { event: 'take', to: 'in_review', duty: 'reception', actor }),
      'forbidden_duty',
    );
  });

  it('is refused when the actor does not hold the duty named', async () => {
    const id = await caseIn(databases.app, world, 'submitted');
    const actor = world.people.approver;
    await expectRefusal(
      step(databases.app, id, { event: 'take', to: 'in_review', duty: 'reviewer', actor }),
      'forbidden_duty',
    );
  });

  it('is refused to a person whose account was suspended', async () => {
    const id = await caseIn(databases.app, world, 'submitted');
    const actor = await world.person('reviewer', 'leaver');
    await databases.owner`update directus_users set status = 'suspended' where id = ${actor}`;
    await expectRefusal(
      step(databases.app, id, { event: 'take', to: 'in_review', duty: 'reviewer', actor }),
      'forbidden_duty',
    );
  });

  it('counts duties that come from a parent of the role', async () => {
    const role = randomUUID();
    await databases.owner`insert into directus_roles (id, name, parent)
      values (${role}, '審査補助', '20000000-0000-4000-8000-000000000004')`;
    const actor = await world.person('official', 'helper');
    await databases.owner`update directus_users set role = ${role} where id = ${actor}`;
    const held = await databases.app<{ duty: string }[]>`select grant_duties(${actor}) as duty`;
    expect(held.map((row) => row.duty)).toEqual(['reviewer']);
  });

  it('counts on exactly one version, so that a stale screen loses', async () => {
    const id = await caseIn(databases.app, world, 'submitted');
    const act = { event: 'take', duty: 'reviewer', actor: world.people.reviewer };
    for (const version of [1, 3]) {
      await expectRefusal(
        acting(
          databases.app,
          act,
          (trx) => trx`update applications set state = 'in_review', version = ${version} where id = ${id}`,
        ),
        'stale_version',
      );
    }
  });

  it('is won by one of two people who move the same case at the same moment', async () => {
    const { app } = databases;
    const id = await caseIn(app, world, 'submitted');
    const other = await world.person('reviewer', 'second');
    const take = (actor: string) =>
      acting(
        app,
        { event: 'take', duty: 'reviewer', actor },
        (trx) =>
          trx`update applications set state = 'in_review', version = 2 where id = ${id} and state = 'submitted'`,
      );
    const answers = await Promise.all([take(world.people.reviewer), take(other)]);
    expect(answers.map((rows) => rows.count).sort()).toEqual([0, 1]);
    const [events] =
      await app`select count(*)::int as n from case_events where application = ${id} and event = 'take'`;
    expect(events?.['n']).toBe(1);
  });

  it('is refused to the second of two people who saw the same version', async () => {
    const { app } = databases;
    const id = await caseIn(app, world, 'submitted');
    const other = await world.person('reviewer', 'third');
    const move = (actor: string, event: string, to: string, duty: string) =>
      acting(
        app,
        { event, duty, actor, reason: '試験' },
        (trx) => trx`update applications set state = ${to}, version = 2 where id = ${id}`,
      );
    const answers = await Promise.allSettled([
      move(world.people.reviewer, 'take', 'in_review', 'reviewer'),
      move(other, 'suspend', 'suspended', 'reviewer'),
    ]);
    expect(answers.map((answer) => answer.status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('tells whom the case waits for and since when', async () => {
    const id = await caseIn(databases.app, world, 'submitted');
    const [row] = await databases.app`select waiting_for, state_since > now() - interval '1 minute' as fresh
      from applications where id = ${id}`;
    expect(row).toEqual({ waiting_for: 'office', fresh: true });
  });
});

describe('A withdrawal that was a mistake', () => {
  const withdraw = async (id: string, duty: 'applicant' | 'reception' = 'reception') =>
    step(databases.app, id, { event: 'withdraw', to: 'withdrawn', duty, actor: world.people[duty] });
  const undo = async (
    id: string,
    to: string,
    more: { reason?: string; wish?: string; actor?: string } = {},
  ) => {
    const { reason = '別の受付番号と取り違えた。', wish, actor = world.people.manager } = more;
    const act = {
      event: 'undo_withdrawal',
      duty: 'manager',
      actor,
      reason,
      facts: wish === undefined ? { mistake: 'true' } : { wish },
    };
    await acting(
      databases.app,
      act,
      (trx) => trx`update applications set state = ${to}, version = version + 1 where id = ${id}`,
    );
  };

  it('is taken back by another approver or manager, with a reason, to where the case was', async () => {
    const { app, owner } = databases;
    const id = await caseIn(app, world, 'submitted');
    await withdraw(id);
    await expectRefusal(
      app`update applications set state = 'submitted' where id = ${id}`.execute(),
      'state_fenced',
    );
    await expectRefusal(undo(id, 'submitted', { actor: world.people.reception }), 'forbidden_duty');
    await expectRefusal(undo(id, 'submitted', { reason: ' ' }), 'undo_reason');
    // What the desk recorded was the applicant's wish, unless the office says that it was wrong.
    await expectRefusal(undo(id, 'submitted', { wish: ' ' }), 'undo_unasked');
    for (const to of ['in_review', 'recommended', 'received'])
      await expectRefusal(undo(id, to), 'illegal_transition');
    await expectRefusal(undo(id, 'granted'), 'illegal_transition');
    // Somebody who holds both duties.
    const by = (person: string) =>
      owner.begin(async (trx) => {
        await trx`set local session_replication_role = replica`;
        await trx`update case_events set actor = ${person} where application = ${id} and event = 'withdraw'`;
      });
    await by(world.people.manager);
    await expectRefusal(undo(id, 'submitted'), 'same_person');
    await by(world.people.reception);
    await undo(id, 'submitted');
    const [row] = await app`select state, waiting_for, version from applications where id = ${id}`;
    expect(row).toMatchObject({ state: 'submitted', waiting_for: 'office', version: 3 });
  });

  it('by the applicant comes back only on a wish that is noted', async () => {
    const id = await caseIn(databases.app, world, 'recommended');
    await withdraw(id, 'applicant');
    await expectRefusal(undo(id, 'recommended'), 'undo_unasked');
    await expectRefusal(undo(id, 'recommended', { wish: ' ' }), 'undo_unasked');
    await undo(id, 'recommended', { wish: '7月15日　電話' });
  });

  it('leads back into a suspension, which ends as it would have', async () => {
    const { app } = databases;
    const id = await caseIn(app, world, 'submitted');
    await step(app, id, { event: 'suspend', to: 'suspended', duty: 'manager', actor: world.people.manager });
    await withdraw(id);
    await expectRefusal(undo(id, 'submitted'), 'illegal_transition');
    await undo(id, 'suspended');
    const [row] = await app`select suspended_from from applications where id = ${id}`;
    expect(row?.['suspended_from']).toBe('submitted');
  });

  it('makes no duplicate of what was filed instead, where the programme keeps duplicates out', async () => {
    const { app, owner } = databases;
    await owner`update programme_versions set exact_duplicates = 'receipt' where id = ${world.version}`;
    const filed = async () => {
      const id = await caseIn(app, world, 'draft');
      const keys = { employee_key: '50012000009/2026-05-01', insurance_office_number: '09019999999' };
      await app`update applications set ${app(keys)} where id = ${id}`;
      await submitCase(app, world, id);
      return id;
    };
    const id = await filed();
    await withdraw(id);
    const other = await filed();
    await expectRefusal(undo(id, 'submitted'), 'duplicate_refiled');
    await withdraw(other);
    await undo(id, 'submitted');
    await expectRefusal(undo(other, 'submitted'), 'duplicate_refiled');
  });
});
