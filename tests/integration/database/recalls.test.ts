/** 確定後の取下げ in plain SQL: a sealed batch comes back whole, by two people, before any result, or not at all. */
import { randomUUID } from 'node:crypto';
import type { TransactionSql } from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Act, acting, expectRefusal } from './act.ts';
import { caseIn, stateOf } from './case-path.ts';
import { type Databases, openDatabase } from './database.ts';
import { book, match, takeLine } from './fund-path.ts';
import { confirmedBatch, recordResult, seal } from './money-path.ts';
import { type World, buildWorld } from './world.ts';

let databases: Databases;
let world: World;
beforeAll(async () => {
  databases = await openDatabase();
  world = await buildWorld(databases.owner, 100_000_000);
});
afterAll(() => databases.close());

interface Sealed {
  readonly batch: string;
  readonly cases: readonly string[];
  readonly payments: readonly string[];
}

async function sealedBatch(): Promise<Sealed> {
  const { app } = databases;
  const cases = [await caseIn(app, world, 'payable'), await caseIn(app, world, 'payable')];
  const { batch, payments } = await confirmedBatch(app, world, cases);
  await seal(app, world, batch);
  return { batch, cases, payments };
}

const asManager = (): Act => ({
  actor: world.people.manager,
  duty: 'manager',
  event: 'recall',
  money: 'recall',
  reason: '誤って確定した',
});

function propose(batch: string, actor = world.people.payment_clerk): Promise<unknown> {
  return acting(
    databases.app,
    { actor, money: 'propose_recall' },
    (trx) => trx`update payment_batches set recall_reason = '誤って確定した' where id = ${batch}`,
  );
}

const takeOut = (trx: TransactionSql, payment: string) =>
  trx`update payments set state = 'removed' where id = ${payment}`;
const payable = (trx: TransactionSql, id: string) =>
  trx`update applications set state = 'payable', version = version + 1 where id = ${id}`;
const recalled = (trx: TransactionSql, batch: string, answer = '銀行に確認した') =>
  trx`update payment_batches set state = 'recalled', recall_answer = ${answer}, version = version + 1 where id = ${batch}`;

function recall({ batch, cases, payments }: Sealed, act: Act = asManager()): Promise<unknown> {
  return acting(databases.app, act, async (trx) => {
    for (const payment of payments) await takeOut(trx, payment);
    for (const id of cases) await payable(trx, id);
    await recalled(trx, batch);
  });
}

describe('A sealed batch that never reached the bank', () => {
  it('comes back whole, on the word of the clerk and of the manager, and leaves the book as before the seal', async () => {
    const { app } = databases;
    const all = await sealedBatch();
    await expectRefusal(recall(all), 'money_fenced');
    await expectRefusal(propose(all.batch, world.people.manager), 'forbidden_duty');
    await propose(all.batch);
    await expectRefusal(recall(all, { ...asManager(), actor: world.people.payment_clerk }), 'forbidden_duty');
    await recall(all);
    for (const id of all.cases) expect(await stateOf(app, id)).toBe('payable');
    const lines = await app`
      select account, sum(debit)::int as debit, sum(credit)::int as credit from ledger_entries
       where payment = any(${[...all.payments]}) group by account`;
    expect(lines).toHaveLength(2);
    for (const line of lines) expect(line['debit']).toBe(line['credit']);
    await expectRefusal(recall(all), 'money_fenced');
  });

  it('gives up no payment alone, and is not recalled in parts', async () => {
    const { app } = databases;
    const { batch, cases, payments } = await sealedBatch();
    await propose(batch);
    const one = (trx: TransactionSql) => takeOut(trx, payments[0] ?? '');
    await expectRefusal(
      acting(app, asManager(), async (trx) => {
        await one(trx);
        await payable(trx, cases[0] ?? '');
      }),
      'evidence_missing',
    );
    await expectRefusal(
      acting(app, asManager(), async (trx) => {
        await one(trx);
        await payable(trx, cases[0] ?? '');
        await recalled(trx, batch);
      }),
      'batch_mismatch',
    );
    await expectRefusal(
      acting(app, asManager(), (trx) => payable(trx, cases[0] ?? '')),
      'evidence_missing',
    );
  });

  it('takes no result while it may be recalled, and is not recalled once it has one', async () => {
    const { app } = databases;
    const asked = await sealedBatch();
    await propose(asked.batch);
    await expectRefusal(recordResult(app, world, asked.payments[0] ?? '', 'paid'), 'money_fenced');
    await acting(
      app,
      { actor: world.people.manager, money: 'keep' },
      (trx) => trx`update payment_batches set recall_reason = null where id = ${asked.batch}`,
    );
    await recordResult(app, world, asked.payments[0] ?? '', 'paid');
    await expectRefusal(propose(asked.batch), 'money_fenced');
  });

  it('is not recalled while its sum has left the passbook and nothing explains it', async () => {
    const { app } = databases;
    const { manager, payment_clerk: clerk } = world.people;
    const all = await sealedBatch();
    await propose(all.batch);
    const [row] = await app<{ total: number; on: string }[]>`
      select total, transfer_on::text as on from payment_batches where id = ${all.batch}`;
    const line = await takeLine(app, clerk, { on: row?.on ?? '', out: row?.total ?? 0 });
    await expectRefusal(recall(all), 'recall_debited');
    expect(await stateOf(app, all.cases[0] ?? '')).toBe('in_batch');
    // Words do not take it away; it was something else of the same sum when the book says what.
    const lineIs = (state: string, remark: string | null) =>
      acting(
        app,
        { actor: manager, money: 'statement' },
        (trx) => trx`update bank_statement_lines set ${trx({ state, remark })} where id = ${line}`,
      );
    await lineIs('explained', '別の出金');
    await expectRefusal(recall(all), 'recall_debited');
    await lineIs('unmatched', null);
    const other = await book(app, clerk, row?.on ?? '', [
      { account: 'other', debit: row?.total ?? 0 },
      { account: 'bank', credit: row?.total ?? 0 },
    ]);
    await match(app, clerk, line, [other]);
    // Nor does a debit that holds the fees of the bank.
    const withFee = await takeLine(app, clerk, { on: row?.on ?? '', out: (row?.total ?? 0) + 330 });
    await expectRefusal(recall(all), 'recall_debited');
    const fee = await book(app, clerk, row?.on ?? '', [
      { account: 'other', debit: (row?.total ?? 0) + 330 },
      { account: 'bank', credit: (row?.total ?? 0) + 330 },
    ]);
    await match(app, clerk, withFee, [fee]);
    await recall(all);
    expect(await stateOf(app, all.cases[0] ?? '')).toBe('payable');
  });

  it('says who recalled it by itself, needs the word of the bank, and is never the work of one person', async () => {
    const { app, owner } = databases;
    const all = await sealedBatch();
    await propose(all.batch);
    await expectRefusal(
      acting(app, asManager(), async (trx) => {
        for (const payment of all.payments) await takeOut(trx, payment);
        for (const id of all.cases) await payable(trx, id);
        await recalled(trx, all.batch, ' ');
      }),
      'batch_recall',
    );
    const forged = randomUUID();
    await expectRefusal(
      app`update payment_batches set recalled_by = ${forged} where id = ${all.batch}`.execute(),
      'batch_sealed',
    );
    await owner`update directus_users set role = (select role from directus_users where id = ${world.people.manager})
      where id = ${world.people.payment_clerk}`;
    await expectRefusal(recall(all, { ...asManager(), actor: world.people.payment_clerk }), 'same_person');
  });
});
