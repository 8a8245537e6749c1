import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { acting, expectRefusal } from './act.ts';
import { AMOUNT, caseIn } from './case-path.ts';
import { type Databases, openDatabase } from './database.ts';
import {
  book,
  closeMonth,
  match,
  moveRequest,
  proposeRequest,
  receive,
  reverse,
  takeLine,
} from './fund-path.ts';
import { confirmedBatch, recordResult, seal } from './money-path.ts';
import { type World, buildWorld } from './world.ts';

let databases: Databases;
let world: World;
let clerk: string;
let manager: string;
beforeAll(async () => {
  databases = await openDatabase();
  world = await buildWorld(databases.owner, 0);
  ({ payment_clerk: clerk, manager } = world.people);
});
afterAll(() => databases.close());

const balance = async (): Promise<number> => {
  const [row] = await databases.app<{ yen: string }[]>`select grant_available(true) as yen`;
  return Number(row?.yen);
};
const interest = (yen: number) => [
  { account: 'bank', debit: yen },
  { account: 'interest', credit: yen },
];

describe('概算払の請求', () => {
  it('is approved by another person than the one who proposed it, administrators of both duties included', async () => {
    const { app } = databases;
    const id = await proposeRequest(app, manager, 5_000_000);
    await expectRefusal(moveRequest(app, manager, id, 'requested'), 'same_person');
    await expectRefusal(moveRequest(app, clerk, id, 'requested'), 'forbidden_duty');
    await expectRefusal(moveRequest(app, manager, id, 'received'), 'fund_state');
    await moveRequest(app, world.people.approver, id, 'requested');
    const [row] = await app`select prepared_by, approved_by from fund_requests where id = ${id}`;
    expect(row).toEqual({ prepared_by: manager, approved_by: world.people.approver });
    await expectRefusal(proposeRequest(app, world.people.reviewer, 1), 'forbidden_duty');
    await expectRefusal(proposeRequest(app, manager, 0), 'fund_mismatch');
  });

  it('keeps what was asked for, whoever changes it, and is never deleted', async () => {
    const { app, owner } = databases;
    const id = await proposeRequest(app, clerk, 1_000_000);
    const change = (sql: typeof app) =>
      acting(
        sql,
        { actor: clerk, money: 'fund' },
        (trx) => trx`update fund_requests set amount = 9 where id = ${id}`,
      );
    await expectRefusal(change(app), 'fund_mismatch');
    await expectRefusal(change(owner), 'fund_mismatch');
    await expectRefusal(app`update fund_requests set amount = 9`.execute(), 'money_fenced');
    await expectRefusal(owner`delete from fund_requests`.execute(), 'append_only');
    await moveRequest(app, clerk, id, 'withdrawn');
  });

  it('counts as received only with exactly its receipt in the ledger', async () => {
    const { app } = databases;
    const id = await proposeRequest(app, clerk, 2_000_000);
    await moveRequest(app, manager, id, 'requested');
    await expectRefusal(receive(app, clerk, id, 2_000_000, 1_999_999), 'fund_mismatch');
    await expectRefusal(receive(app, clerk, id, 2_000_001), 'fund_mismatch');
    await receive(app, clerk, id, 2_000_000);
    await expectRefusal(receive(app, clerk, id, 2_000_000), 'fund_state');
    const more = book(app, clerk, '2026-11-05', [
      { account: 'bank', debit: 1, fund_request: id },
      { account: 'advance', credit: 1, fund_request: id },
    ]);
    await expectRefusal(more, 'fund_mismatch');
    expect(await balance()).toBe(2_000_000);
  });
});

describe('取消しの記帳', () => {
  it('takes a transaction back whole, once, and never a reversal or a payment', async () => {
    const { app } = databases;
    const before = await balance();
    const booked = await book(app, clerk, '2026-11-06', interest(12));
    const part = book(app, clerk, '2026-11-06', [
      { account: 'bank', credit: 11, reverses: booked },
      { account: 'interest', debit: 11, reverses: booked },
    ]);
    await expectRefusal(part, 'reversal_mismatch');
    const back = await reverse(app, manager, booked, '2026-11-07');
    await expectRefusal(reverse(app, manager, booked, '2026-11-07'), 'one_reversal');
    await expectRefusal(reverse(app, manager, back, '2026-11-07'), 'reversal_mismatch');
    expect(await balance()).toBe(before);
  });

  it('goes through once of two at the same moment', async () => {
    const { app } = databases;
    const booked = await book(app, clerk, '2026-11-06', interest(7));
    const answers = await Promise.allSettled([
      reverse(app, clerk, booked, '2026-11-07'),
      reverse(app, manager, booked, '2026-11-07'),
    ]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });
});

describe('振込不能の記帳', () => {
  it('shows the debit of the whole transfer and what came back, as the passbook does', async () => {
    const { app } = databases;
    const cases = [await caseIn(app, world, 'payable'), await caseIn(app, world, 'payable')];
    const { batch, payments } = await confirmedBatch(app, world, cases);
    await seal(app, world, batch);
    // The answer may be of a later day, or of a later month: the bank has debited the whole on the day of the transfer.
    await recordResult(app, world, payments[0] ?? '', 'paid', '2026-12-02');
    await recordResult(app, world, payments[1] ?? '', 'failed', '2026-12-03');
    const rows = await app`select day::text, paid_in::int, paid_out::int, items::int
      from grant_cash_book(true, '2026-12-01', '2026-12-31')`;
    expect([...rows]).toEqual([
      { day: '2026-12-01', paid_in: 0, paid_out: 2 * AMOUNT, items: 2 },
      { day: '2026-12-03', paid_in: AMOUNT, paid_out: 0, items: 1 },
    ]);
    const [figures] = await app`
      select sent::int, sent_count::int, sent_back::int, sent_back_count::int, paid::int, paid_count::int, tiers
      from grant_fund_figures(true, '2026-12-01', '2026-12-31')`;
    expect(figures).toEqual({
      sent: 2 * AMOUNT,
      sent_count: 2,
      sent_back: AMOUNT,
      sent_back_count: 1,
      paid: AMOUNT,
      paid_count: 1,
      tiers: [{ amount: AMOUNT, count: 1, yen: AMOUNT }],
    });
  });
});

describe('入出金明細と残高照合', () => {
  it('closes no month of which no passbook was taken in', async () => {
    const [book] = await databases.app<{ balance: number }[]>`
      select sum(debit - credit)::int as balance from ledger_entries
       where practice and account = 'bank' and posted_on <= '2026-11-30'`;
    expect(book?.balance).toBeGreaterThan(0);
    await expectRefusal(
      closeMonth(databases.app, clerk, '2026-11-01', book?.balance ?? 0),
      'balance_differs',
    );
  });

  it('takes a line of the passbook in once', async () => {
    const { app } = databases;
    const line = { on: '2026-11-05', in: 2_000_000, balance: 2_000_000 };
    const id = await takeLine(app, clerk, line);
    await expect(takeLine(app, clerk, line)).rejects.toThrow(/unique/u);
    await expectRefusal(takeLine(app, world.people.reviewer, { ...line, balance: 1 }), 'forbidden_duty');
    await expectRefusal(takeLine(app, clerk, { on: '2026-11-05', in: 1, out: 1 }), 'statement_mismatch');
    const [booked] = await app<{ transaction: string }[]>`
      select transaction from ledger_entries where debit = 2000000 and account = 'bank'`;
    const other = await book(app, clerk, '2026-11-08', interest(5));
    await expectRefusal(match(app, clerk, id, [other]), 'statement_mismatch');
    await match(app, clerk, id, [booked?.transaction ?? '']);
    const second = await takeLine(app, clerk, { on: '2026-11-08', in: 5, balance: 2_000_005 });
    await expectRefusal(match(app, clerk, second, [booked?.transaction ?? '']), 'one_match');
    const wordless = acting(
      app,
      { actor: clerk, money: 'statement' },
      (trx) => trx`update bank_statement_lines set state = 'explained' where id = ${second}`,
    );
    await expectRefusal(wordless, 'statement_mismatch');
    await match(app, clerk, second, [other]);
  });

  it('closes a month only in order, when both books agree, and confirms it by another person', async () => {
    const { app } = databases;
    await expectRefusal(closeMonth(app, clerk, '2026-12-01', 2_000_005), 'month_order');
    await expectRefusal(closeMonth(app, clerk, '2026-11-02', 2_000_005), 'month_order');
    await expectRefusal(closeMonth(app, clerk, '2026-11-01', 2_000_004), 'balance_differs');
    const open = await takeLine(app, clerk, { on: '2026-11-30', out: 5 });
    await expectRefusal(closeMonth(app, clerk, '2026-11-01', 2_000_005), 'statement_open');
    const fee = await book(app, clerk, '2026-11-30', [
      { account: 'fee', debit: 5 },
      { account: 'bank', credit: 5 },
    ]);
    await match(app, clerk, open, [fee]);
    const id = await closeMonth(app, clerk, '2026-11-01', 2_000_000);
    await expectRefusal(closeMonth(app, manager, '2026-11-01', 2_000_000), 'month_order');
    const confirm = (actor: string) =>
      acting(
        app,
        { actor, money: 'fund' },
        (trx) => trx`update reconciliations set state = 'confirmed' where id = ${id}`,
      );
    await expectRefusal(confirm(clerk), 'same_person');
    await confirm(manager);
    await expectRefusal(confirm(manager), 'append_only');
  });

  it('takes nothing more into a closed month, by any door', async () => {
    const { app, owner } = databases;
    await expectRefusal(book(app, clerk, '2026-11-30', interest(1)), 'month_closed');
    await expectRefusal(book(owner, manager, '2026-10-01', interest(1)), 'month_closed');
    const undo = acting(
      app,
      { actor: clerk, money: 'statement' },
      (trx) => trx`update statement_matches set void_at = now()`,
    );
    await expectRefusal(undo, 'month_closed');
    await book(app, clerk, '2026-12-02', interest(1));
  });

  it('takes in a line that was missed at the closing, to be explained on an open day', async () => {
    const { app } = databases;
    const late = await takeLine(app, clerk, { on: '2026-11-15', in: 3 });
    const [said] = await app<{ open: boolean }[]>`
      select not grant_line_closed(l) as open from bank_statement_lines l where id = ${late}`;
    expect(said?.open).toBe(true);
    await match(app, clerk, late, [await book(app, clerk, '2026-12-01', interest(3))]);
  });

  it('never closes a month and books into it at the same moment', async () => {
    const { app } = databases;
    const rivals = await Promise.allSettled([
      closeMonth(app, clerk, '2026-12-01', 0),
      book(app, manager, '2026-12-02', interest(3)),
      book(app, clerk, '2026-12-03', interest(4)),
    ]);
    // The month is not over on the tenth: it must be refused whatever else happens, and the books go through.
    expect(rivals.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled']);
  });
});
