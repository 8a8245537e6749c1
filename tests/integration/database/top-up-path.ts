/** A paid case, and a further sum proposed, approved and paid beside it, in plain SQL. */
import { randomUUID } from 'node:crypto';
import type { Sql } from 'postgres';
import { caseIn, step } from './case-path.ts';
import { confirmedBatch, recordResult, seal } from './money-path.ts';
import type { World } from './world.ts';

/** Pays what is open of a payable case; answers the payment. */
export async function pay(sql: Sql, world: World, id: string): Promise<string> {
  const { batch, payments } = await confirmedBatch(sql, world, [id]);
  await seal(sql, world, batch);
  await recordResult(sql, world, payments[0] ?? '', 'paid');
  return payments[0] ?? '';
}

export async function paidCase(sql: Sql, world: World): Promise<{ id: string; payment: string }> {
  const id = await caseIn(sql, world, 'payable');
  return { id, payment: await pay(sql, world, id) };
}

/** 追加支給の上申 of a paid case by the reviewer. */
export function propose(sql: Sql, world: World, id: string, amount: number): Promise<void> {
  return step(sql, id, {
    event: 'propose_top_up',
    to: 'top_up_proposed',
    duty: 'reviewer',
    actor: world.people.reviewer,
    facts: { amount },
  });
}

/** 追加支給の決定 with its obligation, which is of the same sum unless said. */
export function approve(
  sql: Sql,
  world: World,
  id: string,
  { amount, actor, obligation = amount }: { amount: number; actor: string; obligation?: number },
): Promise<void> {
  const decision = randomUUID();
  return step(sql, id, {
    event: 'approve_top_up',
    to: 'granted',
    duty: 'approver',
    actor,
    also: async (trx) => {
      await trx`insert into decisions ${trx({
        id: decision,
        application: id,
        kind: 'top_up',
        number: decision,
        amount,
        recommended_by: world.people.reviewer,
        decided_by: actor,
        decided_at: '2026-12-02T03:00:00Z',
        status: 'live',
      })}`;
      await trx`insert into obligations ${trx({
        id: randomUUID(),
        application: id,
        decision,
        amount: obligation,
        kind: 'top_up',
        status: 'open',
      })}`;
    },
  });
}

/** The notice of what was approved goes out. */
export function post(sql: Sql, world: World, id: string): Promise<void> {
  const actor = world.people.reception;
  return step(sql, id, { event: 'post_notice', to: 'payable', duty: 'reception', actor });
}
