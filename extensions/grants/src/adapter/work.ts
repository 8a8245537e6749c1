import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { elevated, type AnyActor } from './actor.ts';
import { now, type Moment } from './clock.ts';
import { constraintRefusal } from './constraint.ts';
import { RefusalError } from '@grant/schema';
import type { ActionEvent, ItemsService, Office, Row, SchemaOverview } from './ports.ts';
import { emitAfterCommit } from './private-api.ts';
import { toRow } from './row.ts';

/** 一つの仕事: one transaction with who does it, when, and the only pens that may write in it. */
export interface Unit<A extends AnyActor = AnyActor> {
  readonly office: Office;
  readonly trx: Knex.Transaction;
  readonly actor: A;
  readonly moment: Moment;
  readonly schema: SchemaOverview;
  /** Inserts a row (camelCase in, id made here when absent) through ItemsService; returns its id. */
  create(collection: string, value: object): Promise<string>;
  /** Updates a row through ItemsService, so that activity and revisions name the actor. */
  update(collection: string, id: string | number, value: object): Promise<void>;
  /** Deletes rows through ItemsService. Only parts of an application that is being written anew. */
  remove(collection: string, ids: readonly string[]): Promise<void>;
}

// The fences (hooks) let a write pass that a verb makes. The mark follows the asynchronous call, not the data, so no
// request can forge it.
const working = new AsyncLocalStorage<true>();

/** True while a verb's own transaction is running. */
export function insideWork(): boolean {
  return working.getStore() === true;
}

function penOf(unit: Omit<Unit, 'create' | 'update' | 'remove'>, collection: string): ItemsService {
  return new unit.office.services.ItemsService(collection, {
    knex: unit.trx,
    schema: unit.schema,
    accountability: elevated(unit.actor.accountability),
  });
}

// PostgreSQL ends one of two transactions that wait for each other; run again, it finds the other one done.
const OVERTAKEN = new Set(['40P01', '40001']);
const TRIES = 4;

function wasOvertaken(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && OVERTAKEN.has(String(error.code));
}

/**
 * Runs one unit of work: begin, do, commit, and only then emit what the services wanted to say, so that no flow hears
 * of something that was rolled back. A constraint of the database becomes a refusal. The `task` may run up to four
 * times, each time from the beginning, and keeps nothing of a try outside of `unit`.
 * @throws RefusalError; everything else is passed on unchanged.
 */
export async function work<T, A extends AnyActor>(
  office: Office,
  actor: A,
  task: (unit: Unit<A>) => Promise<T>,
): Promise<T> {
  const { result, events } = await carriedOut(office, actor, task);
  for (const event of events) await emitAfterCommit(event);
  return result;
}

async function carriedOut<T, A extends AnyActor>(
  office: Office,
  actor: A,
  task: (unit: Unit<A>) => Promise<T>,
): Promise<{ result: T; events: readonly ActionEvent[] }> {
  for (let left = TRIES - 1; ; left -= 1) {
    try {
      return await attempt(office, actor, task);
    } catch (error) {
      if (left > 0 && wasOvertaken(error)) continue;
      const refusal = constraintRefusal(error);
      throw refusal === null ? error : new RefusalError(refusal);
    }
  }
}

async function attempt<T, A extends AnyActor>(
  office: Office,
  actor: A,
  task: (unit: Unit<A>) => Promise<T>,
): Promise<{ result: T; events: readonly ActionEvent[] }> {
  const events: ActionEvent[] = [];
  const schema = await office.getSchema();
  const keep = { bypassEmitAction: (event: ActionEvent) => void events.push(event) };
  const result = await office.database.transaction((trx) =>
    working.run(true, async () => {
      // The triggers ask who acts; a unit of work has exactly one actor from beginning to end.
      const moment = now();
      await trx.raw(
        `select set_config('grant.actor', ?, true), set_config('grant.today', ?, true),
                set_config('grant.at', ?, true)`,
        [actor.id ?? '', moment.today, moment.at],
      );
      const base = { office, trx, actor, moment, schema };
      return task({
        ...base,
        async create(collection: string, value: object): Promise<string> {
          const row: Row = toRow(value);
          row['id'] ??= randomUUID();
          return String(await penOf(base, collection).createOne(row, keep));
        },
        async update(collection: string, id: string | number, value: object): Promise<void> {
          await penOf(base, collection).updateOne(id, toRow(value), keep);
        },
        async remove(collection: string, ids: readonly string[]): Promise<void> {
          if (ids.length > 0) await penOf(base, collection).deleteMany(ids, keep);
        },
      });
    }),
  );
  return { result, events };
}
