import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { acting, expectRefusal } from './act.ts';
import { AMOUNT, caseIn, grantCase, stateOf, step } from './case-path.ts';
import { type Databases, openDatabase } from './database.ts';
import { confirmedBatch, openBatch, prepare, recordResult, seal } from './money-path.ts';
import { approve as approveTopUp, paidCase, pay, post, propose } from './top-up-path.ts';
import { type World, buildWorld } from './world.ts';

let databases: Databases;
let world: World;
let second: string;
beforeAll(async () => {
  databases = await openDatabase();
  world = await buildWorld(databases.owner);
  second = await world.person('approver', 'second-approver');
});
afterAll(() => databases.close());

/** The payment of a case leaves its batch, what is owed and decided ends, the case moves. */
function stop(
  id: string,
  event: 'cancel' | 'revise_decision',
  to: string,
  leaves = true,
  set: Record<string, null> = {},
): Promise<void> {
  return step(databases.app, id, {
    event,
    to,
    set,
    duty: 'approver',
    actor: second,
    also: async (trx) => {
      await trx`select set_config('grant.money', 'stop', true)`;
      if (leaves)
        await trx`update payments set state = 'removed' where application = ${id} and state = 'prepared'`;
      await trx`update obligations set status = 'cancelled' where application = ${id} and status = 'open'`;
      await trx`update decisions set status = 'cancelled' where application = ${id} and status = 'live'`;
    },
  });
}

describe('A decision taken back before payment', () => {
  it('takes its payment out of the open batch in the same transaction, or not at all', async () => {
    const { app } = databases;
    const id = await caseIn(app, world, 'payable');
    const batch = await openBatch(app, world);
    const payment = await prepare(app, world, batch, id);
    await expectRefusal(stop(id, 'cancel', 'cancelled', false), 'obligation_mismatch');
    await stop(id, 'cancel', 'cancelled');
    const [row] = await app<{ state: string }[]>`select state from payments where id = ${payment}`;
    expect(row?.state).toBe('removed');
  });

  it('is refused once the batch is sealed', async () => {
    const { app } = databases;
    const id = await caseIn(app, world, 'payable');
    const { batch } = await confirmedBatch(app, world, [id]);
    await seal(app, world, batch);
    await expectRefusal(stop(id, 'cancel', 'cancelled'), 'obligation_mismatch');
    const suspend = step(app, id, {
      event: 'suspend',
      to: 'suspended',
      duty: 'reviewer',
      actor: world.people.reviewer,
    });
    await expectRefusal(suspend, 'batch_sealed');
    expect(await stateOf(app, id)).toBe('in_batch');
  });

  it('ends a case whose payment came back and that names no other account', async () => {
    const { app } = databases;
    const id = await caseIn(app, world, 'payable');
    const { batch, payments } = await confirmedBatch(app, world, [id]);
    await seal(app, world, batch);
    await recordResult(app, world, payments[0] ?? '', 'failed');
    await stop(id, 'cancel', 'cancelled');
    expect(await stateOf(app, id)).toBe('cancelled');
    const left = await app`
      select status from obligations where application = ${id}
      union all select status from decisions where application = ${id}`;
    expect(left.map((row): unknown => row['status'])).toEqual(['cancelled', 'cancelled']);
  });

  it('goes back to review after a change, with neither decision nor recommendation, and is decided anew', async () => {
    const { app } = databases;
    const id = await caseIn(app, world, 'payable');
    await prepare(app, world, await openBatch(app, world), id);
    const anew = { recommendation: null, recommended_by: null, recommended_at: null };
    await stop(id, 'revise_decision', 'in_review', true, anew);
    const live = async () => {
      const [row] = await app<{ count: number }[]>`
        select count(*)::int as count from decisions where application = ${id} and status = 'live'`;
      return row?.count;
    };
    expect(await live()).toBe(0);
    const { reviewer } = world.people;
    const set = { recommendation: 'grant' };
    await step(app, id, { event: 'recommend', to: 'recommended', duty: 'reviewer', actor: reviewer, set });
    await grantCase(app, world, id);
    expect(await live()).toBe(1);
  });

  it('suspends a case out of its batch, to be payable again', async () => {
    const { app } = databases;
    const id = await caseIn(app, world, 'payable');
    await prepare(app, world, await openBatch(app, world), id);
    await step(app, id, {
      event: 'suspend',
      to: 'suspended',
      duty: 'reviewer',
      actor: world.people.reviewer,
      also: async (trx) => {
        await trx`select set_config('grant.money', 'stop', true)`;
        await trx`update payments set state = 'removed' where application = ${id} and state = 'prepared'`;
      },
    });
    const [row] = await app<{ from: string }[]>`
      select suspended_from as from from applications where id = ${id}`;
    expect(row?.from).toBe('payable');
  });

  it('does not let anybody stop a payment without stopping its case', async () => {
    const { app } = databases;
    const id = await caseIn(app, world, 'payable');
    const payment = await prepare(app, world, await openBatch(app, world), id);
    const remove = (act: object) =>
      acting(app, { actor: second, money: 'stop', ...act }, async (trx) => {
        await trx`update payments set state = 'removed' where id = ${payment}`;
      });
    await expectRefusal(remove({}), 'money_fenced');
    await expectRefusal(remove({ event: 'cancel' }), 'evidence_missing');
  });
});

const EXTRA = 100_000;

/** A paid case with a further sum proposed by the reviewer. */
async function proposed(): Promise<string> {
  const { id } = await paidCase(databases.app, world);
  await propose(databases.app, world, id, EXTRA);
  return id;
}

function approve(id: string, amount: number, actor: string, obligation = amount): Promise<void> {
  return approveTopUp(databases.app, world, id, { amount, actor, obligation });
}

describe('追加支給 A top-up', () => {
  it('is approved by another person, for exactly the sum proposed, and paid beside the first payment', async () => {
    const { app } = databases;
    const id = await proposed();
    const { approver } = world.people;
    await expectRefusal(approve(id, EXTRA + 1, approver), 'decision_mismatch');
    await expectRefusal(approve(id, EXTRA, approver, EXTRA + 1), 'obligation_mismatch');
    await expectRefusal(approve(id, EXTRA, world.people.reviewer), 'forbidden_duty');
    await approve(id, EXTRA, approver);
    await post(app, world, id);
    await pay(app, world, id);
    const paid = await app<{ amount: number; kind: string }[]>`
      select p.amount, o.kind from payments p join obligations o on o.id = p.obligation
       where p.application = ${id} and p.state = 'paid' order by p.amount`;
    expect(paid.map((row) => [row.kind, row.amount])).toEqual([
      ['top_up', EXTRA],
      ['grant', AMOUNT],
    ]);
  });

  it('comes with what was paid to no more than the figures of the programme can award', async () => {
    const { app, owner } = databases;
    const figures = (base: number | null) => owner`
      update programme_versions set base_amount = ${base}, addition_mode = 'highest',
        additions = '[{"amount": 99999}, {"amount": 50000}]' where id = ${world.version}`;
    const id = await proposed();
    await figures(AMOUNT);
    await expectRefusal(approve(id, EXTRA, world.people.approver), 'decision_mismatch');
    await figures(AMOUNT + 1);
    await approve(id, EXTRA, world.people.approver);
    await figures(null);
    expect(await stateOf(app, id)).toBe('granted');
  });

  it('never opens the first obligation again', async () => {
    const { app } = databases;
    const id = await proposed();
    await expectRefusal(
      app`update obligations set status = 'open' where application = ${id}`.execute(),
      'obligation_mismatch',
    );
    const cancel = step(app, id, { event: 'cancel', to: 'cancelled', duty: 'approver', actor: second });
    await expectRefusal(cancel, 'illegal_transition');
    await approve(id, EXTRA, world.people.approver);
    await expectRefusal(stop(id, 'cancel', 'cancelled'), 'evidence_missing');
    await expectRefusal(stop(id, 'revise_decision', 'in_review'), 'evidence_missing');
  });
});

describe('照合入力 A blind entry', () => {
  it('counts only when account and amount are the stored ones', async () => {
    const { app } = databases;
    const id = await caseIn(app, world, 'payable');
    const payment = await prepare(app, world, await openBatch(app, world), id);
    const [row] = await app<{ content_hash: string; number_index: string }[]>`
      select p.content_hash, a.number_index from payments p join bank_accounts a on a.id = p.bank_account
       where p.id = ${payment}`;
    const confirmer = world.people.payment_confirmer;
    const enter = (entry: object) =>
      acting(app, { actor: confirmer }, async (trx) => {
        await trx`insert into confirmations ${trx({
          id: randomUUID(),
          payment,
          confirmer,
          content_hash: row?.content_hash ?? '',
          entry_index: row?.number_index ?? '',
          entry_amount: AMOUNT,
          confirmed_at: new Date().toISOString(),
          ...entry,
        })}`;
      });
    await expectRefusal(enter({ entry_index: 'index-of-another' }), 'entry_differs');
    await expectRefusal(enter({ entry_amount: AMOUNT - 1 }), 'entry_differs');
    await expectRefusal(enter({ entry_index: null }), 'entry_differs');
    const log = { actor: confirmer, target_collection: 'payments', target_id: payment };
    const missed = {
      ...log,
      action: 'confirmation_mismatch',
      purpose: '口座番号',
      at: new Date().toISOString(),
    };
    for (let count = 0; count < 3; count += 1) await app`insert into access_log ${app(missed)}`;
    await expectRefusal(enter({}), 'confirmation_locked');
    const release = (actor: string) =>
      acting(app, { actor }, async (trx) => {
        await trx`insert into access_log ${trx({ ...missed, actor, action: 'confirmation_released' })}`;
      });
    await expectRefusal(release(confirmer), 'forbidden_duty');
    await release(world.people.manager);
    await enter({});
  });

  it('is not prepared by whoever typed the account', async () => {
    const { app, owner } = databases;
    const id = await caseIn(app, world, 'payable');
    await owner`alter table bank_accounts disable trigger grant_keep_account`;
    await owner`update bank_accounts set edited_by = ${world.people.payment_clerk} where application = ${id}`;
    await owner`alter table bank_accounts enable trigger grant_keep_account`;
    await expectRefusal(prepare(app, world, await openBatch(app, world), id), 'same_person');
  });
});
