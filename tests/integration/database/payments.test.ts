import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { acting, expectRefusal } from './act.ts';
import { AMOUNT, caseIn, stateOf, step } from './case-path.ts';
import { type Databases, openDatabase } from './database.ts';
import { confirm, confirmedBatch, openBatch, prepare, recordResult, seal } from './money-path.ts';
import { type World, buildWorld } from './world.ts';

let databases: Databases;
let world: World;
beforeAll(async () => {
  databases = await openDatabase();
  world = await buildWorld(databases.owner, 100_000_000);
});
afterAll(() => databases.close());

/** A payment of the case as a row, with parts exchanged. */
async function paymentRow(application: string, batch: string, more: Record<string, string | number> = {}) {
  const [parts] = await databases.app<{ obligation: string; bank_account: string }[]>`
    select o.id as obligation, a.id as bank_account from obligations o
      join bank_accounts a on a.application = o.application and a.status = 'live' where o.application = ${application}`;
  return {
    id: randomUUID(),
    application,
    payment_batch: batch,
    obligation: parts?.obligation ?? '',
    bank_account: parts?.bank_account ?? '',
    amount: AMOUNT,
    state: 'prepared',
    ...more,
  };
}

const clerk = () => ({ actor: world.people.payment_clerk, duty: 'payment_clerk', event: 'batch' });

describe('A payment', () => {
  it('begins only as prepared, in the act of preparing, by the payment clerk', async () => {
    const { app } = databases;
    const id = await caseIn(app, world, 'payable');
    const batch = await openBatch(app, world);
    const row = await paymentRow(id, batch);
    await expectRefusal(app`insert into payments ${app(row)}`.execute(), 'money_fenced');
    const insert = (act: object, more: object = {}) =>
      acting(
        app,
        { money: 'prepare', ...act },
        (trx) => trx`insert into payments ${trx({ ...row, ...more })}`,
      );
    await expectRefusal(insert(clerk(), { state: 'paid' }), 'money_fenced');
    await expectRefusal(insert({ actor: world.people.approver }), 'forbidden_duty');
    await expectRefusal(insert(clerk()), 'evidence_missing');
  });

  it('is for exactly the amount owed, to the live account of the same case', async () => {
    const { app } = databases;
    const [id, other] = [await caseIn(app, world, 'payable'), await caseIn(app, world, 'payable')];
    const batch = await openBatch(app, world);
    const foreign = await paymentRow(other, batch);
    for (const more of [
      { amount: AMOUNT + 1 },
      { bank_account: foreign.bank_account },
      { obligation: foreign.obligation },
    ]) {
      const row = await paymentRow(id, batch, more);
      await expectRefusal(
        acting(app, { ...clerk(), money: 'prepare' }, (trx) => trx`insert into payments ${trx(row)}`),
        'payment_mismatch',
      );
    }
  });

  it('does not mix practice with real data', async () => {
    const { app, owner } = databases;
    const profile = randomUUID();
    await owner`insert into bank_profiles ${owner({ id: profile, name: '本番', practice: false })}`;
    const real = {
      id: randomUUID(),
      number: randomUUID(),
      transfer_on: '2026-12-01',
      bank_profile: profile,
      state: 'open',
    };
    const create = (practice: boolean) =>
      acting(
        app,
        { ...clerk(), money: 'prepare' },
        (trx) => trx`insert into payment_batches ${trx({ ...real, practice })}`,
      );
    await expectRefusal(create(true), 'practice_mixed');
    await create(false);
    const id = await caseIn(app, world, 'payable');
    await expectRefusal(prepare(app, world, real.id, id), 'practice_mixed');
  });

  it('is one per obligation when two clerks prepare it at the same moment in two batches', async () => {
    const { app } = databases;
    const id = await caseIn(app, world, 'payable');
    const batches = await Promise.all([openBatch(app, world), openBatch(app, world)]);
    const answers = await Promise.allSettled(batches.map((batch) => prepare(app, world, batch, id)));
    expect(answers.map((answer) => answer.status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('is refused twice for one obligation even with every trigger off', async () => {
    const { app, owner } = databases;
    const id = await caseIn(app, world, 'payable');
    const batch = await openBatch(app, world);
    await prepare(app, world, batch, id);
    const row = await paymentRow(id, batch);
    await expectRefusal(
      owner.begin(async (trx) => {
        await trx`set local session_replication_role = replica`;
        await trx`insert into payments ${trx(row)}`;
      }),
      'duplicate_payment',
    );
  });

  it('moves only by its ways and is never deleted, edited or put into another batch', async () => {
    const { app } = databases;
    const id = await caseIn(app, world, 'payable');
    const batch = await openBatch(app, world);
    const payment = await prepare(app, world, batch, id);
    const other = await openBatch(app, world);
    const set = (change: Record<string, string | number>, money?: 'seal' | 'result') =>
      acting(
        app,
        { ...clerk(), ...(money ? { money } : {}) },
        (trx) => trx`update payments set ${trx(change)} where id = ${payment}`,
      );
    await expectRefusal(set({ state: 'paid' }), 'money_fenced');
    await expectRefusal(set({ state: 'paid' }, 'result'), 'money_fenced');
    await expectRefusal(set({ state: 'sealed' }, 'seal'), 'evidence_missing');
    await expectRefusal(set({ amount: 1 }), 'payment_mismatch');
    await expectRefusal(set({ payment_batch: other }), 'payment_mismatch');
    await expectRefusal(app`delete from payments where id = ${payment}`.execute(), 'append_only');
    await set({ content_hash: 'f'.repeat(64), prepared_by: world.people.payment_confirmer });
    const [row] = await app`select content_hash, prepared_by from payments where id = ${payment}`;
    expect(row?.['prepared_by']).toBe(world.people.payment_clerk);
    expect(row?.['content_hash']).not.toBe('f'.repeat(64));
  });

  it('can be taken out of an open batch, which makes the case payable again', async () => {
    const { app } = databases;
    const id = await caseIn(app, world, 'payable');
    const payment = await prepare(app, world, await openBatch(app, world), id);
    const act = { actor: world.people.payment_clerk, duty: 'payment_clerk', event: 'unbatch' };
    const remove = (trx: Parameters<Parameters<typeof acting>[2]>[0]) =>
      trx`update payments set state = 'removed' where id = ${payment}`;
    await expectRefusal(acting(app, { ...act, money: 'remove' }, remove), 'evidence_missing');
    await acting(app, { ...act, money: 'remove' }, async (trx) => {
      await remove(trx);
      await trx`update applications set state = 'payable', version = version + 1 where id = ${id}`;
    });
    await prepare(app, world, await openBatch(app, world), id);
    expect(await stateOf(app, id)).toBe('in_batch');
  });
});

describe('A confirmation', () => {
  it('is refused to the preparer and to the last editor of the account, also with the duty', async () => {
    const { app, owner } = databases;
    const id = await caseIn(app, world, 'payable');
    const payment = await prepare(app, world, await openBatch(app, world), id);
    const both = [world.people.payment_clerk, world.people.applicant];
    await owner`insert into directus_access (id, role, policy)
      select gen_random_uuid(), r.id, '10000000-0000-4000-8000-000000000007' from directus_roles r
       where r.id in ('20000000-0000-4000-8000-000000000001', '20000000-0000-4000-8000-000000000006')`;
    try {
      for (const person of both) await expectRefusal(confirm(app, payment, person), 'same_person');
    } finally {
      await owner`delete from directus_access where policy = '10000000-0000-4000-8000-000000000007'
        and role in ('20000000-0000-4000-8000-000000000001', '20000000-0000-4000-8000-000000000006')`;
    }
  });

  it('is refused without the duty, for somebody else, or for another content', async () => {
    const { app } = databases;
    const id = await caseIn(app, world, 'payable');
    const payment = await prepare(app, world, await openBatch(app, world), id);
    const { payment_confirmer, approver } = world.people;
    await expectRefusal(confirm(app, payment, approver), 'forbidden_duty');
    const administrator = randomUUID();
    await databases.owner`insert into directus_users ${databases.owner({
      id: administrator,
      email: `administrator-${administrator}@office.example`,
      role: '20000000-0000-4000-8000-00000000000b',
      status: 'active',
    })}`;
    await expectRefusal(confirm(app, payment, administrator), 'forbidden_duty');
    await expectRefusal(confirm(app, payment, payment_confirmer, 'f'.repeat(64)), 'confirmation_stale');
    const [row] = await app<
      { content_hash: string }[]
    >`select content_hash from payments where id = ${payment}`;
    const forged = {
      id: randomUUID(),
      payment,
      confirmer: world.secondConfirmer,
      content_hash: row?.content_hash ?? '',
      confirmed_at: new Date(),
    };
    await expectRefusal(
      acting(app, { actor: payment_confirmer }, (trx) => trx`insert into confirmations ${trx(forged)}`),
      'forbidden_duty',
    );
  });

  it('counts once per person and is only ever voided', async () => {
    const { app } = databases;
    const id = await caseIn(app, world, 'payable');
    const payment = await prepare(app, world, await openBatch(app, world), id);
    await confirm(app, payment, world.secondConfirmer);
    await expect(confirm(app, payment, world.secondConfirmer)).rejects.toMatchObject({ code: '23505' });
    await app`update confirmations set void_at = now() where payment = ${payment}`;
    await expectRefusal(
      app`update confirmations set void_at = null where payment = ${payment}`.execute(),
      'append_only',
    );
    await expectRefusal(app`delete from confirmations where payment = ${payment}`.execute(), 'append_only');
  });
});

describe('A failed transfer', () => {
  it('is paid again on the same obligation after a new account and two new confirmations', async () => {
    const { app } = databases;
    const id = await caseIn(app, world, 'payable');
    const { batch, payments } = await confirmedBatch(app, world, [id]);
    await seal(app, world, batch);
    await expectRefusal(recordResult(app, world, payments[0] ?? '', 'paid', '2026-11-30'), 'result_early');
    await recordResult(app, world, payments[0] ?? '', 'failed');
    expect(await stateOf(app, id)).toBe('account_correction');
    const actor = world.people.applicant;
    await step(app, id, {
      event: 'correct_account',
      to: 'payable',
      duty: 'applicant',
      actor,
      also: async (trx) => {
        await trx`update bank_accounts set status = 'replaced' where application = ${id} and status = 'live'`;
        await trx`insert into bank_accounts ${trx({ id: randomUUID(), application: id, number_index: 'new', status: 'live' })}`;
      },
    });
    const second = await openBatch(app, world);
    const payment = await prepare(app, world, second, id);
    await expectRefusal(seal(app, world, second), 'unconfirmed');
    await confirm(app, payment, world.people.payment_confirmer);
    await confirm(app, payment, world.secondConfirmer);
    await seal(app, world, second);
    await recordResult(app, world, payment, 'paid');
    const states = await app<
      { state: string }[]
    >`select state from payments where application = ${id} order by prepared_at`;
    expect(states.map((row) => row.state)).toEqual(['failed', 'paid']);
    await expectRefusal(prepare(app, world, await openBatch(app, world), id), 'illegal_transition');
  });
});
