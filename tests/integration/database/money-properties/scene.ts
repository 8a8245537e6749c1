/** Where the random events take place, and how they find what they happen to. */
import type { Sql } from 'postgres';
import type { World } from '../world.ts';
import type { MoneyEvent } from './events.ts';

export interface Scene {
  readonly sql: Sql;
  readonly world: World;
  readonly cast: readonly string[];
}

/** One event and the person who tries it. */
export interface Try extends MoneyEvent {
  readonly actor: string;
}

/** There is nothing yet that the event could happen to: it was no event. */
export class NothingThere extends Error {}

/**
 * One of the ids a query finds.
 * @throws NothingThere when it finds none
 */
export async function oneOf(
  rows: Promise<readonly { readonly id: string }[]>,
  pick: number,
): Promise<string> {
  const found = await rows;
  const one = found[pick % Math.max(found.length, 1)];
  if (one === undefined) throw new NothingThere();
  return one.id;
}
