import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { acting, expectRefusal } from './act.ts';
import { AMOUNT, caseIn } from './case-path.ts';
import { type Databases, openDatabase } from './database.ts';
import { confirmedBatch, recordResult, seal } from './money-path.ts';
import { type World, buildWorld, receiveAdvance } from './world.ts';

let databases: Databases;
let world: World;
beforeAll(async () => {
  databases = await openDatabase();
  world = await buildWorld(databases.owner, 0);
});
afterAll(() => databases.close());

async function available(): Promise<number> {
  const [row] = await databases.app<{ yen: string }[]>`select grant_available(true) as yen`;
  return Number(row?.yen);
}

async function batchOf(count: number) {
  const cases: string[] = [];
  for (let n = 0; n < count; n += 1) cases.push(await caseIn(databases.app, world, 'payable'));
  return confirmedBatch(databases.app, world, cases);
}

interface Line {
  readonly account: string;
  readonly debit: number;
  readonly credit: number;
  readonly practice?: boolean;
  readonly payment?: string;
  readonly posted_on?: string;
}

function post(lines: readonly Line[], actor?: string) {
  const transaction = randomUUID();
  return acting(
    databases.app,
    { actor: actor ?? world.people.manager, money: 'ledger' },
    (trx) =>
      trx`insert into ledger_entries ${trx(
        lines.map((line) => ({
          practice: true,
          posted_on: '2026-11-23',
          payment: null,
          ...line,
          id: randomUUID(),
          transaction,
        })),
      )}`,
  );
}

describe('The ledger of the advance', () => {
  it('does not let a batch be sealed that the advance does not cover', async () => {
    const { batch } = await batchOf(2);
    await expectRefusal(seal(databases.app, world, batch), 'balance_short');
    await receiveAdvance(databases.app, world.people.manager, 2 * AMOUNT - 1);
    await expectRefusal(seal(databases.app, world, batch), 'balance_short');
    await receiveAdvance(databases.app, world.people.manager, 1);
    await seal(databases.app, world, batch);
    expect(await available()).toBe(0);
  });

  it('does not let real payments lean on the practice advance', async () => {
    await receiveAdvance(databases.app, world.people.manager, AMOUNT, false);
    const { batch } = await batchOf(1);
    await expectRefusal(seal(databases.app, world, batch), 'balance_short');
  });

  it('is not spent twice when two batches are sealed at the same moment', async () => {
    const [one, two] = [await batchOf(1), await batchOf(1)];
    await receiveAdvance(databases.app, world.people.manager, AMOUNT);
    const other = await world.person('payment_clerk', 'second-clerk');
    const answers = await Promise.allSettled([
      seal(databases.app, world, one.batch),
      seal(databases.app, world, two.batch, { actor: other }),
    ]);
    expect(answers.map((answer) => answer.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await available()).toBe(0);
  });

  it('follows each payment: promised at the seal, gone when paid, back when the transfer failed', async () => {
    await receiveAdvance(databases.app, world.people.manager, 2 * AMOUNT);
    const { batch, payments } = await batchOf(2);
    await seal(databases.app, world, batch);
    await recordResult(databases.app, world, payments[0] ?? '', 'paid');
    expect(await available()).toBe(0);
    await recordResult(databases.app, world, payments[1] ?? '', 'failed');
    expect(await available()).toBe(AMOUNT);
    const rows = await databases.app<
      { account: string; yen: number }[]
    >`select account, sum(debit - credit)::int as yen from ledger_entries
      where payment in ${databases.app(payments)} group by account order by account`;
    expect(rows.map((row) => [row.account, row.yen])).toEqual([
      ['bank', -AMOUNT],
      ['grant', AMOUNT],
      ['payable', 0],
    ]);
    expect([...(await databases.app`select * from grant_verify_ledger()`)]).toEqual([]);
  });

  it('takes only transactions whose debit equals their credit', async () => {
    await expectRefusal(post([{ account: 'bank', debit: 100, credit: 0 }]), 'ledger_unbalanced');
    await expectRefusal(
      post([
        { account: 'bank', debit: 100, credit: 0 },
        { account: 'interest', debit: 0, credit: 99 },
      ]),
      'ledger_unbalanced',
    );
    await expectRefusal(post([{ account: 'bank', debit: 5, credit: 5 }]), 'ledger_unbalanced');
    await expectRefusal(post([{ account: 'bank', debit: -5, credit: 0 }]), 'ledger_unbalanced');
    await post([
      { account: 'bank', debit: 3, credit: 0 },
      { account: 'interest', debit: 0, credit: 3 },
    ]);
  });

  it('is never below zero by a return to the prefecture either', async () => {
    const credit = (await available()) + 1;
    await expectRefusal(
      post([
        { account: 'returned', debit: credit, credit: 0 },
        { account: 'bank', debit: 0, credit },
      ]),
      'balance_short',
    );
  });

  it('takes lines by hand only in the act of booking, by clerk or manager, and never on the payment accounts', async () => {
    const { app } = databases;
    const line = {
      id: randomUUID(),
      transaction: randomUUID(),
      posted_on: '2026-11-23',
      account: 'bank',
      debit: 1,
    };
    await expectRefusal(app`insert into ledger_entries ${app(line)}`.execute(), 'money_fenced');
    await expectRefusal(
      post([{ account: 'bank', debit: 1, credit: 0 }], world.people.approver),
      'forbidden_duty',
    );
    await expectRefusal(post([{ account: 'payable', debit: 1, credit: 0 }]), 'money_fenced');
    await expectRefusal(post([{ account: 'grant', debit: 0, credit: 1 }]), 'money_fenced');
  });

  it('takes by hand neither a repayment nor a line of a payment, and one day for each transaction', async () => {
    const [payment] = await databases.app<{ id: string }[]>`select id from payments limit 1`;
    const line = { account: 'bank', debit: 7, credit: 0 };
    const other = { account: 'interest', debit: 0, credit: 7 };
    await expectRefusal(post([line, { ...other, account: 'repayment' }]), 'money_fenced');
    await expectRefusal(post([{ ...line, payment: payment?.id ?? '' }, other]), 'money_fenced');
    // Across a month's end neither period would lead from its opening to its closing balance.
    await expectRefusal(post([{ ...line, posted_on: '2026-12-01' }, other]), 'ledger_unbalanced');
    await post([line, other]);
  });

  it('is append-only, also for the owner, and a changed amount is found', async () => {
    const { owner } = databases;
    await expectRefusal(owner`update ledger_entries set debit = 1`.execute(), 'append_only');
    await expectRefusal(owner`delete from ledger_entries`.execute(), 'append_only');
    const putBack = new Error('put back');
    await owner
      .begin(async (trx) => {
        await trx`set local session_replication_role = replica`;
        await trx`update ledger_entries set debit = debit + 1 where debit > 0`;
        expect((await trx`select * from grant_verify_chain() where chain = 'ledger'`).length).toBeGreaterThan(
          0,
        );
        throw putBack;
      })
      .catch((error: unknown) => {
        if (error !== putBack) throw error;
      });
  });
});
