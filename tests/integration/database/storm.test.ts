import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import postgres from 'postgres';
import { AGREEMENTS, decideInTurn, decideTogether, importBetween } from './award-steps.ts';
import { caseIn, grantCase, recommendCase, step, submitCase } from './case-path.ts';
import { type Databases, openDatabase } from './database.ts';
import { confirm, openBatch, prepare, recordResult, seal } from './money-path.ts';
import { type World, buildWorld } from './world.ts';

const CASES = 12;
const ACTS = 900;
const CONNECTIONS = 8;

let databases: Databases;
let world: World;
beforeAll(async () => {
  databases = await openDatabase();
  world = await buildWorld(databases.owner, CASES * 200_000);
});
afterAll(() => databases.close());

/** Numbers that look random and are the same in every run. */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

describe('Eight connections acting at random on the same cases', () => {
  it('never pay twice, never overdraw, never lose an event', async () => {
    const { app } = databases;
    const cases = await Promise.all(Array.from({ length: CASES }, () => caseIn(app, world, 'draft')));
    const batches: string[] = await Promise.all(Array.from({ length: 4 }, () => openBatch(app, world)));
    const { approver, manager, payment_clerk, payment_confirmer, reception } = world.people;
    const outcomes = { done: 0, refused: 0 };

    const anyPayment = async (roll: (sides: number) => number): Promise<string> => {
      const rows = await app<{ id: string }[]>`select id from payments order by id`;
      return rows[roll(Math.max(rows.length, 1))]?.id ?? crypto.randomUUID();
    };
    const acts: ((roll: (sides: number) => number, id: string, batch: string) => Promise<unknown>)[] = [
      (_, id) => submitCase(app, world, id),
      (_, id) => recommendCase(app, world, id),
      (_, id) => grantCase(app, world, id),
      (_, id) => step(app, id, { event: 'post_notice', to: 'payable', duty: 'reception', actor: reception }),
      (_, id) => step(app, id, { event: 'suspend', to: 'suspended', duty: 'manager', actor: manager }),
      (_, id) => step(app, id, { event: 'release', to: 'payable', duty: 'approver', actor: approver }),
      (_, id) => step(app, id, { event: 'release', to: 'submitted', duty: 'approver', actor: approver }),
      (_, id, batch) => prepare(app, world, batch, id),
      (_, id, batch) => prepare(app, world, batch, id),
      async (roll) => confirm(app, await anyPayment(roll), payment_confirmer),
      async (roll) => confirm(app, await anyPayment(roll), world.secondConfirmer),
      async (roll) => confirm(app, await anyPayment(roll), payment_clerk),
      (roll, _, batch) => seal(app, world, batch, { file: `${batch} ${roll(5)}` }),
      async (roll) => recordResult(app, world, await anyPayment(roll), roll(4) === 0 ? 'failed' : 'paid'),
      async (roll) => void (batches[roll(batches.length)] = await openBatch(app, world)),
    ];

    await Promise.all(
      Array.from({ length: CONNECTIONS }, async (_, line) => {
        const roll = dice(20_261_123 + line);
        for (let n = 0; n < ACTS / CONNECTIONS; n += 1) {
          const act = acts[roll(acts.length)];
          try {
            await act?.(roll, cases[roll(CASES)] ?? '', batches[roll(batches.length)] ?? '');
            outcomes.done += 1;
          } catch (error) {
            // Only the office's own refusals and unique indexes may stop an act; anything else is a fault.
            if (!(error instanceof postgres.PostgresError)) throw error;
            expect(['23514', '23505', '40P01'], error.message).toContain(error.code);
            outcomes.refused += 1;
          }
        }
      }),
    );

    expect(outcomes.done).toBeGreaterThan(40);
    expect(outcomes.refused).toBeGreaterThan(40);
    const twice = await app`select obligation from payments where state in ('prepared', 'sealed', 'paid')
      group by obligation having count(*) > 1`;
    expect([...twice]).toEqual([]);
    const unexplained = await app`select b.id from payment_batches b where b.state in ('sealed', 'settled')
      and b.total <> (select sum(p.amount) from payments p where p.payment_batch = b.id and p.state <> 'removed')`;
    expect([...unexplained]).toEqual([]);
    const own = await app`select c.id from confirmations c join payments p on p.id = c.payment
      where c.confirmer = p.prepared_by`;
    expect([...own]).toEqual([]);
    expect([...(await app`select * from grant_verify_chain()`)]).toEqual([]);
    expect([...(await app`select * from grant_verify_summaries()`)]).toEqual([]);
    const [left] = await app<{ yen: string }[]>`select grant_available(true) as yen`;
    expect(Number(left?.yen)).toBeGreaterThanOrEqual(0);
  });
});

describe('Two grants to one employer at the same moment', () => {
  it.each(AGREEMENTS)(
    'wait for each other, and one is made: $by',
    { timeout: 120_000 },
    async (agreement) => {
      for (const end of ['commit', 'rollback'] as const) await decideInTurn(databases, world, agreement, end);
      for (let n = 0; n < 5; n += 1) await decideTogether(databases, world, agreement);
    },
  );

  it('are one at most beside a list of earlier awards, which is looked at before money is paid', () =>
    importBetween(databases, world));
});
