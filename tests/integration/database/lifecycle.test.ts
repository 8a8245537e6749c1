import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { acting, expectRefusal } from './act.ts';
import { caseIn, startCase, step } from './case-path.ts';
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
