/** Payable cases put into a batch, confirmed by two people and sealed, in plain SQL. */
import { createHash, randomUUID } from 'node:crypto';
import type { Sql } from 'postgres';
import { acting } from './act.ts';
import type { World } from './world.ts';

export async function openBatch(sql: Sql, world: World, transferOn = '2026-12-01'): Promise<string> {
  const id = randomUUID();
  const actor = world.people.payment_clerk;
  await acting(sql, { actor, money: 'prepare' }, async (trx) => {
    await trx`insert into payment_batches ${trx({
      id,
      number: id,
      transfer_on: transferOn,
      bank_profile: world.bankProfile,
      state: 'open',
      practice: true,
    })}`;
  });
  return id;
}

/** Prepares the payment of a payable case in the batch; answers the payment's id. */
export async function prepare(sql: Sql, world: World, batch: string, application: string): Promise<string> {
  const id = randomUUID();
  const actor = world.people.payment_clerk;
  await acting(sql, { actor, duty: 'payment_clerk', event: 'batch', money: 'prepare' }, async (trx) => {
    await trx`update applications set state = 'in_batch', version = version + 1 where id = ${application}`;
    await trx`insert into payments (id, obligation, application, payment_batch, bank_account, amount, state)
      select ${id}, o.id, o.application, ${batch}, a.id, o.amount, 'prepared'
        from obligations o join bank_accounts a on a.application = o.application and a.status = 'live'
       where o.application = ${application} and o.status = 'open'`;
  });
  return id;
}

export async function confirm(sql: Sql, payment: string, confirmer: string, hash?: string): Promise<void> {
  await acting(sql, { actor: confirmer }, async (trx) => {
    const [row] = await trx<{ content_hash: string; number_index: string; amount: number }[]>`
      select p.content_hash, a.number_index, p.amount
        from payments p join bank_accounts a on a.id = p.bank_account where p.id = ${payment}`;
    await trx`insert into confirmations ${trx({
      id: randomUUID(),
      payment,
      confirmer,
      content_hash: hash ?? row?.content_hash ?? '',
      entry_index: row?.number_index ?? '',
      entry_amount: row?.amount ?? 0,
      confirmed_at: new Date().toISOString(),
    })}`;
  });
}

export interface SealOptions {
  readonly actor?: string;
  readonly itemCount?: number;
  readonly total?: number;
  readonly file?: string;
  /** The day it is in the office; without it the last of November 2026. */
  readonly today?: string;
}

/** Seals the batch and its payments with a file made of `file`. */
export async function seal(sql: Sql, world: World, batch: string, options: SealOptions = {}): Promise<void> {
  const actor = options.actor ?? world.people.payment_clerk;
  const body = options.file ?? `file of ${batch}`;
  const { today = '2026-11-30' } = options;
  await acting(sql, { actor, money: 'seal', today }, async (trx) => {
    const [found] = await trx<{ items: number; total: number }[]>`
      select count(*)::int as items, coalesce(sum(amount), 0)::int as total from payments
       where payment_batch = ${batch} and state = 'prepared'`;
    await trx`update payment_batches set ${trx({
      state: 'sealed',
      item_count: options.itemCount ?? found?.items ?? 0,
      total: options.total ?? found?.total ?? 0,
      file_sha256: createHash('sha256').update(body).digest('hex'),
      file_body: Buffer.from(body).toString('base64'),
    })}, version = version + 1 where id = ${batch}`;
    await trx`update payments set state = 'sealed' where payment_batch = ${batch} and state = 'prepared'`;
  });
}

/** A batch of these payable cases with two confirmations each; answers the batch and its payments. */
export async function confirmedBatch(sql: Sql, world: World, cases: readonly string[], transferOn?: string) {
  const batch = await openBatch(sql, world, transferOn);
  const payments: string[] = [];
  for (const application of cases) {
    const payment = await prepare(sql, world, batch, application);
    payments.push(payment);
    await confirm(sql, payment, world.people.payment_confirmer);
    await confirm(sql, payment, world.secondConfirmer);
  }
  return { batch, payments };
}

/** The bank's answer for one sealed payment. */
export async function recordResult(
  sql: Sql,
  world: World,
  payment: string,
  outcome: 'paid' | 'failed',
  on = '2026-12-01',
  more: Readonly<Record<string, number | boolean | string | null>> = {},
): Promise<void> {
  const actor = world.people.payment_clerk;
  const event = outcome === 'paid' ? 'record_paid' : 'record_failed';
  await acting(sql, { actor, duty: 'payment_clerk', event, money: 'result' }, async (trx) => {
    const answer = { payment, outcome, result_on: on, reason: outcome === 'failed' ? '口座なし' : null };
    await trx`insert into transfer_results ${trx({ id: randomUUID(), ...answer, ...more })}`;
    await trx`update payments set state = ${outcome} where id = ${payment}`;
    if (outcome === 'paid')
      await trx`update obligations o set status = 'settled' from payments p where p.id = ${payment} and o.id = p.obligation`;
    const to = outcome === 'paid' ? 'paid' : 'account_correction';
    await trx`update applications a set state = ${to}, version = a.version + 1
      from payments p where p.id = ${payment} and a.id = p.application`;
  });
}
