/** 確定後の取下げ and the end of a batch, as the verbs do them: asked for, dropped, carried out, settled. */
import type { Sql } from 'postgres';
import { acting } from '../act.ts';
import { oneOf, type Scene, type Try } from './scene.ts';

type Act = (scene: Scene, attempt: Try) => Promise<unknown>;

const sealedBatch = (sql: Sql, pick: number): Promise<string> =>
  oneOf(
    sql<{ id: string }[]>`
      select id from payment_batches where state = 'sealed'
       order by (recall_proposed_at is not null) desc, sealed_at desc, id limit 12`,
    pick,
  );

const propose: Act = async ({ sql }, { actor, pick }) => {
  const id = await sealedBatch(sql, pick);
  await acting(
    sql,
    { actor, money: 'propose_recall' },
    (trx) => trx`update payment_batches set recall_reason = '試験', version = version + 1 where id = ${id}`,
  );
};

const keep: Act = async ({ sql }, { actor, pick }) => {
  const id = await sealedBatch(sql, pick);
  await acting(
    sql,
    { actor, money: 'keep' },
    (trx) => trx`update payment_batches set recall_reason = null, version = version + 1 where id = ${id}`,
  );
};

// Of every six one leaves a payment in the batch.
const recall: Act = async ({ sql }, { actor, pick, other }) => {
  const id = await sealedBatch(sql, Math.min(pick % 3, 2));
  const act = { actor, duty: 'manager', event: 'recall', money: 'recall', reason: '試験' } as const;
  await acting(sql, act, async (trx) => {
    await trx`select from payment_batches where id = ${id} for update`;
    const payments = await trx<{ id: string; application: string }[]>`
      select id, application from payments where payment_batch = ${id} and state = 'sealed' order by application`;
    for (const payment of other % 6 === 0 ? payments.slice(1) : payments) {
      await trx`update payments set state = 'removed' where id = ${payment.id}`;
      await trx`update applications set state = 'payable', version = version + 1 where id = ${payment.application}`;
    }
    await trx`update payment_batches set state = 'recalled', recall_answer = '銀行に確かめた', version = version + 1
      where id = ${id}`;
  });
};

const finish: Act = async ({ sql }, { actor, pick }) => {
  const id = await sealedBatch(sql, pick);
  await acting(
    sql,
    { actor, money: 'result' },
    (trx) => trx`update payment_batches set state = 'settled', version = version + 1 where id = ${id}`,
  );
};

export const recallActs = { proposeRecall: propose, keep, recall, finish } satisfies Record<string, Act>;
