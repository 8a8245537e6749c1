import type { Knex } from 'knex';
import type { AnyActor } from './actor.ts';
import type { Office } from './ports.ts';

/** 進み具合: how far a long act has come, both numbers in things of one kind (payments, cases). */
export interface Progress {
  readonly done: number;
  readonly total: number;
}

const EVERY_MS = 300;
/** A note older than this is of a process that died. */
const FRESH_SECONDS = 10;

/**
 * Does one thing after the other and notes three times a second how far it is: beside the transaction, which nobody can
 * look into, and never waited for, so that the act does not depend on it.
 * @param of the unit of work, or the visit when each thing is a unit of its own
 */
export async function inTurn<T>(
  of: { readonly office: Office; readonly actor: AnyActor },
  things: readonly T[],
  task: (thing: T) => Promise<void>,
): Promise<void> {
  const { database } = of.office;
  const who = of.actor.id;
  let done = 0;
  let noting: Promise<unknown> = Promise.resolve();
  const then = (write: () => Promise<unknown>): void => {
    noting = noting.then(write).catch(() => undefined);
  };
  const timer = setInterval(() => {
    then(() => note(database, who, { done, total: things.length }));
  }, EVERY_MS);
  try {
    for (const thing of things) {
      await task(thing);
      done += 1;
    }
  } finally {
    clearInterval(timer);
    then(() => database('act_progress').where({ who }).delete());
  }
}

async function note(database: Knex, who: string | null, { done, total }: Progress): Promise<void> {
  await database('act_progress')
    .insert({ who, done, total, noted_at: database.fn.now() })
    .onConflict('who')
    .merge();
}

/** How far the act is that this person waits for; null when there is none, or none long enough to tell. */
export async function progressOf(database: Knex, who: string): Promise<Progress | null> {
  const answer: { rows: Progress[] } = await database.raw(
    `select done, total from act_progress where who = ? and noted_at > now() - make_interval(secs => ?)`,
    [who, FRESH_SECONDS],
  );
  return answer.rows[0] ?? null;
}
