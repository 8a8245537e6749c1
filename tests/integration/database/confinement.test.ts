import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectRefusal, nameAct } from './act.ts';
import { caseIn, startCase, stateOf, submitCase } from './case-path.ts';
import { type Databases, openDatabase } from './database.ts';
import { type World, buildWorld } from './world.ts';

let databases: Databases;
let world: World;
beforeAll(async () => {
  databases = await openDatabase();
  world = await buildWorld(databases.owner);
});
afterAll(() => databases.close());

describe('Deleting', () => {
  it('is possible for a draft and for nothing else', async () => {
    const { app } = databases;
    const draft = await startCase(app, world);
    await app`delete from applications where id = ${draft}`;
    expect(await stateOf(app, draft)).toBeUndefined();
    const submitted = await startCase(app, world);
    await submitCase(app, world, submitted);
    await expectRefusal(app`delete from applications where id = ${submitted}`.execute(), 'case_kept');
  });

  it('is refused for a person who acted on a case', async () => {
    await caseIn(databases.app, world, 'submitted');
    const { owner } = databases;
    await expectRefusal(
      owner`delete from directus_users where id = ${world.people.applicant}`.execute(),
      'person_kept',
    );
  });
});

describe('A setting', () => {
  it('does not outlive its transaction on the connection', async () => {
    const { app } = databases;
    const id = await caseIn(app, world, 'submitted');
    const one = await app.reserve();
    try {
      await one.unsafe('begin');
      await one`select set_config('grant.event', 'take', true), set_config('grant.duty', 'reviewer', true),
        set_config('grant.actor', ${world.people.reviewer}, true)`;
      await one.unsafe('commit');
      await expectRefusal(
        one`update applications set state = 'in_review', version = version + 1 where id = ${id}`.execute(),
        'state_fenced',
      );
    } finally {
      one.release();
    }
  });

  it('gives nobody a duty that a temporary table of the same name pretends', async () => {
    const { app } = databases;
    const id = await caseIn(app, world, 'submitted');
    await expectRefusal(
      app.begin(async (trx) => {
        await trx`create temporary table lifecycle_transitions as
          select 'submitted'::text from_state, 'take'::text event, 'paid'::text to_state, 'reviewer'::text duty`;
        await nameAct(trx, { event: 'take', duty: 'reviewer', actor: world.people.reviewer });
        await trx`update applications set state = 'paid', version = version + 1 where id = ${id}`;
      }),
      'illegal_transition',
    );
  });

  it('lets the role of the running product neither change the rules nor write events', async () => {
    const { app } = databases;
    await expect(
      app`insert into lifecycle_transitions values ('draft', 'submit', 'paid', 'applicant')`,
    ).rejects.toThrow(/permission denied/);
    await expect(app`alter table applications disable trigger all`).rejects.toThrow(/must be owner/);
    await expect(app`truncate case_events`).rejects.toThrow(/permission denied/);
    await expect(app`insert into case_events (application) values (${randomUUID()})`).rejects.toThrow(
      /permission denied/,
    );
  });
});
