import type { TransactionSql } from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { acting, expectRefusal } from './act.ts';
import { AMOUNT, stateOf, step } from './case-path.ts';
import { type Databases, openDatabase } from './database.ts';
import { approve, paidCase, pay, post, propose } from './top-up-path.ts';
import { type World, buildWorld } from './world.ts';

let databases: Databases;
let world: World;
let claimer: string;
let id: string;
beforeAll(async () => {
  databases = await openDatabase();
  world = await buildWorld(databases.owner);
  claimer = await world.person('approver', 'claimer');
  ({ id } = await paidCase(databases.app, world));
  await claim(id, { amount: AMOUNT, kept: 0 });
});
afterAll(() => databases.close());

type Facts = Readonly<Record<string, string | number>>;

async function cancelDecisions(trx: TransactionSql, of: string): Promise<void> {
  await trx`update decisions set status = 'cancelled' where application = ${of} and status = 'live'`;
}

/** 返還の請求; the decisions end with the claim of the whole, unless the test says otherwise. */
function claim(of: string, facts: Facts, ends = facts['kept'] === 0, actor = claimer): Promise<void> {
  return step(databases.app, of, {
    event: 'claim_repayment',
    to: 'repayment_claimed',
    duty: 'approver',
    actor,
    facts,
    also: async (trx) => {
      if (ends) await cancelDecisions(trx, of);
    },
  });
}

function record(of: string, facts: Facts, whole = true): Promise<void> {
  return step(databases.app, of, {
    event: whole ? 'record_repayment' : 'record_part_repayment',
    to: whole ? 'repaid' : 'paid',
    duty: 'payment_clerk',
    actor: world.people.payment_clerk,
    facts,
  });
}

const ON = '2026-12-20';

const lines = async (of = id): Promise<(string | number)[][]> => {
  const rows = await databases.app<{ account: string; debit: number; credit: number; on: string }[]>`
    select e.account, e.debit, e.credit, e.posted_on::text as on from ledger_entries e
      join payments p on p.id = e.payment where p.application = ${of} and e.posted_on = ${ON} order by e.account, e.credit`;
  return rows.map((row) => [row.account, row.debit, row.credit, row.on]);
};

const available = async (): Promise<number> => {
  const [row] = await databases.app<{ yen: string }[]>`select grant_available(true) as yen`;
  return Number(row?.yen);
};

describe('A repayment', () => {
  const repaid = (facts: Facts): Promise<void> => record(id, facts);

  it('is not recorded without its day, its amount, or with another amount than was paid', async () => {
    await expectRefusal(repaid({}), 'evidence_missing');
    await expectRefusal(repaid({ on: '2026-12-20' }), 'evidence_missing');
    await expectRefusal(repaid({ amount: AMOUNT }), 'evidence_missing');
    await expectRefusal(repaid({ on: '2026-12-20', amount: AMOUNT - 1 }), 'claim_mismatch');
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

describe('返還の一部請求 A claim of a part', () => {
  const PART = 80_000;

  it('names a sum of at least one yen and never more than is kept, and what is kept after it', async () => {
    const { id: of } = await paidCase(databases.app, world);
    const wrong: Facts[] = [
      {},
      { amount: PART },
      { amount: 0, kept: AMOUNT },
      { amount: -1, kept: AMOUNT + 1 },
      { amount: 0.5, kept: AMOUNT - 0.5 },
      { amount: String(PART), kept: AMOUNT - PART },
      { amount: PART, kept: AMOUNT },
      { amount: AMOUNT + 1, kept: -1 },
    ];
    for (const facts of wrong) await expectRefusal(claim(of, facts, false), 'claim_mismatch');
    // By whoever did not grant; with the decision standing for a part, and ending with the whole.
    const kept = AMOUNT - PART;
    await expectRefusal(claim(of, { amount: PART, kept }, false, world.people.approver), 'same_person');
    await expectRefusal(claim(of, { amount: PART, kept }, true), 'evidence_missing');
    await expectRefusal(claim(of, { amount: AMOUNT, kept: 0 }, false), 'evidence_missing');
    expect(await stateOf(databases.app, of)).toBe('paid');
  });

  it('leaves the case paid with what is kept, its book in two lines of the part, its figures below zero', async () => {
    const { app } = databases;
    const figure = async () => {
      const rows = await app<{ bucket: string; cases: number; yen: number }[]>`
        select bucket, count::int as cases, amount::int as yen from summaries
         where programme = ${world.programme} and (dimension = 'tier' or bucket = 'part_claim') order by bucket`;
      return new Map(rows.map((row) => [row.bucket, [row.cases, row.yen]] as const));
    };
    const { id: of } = await paidCase(app, world);
    const before = await figure();
    await claim(of, { amount: PART, kept: AMOUNT - PART });
    const claimed = await figure();
    // The decision stands for the rest: the case counts in its tier while a part is awaited.
    expect(claimed.get(String(AMOUNT))).toEqual(before.get(String(AMOUNT)));
    expect(claimed.get('part_claim')).toEqual([1, -PART]);
    await expectRefusal(record(of, { on: ON, amount: PART }, true), 'evidence_missing');
    await expectRefusal(record(of, { on: ON, amount: PART - 1 }, false), 'claim_mismatch');
    await expectRefusal(record(of, { on: ON, amount: AMOUNT }, false), 'claim_mismatch');
    // One claim is open at a time: a second one is no event while the first is awaited.
    await claim(of, { amount: 1, kept: AMOUNT - PART - 1 });
    const [open] = await app<{ yen: number }[]>`select grant_claimed(${of})::int as yen`;
    expect(open?.yen).toBe(PART);
    await record(of, { on: ON, amount: PART }, false);
    expect(await stateOf(app, of)).toBe('paid');
    expect(await lines(of)).toEqual([
      ['repayment', 0, PART, ON],
      ['returned', PART, 0, ON],
    ]);
    expect(await figure()).toEqual(claimed);

    // The rest is claimed as the whole: nothing is kept, and the earlier part goes with its decision.
    const rest = AMOUNT - PART;
    await expectRefusal(claim(of, { amount: rest + 1, kept: -1 }), 'claim_mismatch');
    await claim(of, { amount: rest, kept: 0 });
    await expectRefusal(record(of, { on: ON, amount: rest }, false), 'evidence_missing');
    await record(of, { on: ON, amount: rest });
    expect(await stateOf(app, of)).toBe('repaid');
    expect((await figure()).get('part_claim')).toEqual([0, 0]);
    expect([...(await app`select * from grant_verify_summaries()`)]).toEqual([]);
    expect([...(await app`select * from grant_verify_chain()`)]).toEqual([]);
  });

  it('takes from the latest payment first, and what was paid back does not come back from the bank too', async () => {
    const { app } = databases;
    const { id: of, payment: first } = await paidCase(app, world);
    await propose(app, world, of, 50_000);
    await approve(app, world, of, { amount: 50_000, actor: world.people.approver });
    await post(app, world, of);
    const second = await pay(app, world, of);
    await claim(of, { amount: 60_000, kept: AMOUNT - 10_000 });
    await record(of, { on: ON, amount: 60_000 }, false);
    const rows = await app<{ payment: string; credit: number }[]>`
      select payment, credit from ledger_entries where account = 'repayment' and payment in (${first}, ${second})`;
    expect(new Map(rows.map((row) => [row.payment, row.credit]))).toEqual(
      new Map([
        [second, 50_000],
        [first, 10_000],
      ]),
    );
    const actor = world.people.payment_clerk;
    for (const payment of [first, second])
      await expectRefusal(
        acting(
          app,
          { actor, duty: 'payment_clerk', event: 'record_return', money: 'return' },
          (trx) => trx`update payments set state = 'failed' where id = ${payment}`,
        ),
        'claim_mismatch',
      );
  });

  it('makes room for a top-up: what is kept and added stays within the figures, to the yen', async () => {
    const { app, owner } = databases;
    const highest = (yen: number | null) => owner`
      update programme_versions set base_amount = ${yen}, additions = '[]' where id = ${world.version}`;
    const { id: of } = await paidCase(app, world);
    await claim(of, { amount: PART, kept: AMOUNT - PART });
    await record(of, { on: ON, amount: PART }, false);
    await highest(AMOUNT);
    await propose(app, world, of, PART + 1);
    const { approver } = world.people;
    await expectRefusal(approve(app, world, of, { amount: PART + 1, actor: approver }), 'decision_mismatch');
    await step(app, of, { event: 'decline_top_up', to: 'paid', duty: 'approver', actor: approver });
    await propose(app, world, of, PART);
    await approve(app, world, of, { amount: PART, actor: approver });
    await highest(null);
    expect(await stateOf(app, of)).toBe('granted');
  });

  it('does not let the grant end by any other way than the claim of the whole', async () => {
    const { app } = databases;
    const { id: of } = await paidCase(app, world);
    const end = () =>
      acting(app, { actor: claimer, duty: 'approver', event: 'claim_repayment' }, (trx) =>
        cancelDecisions(trx, of),
      );
    await expectRefusal(end(), 'evidence_missing');
    await claim(of, { amount: PART, kept: AMOUNT - PART });
    await expectRefusal(end(), 'evidence_missing');
  });
});
