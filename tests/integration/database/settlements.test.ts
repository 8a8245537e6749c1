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
  await closeBook(databases.app, [clerk, manager], '2026-11-01', '2026-12-10');
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
  const move = (actor: string, id: string, state: string, today = '2026-12-30') =>
    acting(
      databases.app,
      { actor, money: 'fund', today },
      (trx) => trx`update settlements set state = ${state} where id = ${id}`,
    );
  const submit = (actor: string, id: string, today?: string) => move(actor, id, 'submitted', today);

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

  it('waits for its period to be over, its months to be closed and the results of its transfers', async () => {
    const { app } = databases;
    const long = await settle(clerk, 0, '2026-12-16', '2026-12-31');
    await expectRefusal(submit(manager, long, '2027-01-04'), 'settlement_open');
    const today = await settle(clerk, 0, '2026-12-16', '2026-12-17');
    await expectRefusal(submit(manager, today, '2026-12-17'), 'settlement_open');
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

  it('gives back only what is there: what is promised to others it does not cover', async () => {
    const { app } = databases;
    const { batch, payments } = await confirmedBatch(
      app,
      world,
      [await caseIn(app, world, 'payable')],
      '2026-12-25',
    );
    await seal(app, world, batch, { today: '2026-12-21' });
    const [row] = await app<{ yen: string }[]>`select grant_available(true) as yen`;
    const available = Number(row?.yen);
    const beyond = await settle(clerk, available + 1, '2026-12-19', '2026-12-19');
    await expectRefusal(submit(manager, beyond), 'settlement_uncovered');
    const all = await settle(clerk, available, '2026-12-19', '2026-12-19');
    await submit(manager, all);
    // Promised to the prefecture: it is promised to nobody else, until it is taken back.
    const next = await confirmedBatch(app, world, [await caseIn(app, world, 'payable')], '2026-12-25');
    await expectRefusal(seal(app, world, next.batch, { today: '2026-12-22' }), 'balance_short');
    await expectRefusal(move(clerk, all, 'withdrawn'), 'forbidden_duty');
    await move(manager, all, 'withdrawn');
    await seal(app, world, next.batch, { today: '2026-12-22' });
    for (const payment of [...payments, ...next.payments])
      await recordResult(app, world, payment, 'paid', '2026-12-25');
    const mine = await settle(manager, 0, '2026-12-19', '2026-12-19');
    await submit(world.people.approver, mine);
    await expectRefusal(move(manager, mine, 'withdrawn'), 'same_person');
    await move(world.people.approver, mine, 'withdrawn');
  });

  it('goes through once of two for the same period at the same moment', async () => {
    const rivals = [
      await settle(clerk, 300, '2026-12-19', '2026-12-21'),
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
    await expectRefusal(move(manager, id, 'withdrawn'), 'fund_state');
  });
});

describe('月の締めと振込結果', () => {
  it('closes no month whose transfers still wait for their results', async () => {
    const { app } = databases;
    const { batch, payments } = await confirmedBatch(
      app,
      world,
      [await caseIn(app, world, 'payable')],
      '2026-12-28',
    );
    await seal(app, world, batch, { today: '2026-12-24' });
    const close = () => closeBook(app, [clerk, manager], '2026-12-01', '2027-01-05');
    await expectRefusal(close(), 'result_open');
    await recordResult(app, world, payments[0] ?? '', 'paid', '2026-12-28');
  });

  it('takes no outflow into a day whose money a sealed transfer needs', async () => {
    const { app } = databases;
    const { batch, payments } = await confirmedBatch(
      app,
      world,
      [await caseIn(app, world, 'payable')],
      '2026-12-28',
    );
    await seal(app, world, batch, { today: '2026-12-24' });
    const [row] = await app<{ yen: string }[]>`select grant_lowest_balance(true, '2026-12-28') as yen`;
    const left = Number(row?.yen);
    await book(app, clerk, '2026-12-29', interest(5_000_000));
    const out = (yen: number) =>
      book(app, clerk, '2026-12-24', [
        { account: 'other', debit: yen },
        { account: 'bank', credit: yen },
      ]);
    await expectRefusal(out(left + 1), 'balance_short_then');
    await out(left);
    await recordResult(app, world, payments[0] ?? '', 'paid', '2026-12-28');
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
