/** A set of possible duplicates led to its judgement, in plain SQL. */
import { randomUUID } from 'node:crypto';
import type { Sql } from 'postgres';
import { acting } from './act.ts';

export interface Judgement {
  readonly actor: string;
  readonly verdict: string;
  readonly reason: string;
  /** Digest of the set on the screen; that of now where none is given. */
  readonly seen?: string;
}

/** An open set of these cases, by their telephone number. */
export async function openSet(sql: Sql, ...cases: string[]): Promise<string> {
  const id = randomUUID();
  await sql`insert into duplicate_sets ${sql({ id, rule: 'phone', strength: 'likely', score: 60, state: 'open' })}`;
  for (const application of cases) await joinSet(sql, id, application);
  return id;
}

/** One more case in the set. */
export async function joinSet(sql: Sql, duplicate_set: string, application: string): Promise<void> {
  await sql`insert into duplicate_members ${sql({ id: randomUUID(), duplicate_set, application })}`;
}

/** What whoever judges this set has read: the digest of it as it is now. */
export async function readSet(sql: Sql, set: string): Promise<string> {
  const [row] = await sql<{ digest: string }[]>`
    select grant_duplicate_digest(s) as digest from duplicate_sets s where s.id = ${set}`;
  return row?.digest ?? '';
}

/** The judgement of one case of the set. */
export async function judgeSet(
  sql: Sql,
  set: string,
  application: string,
  { actor, verdict, reason, seen }: Judgement,
): Promise<void> {
  const duplicate_seen = seen ?? (await readSet(sql, set));
  await acting(
    sql,
    { actor, duplicate_seen },
    (trx) => trx`update duplicate_members set ${trx({ verdict, reason })}
      where duplicate_set = ${set} and application = ${application}`,
  );
}

/** The set is settled, or refused to be. */
export async function settleSet(sql: Sql, set: string, state: string, actor: string): Promise<void> {
  await acting(sql, { actor }, (trx) => trx`update duplicate_sets set state = ${state} where id = ${set}`);
}
