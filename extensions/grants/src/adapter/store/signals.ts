import type { Signal, SignalCode } from '@grant/schema';
import type { Knex } from 'knex';
import { fromRow } from '../row.ts';
import type { Unit } from '../work.ts';
import type { CaseRecord } from './cases.ts';

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

/** 兆候 with whether it counts, and the last look at it. */
export interface LookedSignal extends SignalRecord {
  readonly counts: boolean;
  readonly lookedAt: string | null;
  readonly lookedBy: string | null;
  readonly lookReason: string | null;
  readonly lookCounts: boolean | null;
}

/** Signals that a case shows now: those that count first, then those that were looked at and found to be no matter. */
export async function lookedSignals(database: Knex, application: string): Promise<LookedSignal[]> {
  const answer: { rows: object[] } = await database.raw(
    `select s.*, grant_signal_counts(s) as counts, l.looked_at, l.looked_by, l.reason as look_reason, l.counts as look_counts
       from signals s left join lateral (select * from signal_looks l where l.signal = s.id order by l.seq desc limit 1) l on true
      where s.application = ? and s.active order by counts desc, s.score desc, s.code`,
    [application],
  );
  return answer.rows.map((row) => fromRow<LookedSignal>(row));
}

/** Receipt numbers of the other cases that show a signal of this one, or of which this one shows a signal. */
export async function signalNeighbours(database: Knex, current: CaseRecord): Promise<string[]> {
  const answer: { rows: { number: string }[] } = await database.raw(
    `select distinct a.receipt_number as number from signals s join applications a on a.id = s.application
      where s.active and a.practice = :practice and a.id <> :id and jsonb_exists(s.related::jsonb, :number)`,
    { id: current.id, practice: current.practice, number: current.receiptNumber },
  );
  const own = (await signalsOfCase(database, current.id)).flatMap(({ related }) => related);
  return [...new Set([...answer.rows.map(({ number }) => number), ...own])];
}

// Of many cases the sentence names a few: other cases behind it are another signal.
function saysTheSame(one: Signal, two: Signal): boolean {
  const cases = ({ related }: Signal): string => related.toSorted().join(' ');
  return one.reason === two.reason && one.score === two.score && cases(one) === cases(two);
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
    if (before?.active === true && saysTheSame(before, signal)) continue;
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
