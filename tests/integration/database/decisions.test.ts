import { randomUUID } from 'node:crypto';
import { nameKey } from '@grant/schema';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { acting, expectRefusal } from './act.ts';
import {
  AMOUNT,
  caseIn,
  grantCase,
  recommendCase,
  startCase,
  stateOf,
  step,
  submitCase,
} from './case-path.ts';
import { type Databases, openDatabase } from './database.ts';
import { type World, buildWorld } from './world.ts';

let databases: Databases;
let world: World;
beforeAll(async () => {
  databases = await openDatabase();
  world = await buildWorld(databases.owner);
});
afterAll(() => databases.close());

const decisionOf = (application: string, more: Record<string, string | number> = {}) => ({
  id: randomUUID(),
  application,
  kind: 'grant',
  amount: AMOUNT,
  recommended_by: world.people.reviewer,
  decided_by: world.people.approver,
  status: 'live',
  ...more,
});

/** Inserts a decision under the event, without the change of state. */
function decide(
  application: string,
  more: Record<string, string | number> = {},
  event = 'grant',
  actor?: string,
) {
  const act = { event, duty: 'approver', actor: actor ?? world.people.approver };
  return acting(
    databases.app,
    act,
    (trx) => trx`insert into decisions ${trx(decisionOf(application, more))}`,
  );
}

/** A recommended case with these columns of the employer. */
async function recommendedWith(columns: Record<string, string | null>): Promise<string> {
  const { app } = databases;
  const id = await startCase(app, world);
  await app`update applications set ${app(columns)} where id = ${id}`;
  await submitCase(app, world, id);
  await recommendCase(app, world, id);
  return id;
}

/** Two recommended cases of one employer. */
async function twoOfOneEmployer(): Promise<[string, string]> {
  const columns = { employer: await world.employer() };
  return [await recommendedWith(columns), await recommendedWith(columns)];
}

describe('A decision', () => {
  it('is made only in the event of its kind and by its signatory', async () => {
    const id = await caseIn(databases.app, world, 'recommended');
    const { app } = databases;
    await expectRefusal(app`insert into decisions ${app(decisionOf(id))}`.execute(), 'state_fenced');
    await expectRefusal(decide(id, {}, 'refuse'), 'state_fenced');
    await expectRefusal(decide(id, {}, 'grant', world.people.reviewer), 'forbidden_duty');
    const other = await world.person('approver', 'other');
    await expectRefusal(decide(id, { decided_by: other }), 'forbidden_duty');
  });

  it('is never made by whoever once brought in, took or recommended the case, even long before', async () => {
    const { app, owner } = databases;
    const id = await caseIn(app, world, 'recommended');
    const early = await world.person('reviewer', 'early');
    const { approver, reviewer } = world.people;
    await step(app, id, { event: 'return_to_review', to: 'in_review', duty: 'approver', actor: approver });
    await step(app, id, { event: 'recommend', to: 'recommended', duty: 'reviewer', actor: early });
    await step(app, id, { event: 'return_to_review', to: 'in_review', duty: 'approver', actor: approver });
    await step(app, id, { event: 'recommend', to: 'recommended', duty: 'reviewer', actor: reviewer });
    await owner`update directus_users set role = '20000000-0000-4000-8000-000000000005' where id = ${early}`;
    await expectRefusal(decide(id, { decided_by: early }, 'grant', early), 'same_person');
  });

  it('is never signed by the person who recommended it, whatever the triggers say', async () => {
    const { owner } = databases;
    const id = await caseIn(owner, world, 'recommended');
    const row = decisionOf(id, { decided_by: world.people.reviewer });
    await expectRefusal(
      owner.begin(async (trx) => {
        await trx`set local session_replication_role = replica`;
        await trx`insert into decisions ${trx(row)}`;
      }),
      'same_person',
    );
  });

  it('is for the judged amount, above zero, and names who recommended it', async () => {
    const id = await caseIn(databases.app, world, 'recommended');
    await expectRefusal(decide(id, { amount: AMOUNT + 1 }), 'decision_mismatch');
    await expectRefusal(decide(id, { amount: 0 }), 'decision_mismatch');
    await expectRefusal(decide(id, { recommended_by: world.people.manager }), 'decision_mismatch');
    await expectRefusal(decide(id, { kind: 'refuse' }, 'refuse'), 'decision_mismatch');
  });

  it('does not stand without the state it decides, nor the state without it', async () => {
    const { app } = databases;
    const id = await caseIn(app, world, 'recommended');
    await expectRefusal(decide(id), 'evidence_missing');
    const actor = world.people.approver;
    for (const event of ['grant', 'refuse']) {
      const to = event === 'grant' ? 'granted' : 'refused';
      await expectRefusal(step(app, id, { event, to, duty: 'approver', actor }), 'evidence_missing');
    }
    expect(await stateOf(app, id)).toBe('recommended');
  });

  it('is one per case when two approvers decide at the same moment', async () => {
    const { app } = databases;
    const id = await caseIn(app, world, 'recommended');
    const other = await world.person('approver', 'fast');
    const answers = await Promise.allSettled([
      grantCase(app, world, id),
      grantCase(app, world, id, { actor: other }),
    ]);
    expect(answers.map((answer) => answer.status).sort()).toEqual(['fulfilled', 'rejected']);
    const [live] =
      await app`select count(*)::int as n from decisions where application = ${id} and status = 'live'`;
    expect(live?.['n']).toBe(1);
  });

  it('never changes; only its cancelling is written, by an approver in the event of cancelling', async () => {
    const { app } = databases;
    const id = await caseIn(app, world, 'granted');
    await expectRefusal(
      app`update decisions set amount = 1 where application = ${id}`.execute(),
      'append_only',
    );
    await expectRefusal(app`delete from decisions where application = ${id}`.execute(), 'append_only');
    await expectRefusal(
      app`update decisions set status = 'cancelled' where application = ${id}`.execute(),
      'state_fenced',
    );
    const actor = await world.person('approver', 'canceller');
    const cancel = { event: 'cancel', to: 'cancelled', duty: 'approver', actor } as const;
    await expectRefusal(step(app, id, { ...cancel, actor: world.people.approver }), 'same_person');
    await expectRefusal(step(app, id, cancel), 'evidence_missing');
    await step(app, id, {
      ...cancel,
      also: async (trx) => {
        await trx`update decisions set status = 'cancelled' where application = ${id}`;
        await trx`update obligations set status = 'cancelled' where application = ${id}`;
      },
    });
    expect(await stateOf(app, id)).toBe('cancelled');
  });

  it('is none where a bar began since the judgement, though it was entered before', async () => {
    const { app, owner } = databases;
    const id = await caseIn(app, world, 'draft');
    await app`update applications set representative_name = '停止　次郎' where id = ${id}`;
    await submitCase(app, world, id);
    await recommendCase(app, world, id);
    await owner`insert into bars ${owner({
      id: randomUUID(),
      kind: 'representative',
      name: '停止次郎',
      name_key: nameKey('停止次郎'),
      starts_on: '2026-11-22',
      until_on: '2031-11-21',
      reason: '不正受給',
      practice: true,
    })}`;
    const judge = async (number: number, judged_at: string) => {
      const row = { id: randomUUID(), application: id, number, judged_at, verdict: 'eligible' };
      await app`insert into judgements ${app(row)}`;
    };
    const newer = (today: string) =>
      acting(owner, { today }, async (trx) => {
        const [row] = await trx<{ newer: boolean }[]>`select grant_lists_newer(${id}) as newer`;
        return row?.newer;
      });
    await judge(1, '2026-11-20T03:00:00Z');
    await expect(newer('2026-11-21')).resolves.toBe(false);
    await expect(newer('2026-11-22')).resolves.toBe(true);
    await expectRefusal(grantCase(app, world, id), 'lists_newer');
    // From midnight of the office on: 15:00 UTC of the day before.
    await judge(2, '2026-11-21T15:00:00Z');
    await expect(newer('2026-11-22')).resolves.toBe(false);
  });
});

describe('The limit of one award per employer and year', () => {
  it('refuses the second grant', async () => {
    const [first, second] = await twoOfOneEmployer();
    await grantCase(databases.app, world, first);
    await expectRefusal(grantCase(databases.app, world, second), 'award_limit');
  });

  it('holds when both are decided at the same moment', async () => {
    const [first, second] = await twoOfOneEmployer();
    const other = await world.person('approver', 'parallel');
    const answers = await Promise.allSettled([
      grantCase(databases.app, world, first),
      grantCase(databases.app, world, second, { actor: other }),
    ]);
    expect(answers.map((answer) => answer.status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('takes two sole owners of one insurance office for one, and two corporations for two', async () => {
    const owners = { employer_corporate_number: null, insurance_office_number: '09017654321' };
    const [first, second] = [await recommendedWith(owners), await recommendedWith(owners)];
    const corporation = await recommendedWith({ ...owners, employer_corporate_number: '7000012050002' });
    await grantCase(databases.app, world, first);
    await expectRefusal(grantCase(databases.app, world, second), 'award_limit');
    await grantCase(databases.app, world, corporation);
  });

  it('follows the figures of the programme version', async () => {
    const { owner, app } = databases;
    const [first, second] = await twoOfOneEmployer();
    await owner`update programme_versions set award_limit_count = 2 where id = ${world.version}`;
    try {
      await grantCase(app, world, first);
      await grantCase(app, world, second);
    } finally {
      await owner`update programme_versions set award_limit_count = 1 where id = ${world.version}`;
    }
    expect(await stateOf(app, second)).toBe('granted');
  });

  it('asks a grant to name the employee and the child where those are counted', async () => {
    const { owner, app } = databases;
    const id = await caseIn(app, world, 'recommended');
    await owner`update programme_versions set award_limit_per = 'employee_child' where id = ${world.version}`;
    try {
      await expectRefusal(grantCase(app, world, id), 'decision_mismatch');
    } finally {
      await owner`update programme_versions set award_limit_per = 'employer_fy' where id = ${world.version}`;
    }
    await grantCase(app, world, id);
  });

  it('asks a grant to name its employer', async () => {
    const { app } = databases;
    const id = await startCase(app, world);
    await app`update applications set employer = null where id = ${id}`;
    const { applicant, reviewer } = world.people;
    await step(app, id, {
      event: 'submit',
      to: 'submitted',
      duty: 'applicant',
      actor: applicant,
      set: { amount_total: AMOUNT },
    });
    await step(app, id, { event: 'take', to: 'in_review', duty: 'reviewer', actor: reviewer });
    await step(app, id, { event: 'recommend', to: 'recommended', duty: 'reviewer', actor: reviewer });
    await expectRefusal(grantCase(app, world, id), 'decision_mismatch');
  });
});

describe('An obligation', () => {
  it('is one per decision and for exactly its amount', async () => {
    const { app } = databases;
    const id = await caseIn(app, world, 'granted');
    const [decision] = await app<{ id: string }[]>`select id from decisions where application = ${id}`;
    const actor = world.people.approver;
    const row = {
      id: randomUUID(),
      application: id,
      decision: decision?.id ?? '',
      kind: 'grant',
      status: 'open',
    };
    const add = (amount: number) =>
      acting(app, { actor }, (trx) => trx`insert into obligations ${trx({ ...row, amount })}`);
    await expectRefusal(add(AMOUNT + 1), 'obligation_mismatch');
    await expect(add(AMOUNT)).rejects.toMatchObject({ code: '23505' });
    await expectRefusal(
      app`update obligations set amount = 1 where application = ${id}`.execute(),
      'append_only',
    );
  });

  it('is settled only by a payment that arrived', async () => {
    const { app } = databases;
    const id = await caseIn(app, world, 'granted');
    await expectRefusal(
      app`update obligations set status = 'settled' where application = ${id}`.execute(),
      'obligation_mismatch',
    );
  });
});
