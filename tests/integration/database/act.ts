/**
 * Acting on the database the way the product does: one transaction with the settings that name who acts and why.
 * The tests use it to do what is allowed, and plain SQL to try what is not.
 */
import postgres, { type Sql, type TransactionSql } from 'postgres';
import { expect } from 'vitest';

export interface Act {
  /** User uuid. */
  readonly actor?: string;
  readonly event?: string;
  readonly duty?: string;
  readonly money?:
    | 'prepare'
    | 'redate'
    | 'seal'
    | 'result'
    | 'return'
    | 'propose_recall'
    | 'keep'
    | 'recall'
    | 'remove'
    | 'ledger'
    | 'fund'
    | 'statement'
    | 'rotate_key'
    | 'confirm'
    | 'stop';
  readonly reason?: string;
  /** Digest of the set of duplicates that is judged. */
  readonly duplicate_seen?: string;
  /** The day it is in the office, YYYY-MM-DD. */
  readonly today?: string;
  readonly facts?: Readonly<Record<string, string | number>>;
}

/** Names the act in a running transaction; a later call replaces what it names. */
export async function nameAct(trx: TransactionSql, act: Act): Promise<void> {
  const settings = { ...act, facts: act.facts === undefined ? undefined : JSON.stringify(act.facts) };
  for (const [name, value] of Object.entries(settings)) {
    if (value !== undefined) await trx`select set_config(${`grant.${name}`}, ${value}, true)`;
  }
}

/** Runs `work` in one transaction under the act. */
export async function acting<T>(sql: Sql, act: Act, work: (trx: TransactionSql) => Promise<T>): Promise<T> {
  const answer = await sql.begin(async (trx) => {
    await nameAct(trx, act);
    return { value: await work(trx) };
  });
  return answer.value;
}

/** Expects the database to refuse `work` with the constraint `grant_<code>`. */
export async function expectRefusal(work: Promise<unknown>, code: string): Promise<void> {
  let found = 'it was accepted';
  try {
    await work;
  } catch (error) {
    if (!(error instanceof postgres.PostgresError)) throw error;
    found = error.constraint_name ?? `${error.code} ${error.message}`;
  }
  expect(found).toBe(`grant_${code}`);
}
