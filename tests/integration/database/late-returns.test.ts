/** 組戻・後日判明した振込不能 in plain SQL: what the database takes, and in which company. */
import { randomUUID } from 'node:crypto';
import type { TransactionSql } from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { acting, expectRefusal, nameAct } from './act.ts';
import { AMOUNT, caseIn, stateOf } from './case-path.ts';
import { type Databases, openDatabase } from './database.ts';
import { book, closeBook, match, takeLine } from './fund-path.ts';
import { periodsThatDoNotAddUp } from './money-properties/properties.ts';
import { confirmedBatch, recordResult, seal } from './money-path.ts';
import { type World, buildWorld } from './world.ts';

let databases: Databases;
let world: World;
beforeAll(async () => {
  databases = await openDatabase();
  world = await buildWorld(databases.owner, 100_000_000);
});
afterAll(() => databases.close());

describe('Money that came back after it was paid', () => {
  const clerkReturns = () => ({
    actor: world.people.payment_clerk,
    duty: 'payment_clerk',
    event: 'record_return',
    money: 'return' as const,
    reason: '組戻',
  });
  const result = (payment: string, on = '2026-12-03') => ({
    id: randomUUID(),
    payment,
    outcome: 'failed',
    reason: '組戻',
    result_on: on,
  });

  async function paidCase(on = '2026-12-01'): Promise<{ id: string; payment: string }> {
    const { app } = databases;
    const id = await caseIn(app, world, 'payable');
    const { batch, payments } = await confirmedBatch(app, world, [id], on);
    await seal(app, world, batch, { today: on });
    await recordResult(app, world, payments[0] ?? '', 'paid', on);
    return { id, payment: payments[0] ?? '' };
  }

  /** The whole of a return, as the verb records it. */
  function comesBack({ id, payment }: { id: string; payment: string }, row: object): Promise<void> {
    return acting(databases.app, clerkReturns(), async (trx) => {
      await trx`update payments set state = 'failed' where id = ${payment}`;
      await trx`insert into transfer_results ${trx({ ...result(payment), ...row })}`;
      await trx`update obligations set status = 'open' where application = ${id} and status = 'settled'`;
      await trx`update applications set state = 'account_correction', version = version + 1 where id = ${id}`;
    });
  }

  const settle = (from: string, to: string, returned: number): Promise<string> =>
    acting(databases.app, { actor: world.people.payment_clerk, money: 'fund' }, async (trx) => {
      const id = randomUUID();
      const row = { id, number: id, kind: 'periodic', period_from: from, period_to: to, returned };
      await trx`insert into settlements ${trx({ ...row, practice: true, state: 'draft' })}`;
      return id;
    });
  const settled = async (id: string) => {
    const [row] = await databases.app`
      select sent, sent_count, sent_back, sent_back_count, paid, paid_count, breakdown, returned_within,
             carried_over + returned as closing
        from settlements where id = ${id}`;
    return { ...row };
  };

  it('reopens its obligation with the payment, the result and the case together, and never in parts', async () => {
    const { app } = databases;
    const { id, payment } = await paidCase();
    const act = clerkReturns();
    const parts = {
      payment: (trx: TransactionSql) => trx`update payments set state = 'failed' where id = ${payment}`,
      result: (trx: TransactionSql) => trx`insert into transfer_results ${trx(result(payment))}`,
      debt: (trx: TransactionSql) =>
        trx`update obligations set status = 'open' where application = ${id} and status = 'settled'`,
      case: (trx: TransactionSql) =>
        trx`update applications set state = 'account_correction', version = version + 1 where id = ${id}`,
    };
    const together = (names: readonly (keyof typeof parts)[]) =>
      acting(app, act, async (trx) => {
        for (const name of names) await parts[name](trx);
      });
    await expectRefusal(together(['debt']), 'obligation_mismatch');
    await expectRefusal(together(['result']), 'evidence_missing');
    await expectRefusal(together(['payment', 'case']), 'evidence_missing');
    await expectRefusal(together(['payment', 'result', 'debt']), 'evidence_missing');
    await together(['payment', 'result', 'debt', 'case']);
    expect(await stateOf(app, id)).toBe('account_correction');
    await expectRefusal(together(['result']), 'one_result');
  });

  it('is told of by the clerk, about a payment that the bank had paid, from its transfer day on', async () => {
    const { app } = databases;
    const { payment } = await paidCase();
    const tell = (act: object, row: object) =>
      acting(app, { ...clerkReturns(), ...act }, (trx) => trx`insert into transfer_results ${trx(row)}`);
    await expectRefusal(tell({ actor: world.people.approver }, result(payment)), 'forbidden_duty');
    await expectRefusal(tell({ money: 'result' }, result(payment)), 'payment_mismatch');
    await expectRefusal(tell({}, result(payment, '2026-11-30')), 'result_early');
    await expectRefusal(tell({}, { ...result(payment), outcome: 'paid' }), 'payment_mismatch');
    await expectRefusal(tell({}, { ...result(payment), reason: ' ' }), 'failed_reason');
    await expectRefusal(tell({}, { ...result(payment), reason: null }), 'failed_reason');
    const id = await caseIn(app, world, 'payable');
    const { batch, payments } = await confirmedBatch(app, world, [id]);
    await seal(app, world, batch);
    await expectRefusal(tell({}, result(payments[0] ?? '')), 'payment_mismatch');
    await recordResult(app, world, payments[0] ?? '', 'paid');
  });

  it('keeps what went out and what came back apart in the accounts of both periods, to the yen', async () => {
    const { app } = databases;
    const { manager, payment_clerk: clerk } = world.people;
    const later = await paidCase('2027-02-01');
    const cases = [await caseIn(app, world, 'payable'), await caseIn(app, world, 'payable')];
    const { batch, payments } = await confirmedBatch(app, world, cases, '2027-02-01');
    await seal(app, world, batch);
    await recordResult(app, world, payments[0] ?? '', 'failed', '2027-02-03');
    await recordResult(app, world, payments[1] ?? '', 'paid', '2027-02-01');
    const february = await settle('2027-02-01', '2027-02-28', 1_000);
    const before = await settled(february);
    expect(before).toMatchObject({ sent: 3 * AMOUNT, sent_count: 3, sent_back: AMOUNT, sent_back_count: 1 });
    expect(before).toMatchObject({ paid: 2 * AMOUNT, paid_count: 2, returned_within: 0 });
    expect(before['breakdown']).toEqual([{ amount: AMOUNT, count: 2, yen: 2 * AMOUNT }]);

    // The periods follow each other, and the months in them are closed.
    const earlier = await settle('2026-01-01', '2027-01-31', 0);
    for (const month of ['2026-11-01', '2026-12-01', '2027-01-01', '2027-02-01'])
      await closeBook(app, [clerk, manager], month, '2027-03-01');

    // The next period: the rest goes back to the prefecture, one transfer comes back, another goes out, a fee and interest.
    await acting(app, { actor: manager, money: 'fund', today: '2027-03-03' }, async (trx) => {
      await trx`update settlements set state = 'submitted' where id = ${earlier}`;
      await trx`update settlements set state = 'submitted' where id = ${february}`;
      await trx`update settlements set returned_on = '2027-03-03' where id = ${february}`;
      await nameAct(trx, { money: 'ledger' });
      const line = {
        transaction: randomUUID(),
        posted_on: '2027-03-03',
        practice: true,
        settlement: february,
      };
      await trx`insert into ledger_entries ${trx([
        { ...line, id: randomUUID(), account: 'returned', debit: 1_000, credit: 0 },
        { ...line, id: randomUUID(), account: 'bank', debit: 0, credit: 1_000 },
      ])}`;
    });
    await comesBack(later, { result_on: '2027-03-02' });
    const last = await paidCase('2027-03-08');
    await book(app, clerk, '2027-03-09', [
      { account: 'bank', debit: 12 },
      { account: 'interest', credit: 12 },
    ]);
    await book(app, clerk, '2027-03-10', [
      { account: 'fee', debit: 880 },
      { account: 'bank', credit: 880 },
    ]);
    const after = await settled(await settle('2027-03-01', '2027-03-31', 0));
    expect(after).toEqual({
      sent: AMOUNT,
      sent_count: 1,
      sent_back: AMOUNT,
      sent_back_count: 1,
      paid: 0,
      paid_count: 0,
      breakdown: [{ amount: AMOUNT, count: 0, yen: 0 }],
      returned_within: 1_000,
      closing: Number(before['closing']) - 1_000 + 12 - 880,
    });

    // A period in which money only came back is a negative one, and says so.
    await comesBack(last, { result_on: '2027-04-05' });
    expect(await settled(await settle('2027-04-01', '2027-04-30', 0))).toEqual({
      sent: 0,
      sent_count: 0,
      sent_back: AMOUNT,
      sent_back_count: 1,
      paid: -AMOUNT,
      paid_count: -1,
      breakdown: [{ amount: AMOUNT, count: -1, yen: -AMOUNT }],
      returned_within: 0,
      closing: Number(after['closing']) + AMOUNT,
    });
    expect([...(await periodsThatDoNotAddUp(app))]).toEqual([]);
  });

  it('comes back less the fee that the bank kept: one transaction of three lines, one line of the passbook', async () => {
    const { app } = databases;
    const clerk = world.people.payment_clerk;
    const late = await paidCase('2027-06-01');
    const { batch, payments } = await confirmedBatch(
      app,
      world,
      [await caseIn(app, world, 'payable')],
      '2027-06-01',
    );
    await seal(app, world, batch, { today: '2027-06-01' });
    const kept = { fee_lost: 880, fee_deducted: true };
    const refused = [
      { fee_deducted: true },
      { fee_lost: 0, fee_deducted: true },
      { fee_lost: AMOUNT, fee_deducted: true },
    ];
    for (const more of refused) {
      await expectRefusal(comesBack(late, { result_on: '2027-06-03', ...more }), 'fee_deducted');
      await expectRefusal(
        recordResult(app, world, payments[0] ?? '', 'failed', '2027-06-02', more),
        'fee_deducted',
      );
    }
    await expectRefusal(
      recordResult(app, world, payments[0] ?? '', 'paid', '2027-06-02', kept),
      'fee_deducted',
    );
    await recordResult(app, world, payments[0] ?? '', 'failed', '2027-06-02', kept);
    await comesBack(late, { result_on: '2027-06-03', ...kept });
    for (const [payment, on] of [
      [payments[0], '2027-06-02'],
      [late.payment, '2027-06-03'],
    ] as const) {
      const lines = await app<{ account: string; debit: number; credit: number; transaction: string }[]>`
        select account, debit, credit, transaction from ledger_entries
         where payment = ${payment ?? ''} and posted_on = ${on} order by account`;
      expect(lines.map(({ account, debit, credit }) => [account, debit, credit])).toEqual([
        ['bank', AMOUNT - 880, 0],
        ['fee', 880, 0],
        ['grant', 0, AMOUNT],
      ]);
      expect(new Set(lines.map(({ transaction }) => transaction)).size).toBe(1);
      const line = await takeLine(app, clerk, { on, in: AMOUNT - 880 });
      await match(app, clerk, line, [lines[0]?.transaction ?? '']);
    }
    expect(await settled(await settle('2027-06-01', '2027-06-30', 0))).toMatchObject({
      sent: 2 * AMOUNT,
      sent_back: 2 * AMOUNT,
      paid: 0,
      breakdown: [{ amount: AMOUNT, count: 0, yen: 0 }],
    });
    expect([...(await periodsThatDoNotAddUp(app))]).toEqual([]);
    expect([...(await app`select * from grant_verify_ledger()`)]).toEqual([]);
  });

  it('has no settlement that does not add up, not even from the owner of the tables', async () => {
    const { owner } = databases;
    const bend = (change: string) =>
      owner.begin(async (trx) => {
        await trx`alter table settlements disable trigger user`;
        await trx.unsafe(`update settlements set ${change}`);
      });
    for (const change of ['sent = sent + 1', 'paid = paid - 1', 'sent_back_count = 9', 'returned_within = 7'])
      await expectRefusal(bend(change), 'settlement_sum');
  });
});
