import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectRefusal } from './act.ts';
import { AMOUNT, caseIn, stateOf, step } from './case-path.ts';
import { type Databases, openDatabase } from './database.ts';
import { confirmedBatch, recordResult, seal } from './money-path.ts';
import { type World, buildWorld } from './world.ts';

let databases: Databases;
let world: World;
let id: string;
beforeAll(async () => {
  databases = await openDatabase();
  world = await buildWorld(databases.owner);
  const { app } = databases;
  id = await caseIn(app, world, 'payable');
  const { batch, payments } = await confirmedBatch(app, world, [id]);
  await seal(app, world, batch);
  await recordResult(app, world, payments[0] ?? '', 'paid');
  await step(app, id, {
    event: 'claim_repayment',
    to: 'repayment_claimed',
    duty: 'approver',
    actor: await world.person('approver', 'claimer'),
    also: async (trx) => {
      await trx`update decisions set status = 'cancelled' where application = ${id} and status = 'live'`;
    },
  });
});
afterAll(() => databases.close());

const lines = async (): Promise<(string | number)[][]> => {
  const rows = await databases.app<{ account: string; debit: number; credit: number; on: string }[]>`
    select e.account, e.debit, e.credit, e.posted_on::text as on from ledger_entries e
      join payments p on p.id = e.payment where p.application = ${id} and e.posted_on = '2026-12-20' order by 1`;
  return rows.map((row) => [row.account, row.debit, row.credit, row.on]);
};

const available = async (): Promise<number> => {
  const [row] = await databases.app<{ yen: string }[]>`select grant_available(true) as yen`;
  return Number(row?.yen);
};

describe('A repayment', () => {
  const repaid = (facts: Readonly<Record<string, string | number>>): Promise<void> =>
    step(databases.app, id, {
      event: 'record_repayment',
      to: 'repaid',
      duty: 'payment_clerk',
      actor: world.people.payment_clerk,
      facts,
    });

  it('is not recorded without its day, its amount, or with another amount than was paid', async () => {
    await expectRefusal(repaid({}), 'evidence_missing');
    await expectRefusal(repaid({ on: '2026-12-20' }), 'evidence_missing');
    await expectRefusal(repaid({ amount: AMOUNT }), 'evidence_missing');
    await expectRefusal(repaid({ on: '2026-12-20', amount: AMOUNT - 1 }), 'payment_mismatch');
    expect(await stateOf(databases.app, id)).toBe('repayment_claimed');
    expect(await lines()).toEqual([]);
  });

  it('stands in the ledger with the change of state, balanced, and leaves the advance as it was', async () => {
    const before = await available();
    await repaid({ on: '2026-12-20', amount: AMOUNT });
    expect(await lines()).toEqual([
      ['repayment', 0, AMOUNT, '2026-12-20'],
      ['returned', AMOUNT, 0, '2026-12-20'],
    ]);
    expect(await available()).toBe(before);
    expect([...(await databases.app`select * from grant_verify_chain()`)]).toEqual([]);
  });

  it('is never changed or taken out of the ledger, nor recorded twice', async () => {
    const { owner } = databases;
    await expectRefusal(
      owner`update ledger_entries set credit = 1 where account = 'repayment'`.execute(),
      'append_only',
    );
    await expectRefusal(
      owner`delete from ledger_entries where account = 'repayment'`.execute(),
      'append_only',
    );
    await expectRefusal(repaid({ on: '2026-12-20', amount: AMOUNT }), 'stale_version').catch(() => undefined);
    expect(await lines()).toHaveLength(2);
  });
});
