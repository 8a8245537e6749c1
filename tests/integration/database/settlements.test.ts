/** 精算と返納 in plain SQL: figures that are counted, periods that follow each other, and what is left going back. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { acting, expectRefusal } from './act.ts';
import { caseIn } from './case-path.ts';
import { type Databases, openDatabase } from './database.ts';
import { book, closeBook } from './fund-path.ts';
import { confirmedBatch, recordResult, seal } from './money-path.ts';
import { type World, buildWorld } from './world.ts';

let databases: Databases;
let world: World;
let clerk: string;
let manager: string;
beforeAll(async () => {
  databases = await openDatabase();
  world = await buildWorld(databases.owner);
  ({ payment_clerk: clerk, manager } = world.people);
  await closeBook(databases.app, clerk, '2026-11-01', '2026-12-10');
});
afterAll(() => databases.close());

const interest = (yen: number) => [
  { account: 'bank', debit: yen },
  { account: 'interest', credit: yen },
];

describe('精算と返納', () => {
  const settle = async (
    actor: string,
    returned: number,
    from = '2026-11-01',
    to = '2026-12-15',
  ): Promise<string> => {
    const id = randomUUID();
    const row = { id, number: id, kind: 'periodic', period_from: from, period_to: to };
    await acting(databases.app, { actor, money: 'fund' }, async (trx) => {
      await trx`insert into settlements ${trx({ ...row, returned, practice: true, state: 'draft', paid: 1, received: 1 })}`;
    });
    return id;
  };
  const submit = (actor: string, id: string) =>
    acting(
      databases.app,
      { actor, money: 'fund' },
      (trx) => trx`update settlements set state = 'submitted' where id = ${id}`,
    );

  it('counts its own figures, goes stale with the book, and is approved by another person', async () => {
    const { app } = databases;
    const id = await settle(clerk, 100);
    const [row] = await app`select received, paid, opening, carried_over from settlements where id = ${id}`;
    const [figures] = await app<{ received: string; paid: string; closing: string }[]>`
      select * from grant_fund_figures(true, '2026-11-01', '2026-12-15')`;
    expect(row).toEqual({
      received: Number(figures?.received),
      paid: Number(figures?.paid),
      opening: 0,
      carried_over: Number(figures?.closing) - 100,
    });
    await book(app, clerk, '2026-12-04', interest(2));
    await expectRefusal(submit(manager, id), 'settlement_stale');
    const fresh = await settle(manager, 100);
    await expectRefusal(submit(manager, fresh), 'same_person');
    await submit(world.people.approver, fresh);
    await expectRefusal(settle(clerk, 1_000_000_000), 'settlement_mismatch');
  });

  it('takes nothing more into a settled period, by any door', async () => {
    const { app, owner } = databases;
    await expectRefusal(book(app, clerk, '2026-12-15', interest(1)), 'month_closed');
    await expectRefusal(book(owner, manager, '2026-12-01', interest(1)), 'month_closed');
    await book(app, clerk, '2026-12-16', interest(1));
  });

  it('is approved only where the last period ended, with nothing of the book between them', async () => {
    const overlapping = await settle(clerk, 0, '2026-12-15', '2026-12-16');
    await expectRefusal(submit(manager, overlapping), 'settlement_period');
    const again = await settle(clerk, 0);
    await expectRefusal(submit(manager, again), 'settlement_period');
    const beyond = await settle(clerk, 0, '2026-12-17', '2026-12-18');
    await expectRefusal(submit(manager, beyond), 'settlement_period');
  });

  it('waits for its months to be closed and for the results of its transfers', async () => {
    const { app } = databases;
    const long = await settle(clerk, 0, '2026-12-16', '2026-12-31');
    await expectRefusal(submit(manager, long), 'settlement_open');
    const { batch, payments } = await confirmedBatch(
      app,
      world,
      [await caseIn(app, world, 'payable')],
      '2026-12-18',
    );
    await seal(app, world, batch, { today: '2026-12-17' });
    const early = await settle(clerk, 0, '2026-12-16', '2026-12-18');
    await expectRefusal(submit(manager, early), 'settlement_open');
    await recordResult(app, world, payments[0] ?? '', 'paid', '2026-12-18');
    await expectRefusal(submit(manager, early), 'settlement_stale');
    await submit(manager, await settle(clerk, 0, '2026-12-16', '2026-12-18'));
  });

  it('goes through once of two for the same period at the same moment', async () => {
    const rivals = [
      await settle(clerk, 300, '2026-12-19', '2026-12-20'),
      await settle(clerk, 0, '2026-12-19', '2026-12-21'),
    ];
    const answers = await Promise.allSettled(rivals.map((id) => submit(manager, id)));
    expect(answers.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });

  it('is returned for exactly its sum, on a day after its period', async () => {
    const { app } = databases;
    const id = await settle(clerk, 300, '2026-12-22', '2026-12-23');
    await submit(manager, id);
    const giveBack = (yen: number, on: string) =>
      acting(app, { actor: clerk, money: 'fund' }, async (trx) => {
        await trx`update settlements set returned_on = ${on} where id = ${id}`;
        await trx`select set_config('grant.money', 'ledger', true)`;
        const line = { transaction: randomUUID(), posted_on: on, practice: true, settlement: id };
        await trx`insert into ledger_entries ${trx([
          { ...line, id: randomUUID(), account: 'returned', debit: yen, credit: 0 },
          { ...line, id: randomUUID(), account: 'bank', debit: 0, credit: yen },
        ])}`;
      });
    await expectRefusal(giveBack(300, '2026-12-23'), 'return_day');
    await expectRefusal(giveBack(299, '2026-12-24'), 'settlement_mismatch');
    await giveBack(300, '2026-12-24');
  });
});

describe('過去の日の残高', () => {
  it('never was below zero: what is booked late is held against its own day', async () => {
    const { app } = databases;
    const [row] = await app<{ yen: string }[]>`select grant_available(true) as yen`;
    const yen = Number(row?.yen);
    await book(app, clerk, '2026-12-28', interest(50_000_000));
    const out = (on: string) =>
      book(app, clerk, on, [
        { account: 'other', debit: yen + 1 },
        { account: 'bank', credit: yen + 1 },
      ]);
    await expectRefusal(out('2026-12-25'), 'balance_short_then');
    await out('2026-12-28');
  });
});
