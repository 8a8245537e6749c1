import type { Signal, SignalCode } from '@grant/schema';
import type { Knex } from 'knex';
import { fromRow } from '../row.ts';
import type { Unit } from '../work.ts';

/** 兆候の行. */
export interface SignalRecord extends Signal {
  readonly id: string;
  readonly active: boolean;
  readonly foundAt: string | null;
}

async function allOf(database: Knex, application: string): Promise<SignalRecord[]> {
  const rows = await database<object>('signals').where({ application }).orderBy('score', 'desc');
  return rows.map((row) => fromRow<SignalRecord>(row));
}

/** Signals that a case shows now, strongest first. */
export async function signalsOfCase(database: Knex, application: string): Promise<SignalRecord[]> {
  return (await allOf(database, application)).filter((signal) => signal.active);
}

/**
 * Stores what was found; a signal that has gone stays on record as such.
 * @returns receipt numbers of the other cases that a new, changed or gone signal names or named
 */
export async function keepSignals(
  unit: Unit,
  application: string,
  signals: readonly Signal[],
): Promise<readonly string[]> {
  const touched = new Set<string>();
  const touch = (...of: readonly (Pick<Signal, 'related'> | undefined)[]): void => {
    for (const one of of) for (const number of one?.related ?? []) touched.add(number);
  };
  const known = new Map<SignalCode, SignalRecord>(
    (await allOf(unit.trx, application)).map((signal) => [signal.code, signal]),
  );
  for (const signal of signals) {
    const before = known.get(signal.code);
    known.delete(signal.code);
    const row = { ...signal, application, active: true, foundAt: unit.moment.at };
    const same = before?.reason === signal.reason && before.score === signal.score && before.active;
    if (same) continue;
    touch(before, signal);
    if (before === undefined) await unit.create('signals', row);
    else await unit.update('signals', before.id, row);
  }
  for (const gone of known.values()) {
    if (!gone.active) continue;
    touch(gone);
    await unit.update('signals', gone.id, { active: false, foundAt: unit.moment.at });
  }
  return [...touched];
}
