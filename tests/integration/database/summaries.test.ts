import { stateLabel, STATES } from '@grant/schema';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectRefusal } from './act.ts';
import { AMOUNT, caseIn, startCase, step } from './case-path.ts';
import { type Databases, openDatabase } from './database.ts';
import { type World, buildWorld } from './world.ts';

let databases: Databases;
let world: World;
beforeAll(async () => {
  databases = await openDatabase();
  world = await buildWorld(databases.owner);
});
afterAll(() => databases.close());

async function figures(): Promise<Record<string, [number, number]>> {
  const rows = await databases.app`select dimension, bucket, count, amount from summaries
    where programme = ${world.programme} and count <> 0`;
  return Object.fromEntries(
    rows.map((row) => [`${row['dimension']}/${row['bucket']}`, [row['count'], row['amount']]]),
  );
}

/** How many cases the channels and the months add up to. */
function received(of: Record<string, [number, number]>): { channel: number; month: number } {
  const sum = (dimension: string): number =>
    Object.entries(of).reduce((all, [name, [n]]) => (name.startsWith(`${dimension}/`) ? all + n : all), 0);
  return { channel: sum('channel'), month: sum('month') };
}

describe('The figures for the prefecture', () => {
  it('count a draft as a draft only and a submitted case in every dimension', async () => {
    await startCase(databases.app, world);
    expect(await figures()).toEqual({ 'state/draft': [1, 0] });
    const id = await caseIn(databases.app, world, 'submitted');
    expect(await figures()).toEqual({
      'state/draft': [1, 0],
      'state/submitted': [1, AMOUNT],
      'channel/online': [1, AMOUNT],
      'month/2026-11': [1, AMOUNT],
      'verdict/eligible': [1, AMOUNT],
    });
    const actor = world.people.reviewer;
    const set = { amount_total: 500_000 };
    await step(databases.app, id, { event: 'take', to: 'in_review', duty: 'reviewer', actor, set });
    expect(await figures()).toMatchObject({
      'state/in_review': [1, 500_000],
      'channel/online': [1, 500_000],
    });
  });

  it('count a withdrawn draft under its state only: it was never received', async () => {
    const { channel, month } = received(await figures());
    const id = await startCase(databases.app, world);
    const actor = world.people.applicant;
    await step(databases.app, id, { event: 'withdraw', to: 'withdrawn', duty: 'applicant', actor });
    expect(await figures()).toMatchObject({ 'state/withdrawn': [1, 0] });
    expect(received(await figures())).toEqual({ channel, month });
  });

  it('count an amount from its decision on, also while a doubt about it is looked into', async () => {
    const id = await caseIn(databases.app, world, 'granted');
    expect(await figures()).toMatchObject({ 'state/granted': [1, AMOUNT], [`tier/${AMOUNT}`]: [1, AMOUNT] });
    const actor = world.people.manager;
    await step(databases.app, id, { event: 'suspend', to: 'suspended', duty: 'manager', actor });
    expect(await figures()).toMatchObject({
      'state/suspended': [1, AMOUNT],
      [`tier/${AMOUNT}`]: [1, AMOUNT],
    });
    expect(await figures()).not.toHaveProperty('state/granted');
    expect([...(await databases.app`select * from grant_verify_summaries()`)]).toEqual([]);
  });

  it('are right after many people worked at the same time', async () => {
    await Promise.all(
      Array.from({ length: 12 }, (_, n) =>
        caseIn(databases.app, world, n % 2 === 0 ? 'recommended' : 'submitted'),
      ),
    );
    expect([...(await databases.app`select * from grant_verify_summaries()`)]).toEqual([]);
  });

  it('are not counted for what was rolled back', async () => {
    const { app } = databases;
    const before = await figures();
    await app
      .begin(async (trx) => {
        await trx`select set_config('grant.event', 'start', true), set_config('grant.duty', 'applicant', true),
          set_config('grant.actor', ${world.people.applicant}, true)`;
        await trx`insert into applications (id, state, channel, programme, practice, applicant)
          values (gen_random_uuid(), 'draft', 'online', ${world.programme}, true, ${world.people.applicant})`;
        throw new Error('put back');
      })
      .catch(() => undefined);
    expect(await figures()).toEqual(before);
  });

  it('are written by nobody but the count itself', async () => {
    const { app, owner } = databases;
    await expectRefusal(owner`update summaries set count = 99`.execute(), 'append_only');
    await expectRefusal(owner`delete from summaries`.execute(), 'append_only');
    await expect(app`update summaries set count = 99`).rejects.toThrow(/permission denied/);
  });

  it('are called what the domain calls its states', async () => {
    const rows = await databases.app<
      { bucket: string; label: string }[]
    >`select bucket, label from summary_labels where dimension = 'state'`;
    const labels = Object.fromEntries(rows.map((row) => [row.bucket, row.label]));
    expect(labels).toEqual(Object.fromEntries(STATES.map((state) => [state, stateLabel(state)])));
  });

  it('name months and amounts in Japanese', async () => {
    const rows = await databases.app`select (grant_bucket_label('month', '2026-05')).label as month,
      (grant_bucket_label('tier', '200000')).label as tier, (grant_bucket_label('channel', 'post')).label as channel`;
    expect(rows[0]).toEqual({ month: '2026年5月', tier: '20万円', channel: '郵送' });
  });
});

describe('Search', () => {
  it('has an index whose expression is the one Directus searches with', async () => {
    const plan = await databases.owner.begin(async (trx) => {
      await trx`set local enable_seqscan = off`;
      return trx`explain select id from applications where lower(employer_name) like '%株式会社サンプル%'`;
    });
    expect(plan.map((row) => String(row['QUERY PLAN'])).join('\n')).toContain('grant_search_employer');
  });
});
