import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectRefusal } from './act.ts';
import { caseIn, grantCase, stateOf, step } from './case-path.ts';
import { type Databases, openDatabase } from './database.ts';
import { type World, buildWorld } from './world.ts';

let databases: Databases;
let world: World;
beforeAll(async () => {
  databases = await openDatabase();
  world = await buildWorld(databases.owner);
});
afterAll(() => databases.close());

describe('Two people', () => {
  it('decide: whoever recommended a case cannot grant it, also with both duties', async () => {
    const { app, owner } = databases;
    const id = await caseIn(app, world, 'recommended');
    const role = '20000000-0000-4000-8000-000000000005';
    await owner`update directus_users set role = ${role} where id = ${world.people.reviewer}`;
    try {
      await expectRefusal(grantCase(app, world, id, { actor: world.people.reviewer }), 'same_person');
      const actor = world.people.reviewer;
      await expectRefusal(
        step(app, id, { event: 'refuse', to: 'refused', duty: 'approver', actor }),
        'same_person',
      );
    } finally {
      await owner`update directus_users set role = '20000000-0000-4000-8000-000000000004'
        where id = ${world.people.reviewer}`;
    }
  });

  it('release: not without a proposal, by neither of the two before, and back to where it came from', async () => {
    const { app } = databases;
    const id = await caseIn(app, world, 'submitted');
    const { manager, approver, reviewer } = world.people;
    await step(app, id, { event: 'suspend', to: 'suspended', duty: 'manager', actor: manager });
    await expectRefusal(
      step(app, id, { event: 'release', to: 'submitted', duty: 'approver', actor: approver }),
      'release_unproposed',
    );
    const propose = { event: 'propose_release', to: 'suspended' } as const;
    await expectRefusal(step(app, id, { ...propose, duty: 'manager', actor: manager }), 'same_person');
    await step(app, id, { ...propose, duty: 'reviewer', actor: reviewer });
    await expectRefusal(
      step(app, id, { event: 'release', to: 'submitted', duty: 'manager', actor: manager }),
      'same_person',
    );
    await expectRefusal(
      step(app, id, { event: 'release', to: 'payable', duty: 'approver', actor: approver }),
      'illegal_transition',
    );
    await step(app, id, { event: 'release', to: 'submitted', duty: 'approver', actor: approver });
    expect(await stateOf(app, id)).toBe('submitted');
  });

  it('release: not on a proposal that was made before the case was withdrawn', async () => {
    const { app } = databases;
    const id = await caseIn(app, world, 'submitted');
    const { manager, approver, reviewer, reception } = world.people;
    const propose = { event: 'propose_release', to: 'suspended', duty: 'reviewer', actor: reviewer } as const;
    const release = { event: 'release', to: 'submitted', duty: 'approver', actor: approver } as const;
    await step(app, id, { event: 'suspend', to: 'suspended', duty: 'manager', actor: manager });
    await step(app, id, propose);
    await step(app, id, { event: 'withdraw', to: 'withdrawn', duty: 'reception', actor: reception });
    const undo = { event: 'undo_withdrawal', to: 'suspended', duty: 'manager', actor: manager } as const;
    await step(app, id, { ...undo, facts: { wish: '7月15日　電話' } });
    await expectRefusal(step(app, id, release), 'release_unproposed');
    await step(app, id, propose);
    await step(app, id, release);
    expect(await stateOf(app, id)).toBe('submitted');
  });

  it('decide: whoever ever typed for the applicant at the desk does not, whoever typed after', async () => {
    const { app, owner } = databases;
    const id = await caseIn(app, world, 'recommended');
    const typed = { event: 'change_account', to: 'recommended' } as const;
    const desk = await world.person('reception');
    await step(app, id, { ...typed, duty: 'reception', actor: desk });
    await step(app, id, { ...typed, duty: 'applicant', actor: world.people.applicant });
    await owner`update directus_users set role = '20000000-0000-4000-8000-000000000005' where id = ${desk}`;
    await expectRefusal(grantCase(app, world, id, { actor: desk }), 'same_person');
    await grantCase(app, world, id);
    expect(await stateOf(app, id)).toBe('granted');
    // Nor does whoever decided name the account afterwards.
    const { approver } = world.people;
    const desked = '20000000-0000-4000-8000-000000000003';
    const account = { event: 'change_account', to: 'granted', duty: 'reception' } as const;
    await owner`update directus_users set role = ${desked} where id = ${approver}`;
    try {
      await expectRefusal(step(app, id, { ...account, actor: approver }), 'same_person');
    } finally {
      await owner`update directus_users set role = '20000000-0000-4000-8000-000000000005' where id = ${approver}`;
    }
    await step(app, id, { ...account, actor: world.people.reception });
  });

  it('take back: not whoever made the decision that stands; one that was taken back obliges nobody', async () => {
    const { app } = databases;
    const id = await caseIn(app, world, 'recommended');
    const second = await world.person('approver');
    const refuse = (actor: string) =>
      step(app, id, {
        event: 'refuse',
        to: 'refused',
        duty: 'approver',
        actor,
        also: async (trx) => {
          await trx`insert into decisions ${trx({
            id: randomUUID(),
            application: id,
            kind: 'refuse',
            number: randomUUID(),
            amount: 0,
            recommended_by: world.people.reviewer,
            decided_by: actor,
            decided_at: '2026-11-21T03:00:00Z',
            status: 'live',
          })}`;
        },
      });
    const revise = (actor: string) =>
      step(app, id, {
        event: 'revise_decision',
        to: 'in_review',
        duty: 'approver',
        actor,
        also: async (trx) => {
          await trx`update decisions set status = 'cancelled' where application = ${id} and status = 'live'`;
        },
      });
    await refuse(world.people.approver);
    await expectRefusal(revise(world.people.approver), 'same_person');
    await revise(second);
    const actor = world.people.reviewer;
    await step(app, id, { event: 'recommend', to: 'recommended', duty: 'reviewer', actor });
    await refuse(second);
    await expectRefusal(revise(second), 'same_person');
    await revise(world.people.approver);
    expect(await stateOf(app, id)).toBe('in_review');
  });

  it('cannot be got round by writing the state to return to', async () => {
    const { app } = databases;
    const id = await caseIn(app, world, 'submitted');
    await step(app, id, { event: 'suspend', to: 'suspended', duty: 'manager', actor: world.people.manager });
    await app`update applications set suspended_from = 'payable' where id = ${id}`;
    const [row] = await app`select suspended_from from applications where id = ${id}`;
    expect(row?.['suspended_from']).toBe('submitted');
  });
});
