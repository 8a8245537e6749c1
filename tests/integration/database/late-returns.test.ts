/** 組戻・後日判明した振込不能 in plain SQL: what the database takes, and in which company. */
import { randomUUID } from 'node:crypto';
import type { TransactionSql } from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { acting, expectRefusal } from './act.ts';
import { caseIn, stateOf } from './case-path.ts';
import { type Databases, openDatabase } from './database.ts';
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
    result_on: on,
  });

  async function paidCase(): Promise<{ id: string; payment: string }> {
    const { app } = databases;
    const id = await caseIn(app, world, 'payable');
    const { batch, payments } = await confirmedBatch(app, world, [id]);
    await seal(app, world, batch);
    await recordResult(app, world, payments[0] ?? '', 'paid');
    return { id, payment: payments[0] ?? '' };
  }

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
    const id = await caseIn(app, world, 'payable');
    const { batch, payments } = await confirmedBatch(app, world, [id]);
    await seal(app, world, batch);
    await expectRefusal(tell({}, result(payments[0] ?? '')), 'payment_mismatch');
  });
});
