import type { SuspicionKind, SuspicionOutcome, SuspicionState } from '@grant/schema';
import type { Knex } from 'knex';
import { fromRow } from '../row.ts';
import type { Unit } from '../work.ts';

/** 疑義の行. */
export interface SuspicionRecord {
  readonly id: string;
  readonly application: string;
  readonly kind: SuspicionKind;
  readonly facts: string;
  readonly state: SuspicionState;
  readonly raisedBy: string;
  readonly raisedAt: string;
  readonly reportedAt: string | null;
  readonly prefectureAnswer: string | null;
  readonly proposedOutcome: SuspicionOutcome | null;
  readonly proposedReason: string | null;
  readonly proposedBy: string | null;
  readonly proposedAt: string | null;
  readonly outcome: string | null;
  readonly closedBy: string | null;
  readonly closedAt: string | null;
}

/** One suspicion, or undefined; with `lock` it is held until the end of the transaction. */
export async function suspicionById(
  database: Knex,
  id: string,
  lock = false,
): Promise<SuspicionRecord | undefined> {
  const query = database<object>('suspicions').where({ id });
  const row: object | undefined = await (lock ? query.forUpdate() : query).first();
  return row === undefined ? undefined : fromRow<SuspicionRecord>(row);
}

/** Suspicions of a case, oldest first. */
export async function suspicionsOf(database: Knex, application: string): Promise<SuspicionRecord[]> {
  const rows = await database<object>('suspicions').where({ application }).orderBy('raised_at');
  return rows.map((row) => fromRow<SuspicionRecord>(row));
}

/** 再調査の記録. */
export interface ReopeningRecord {
  readonly suspicion: string;
  readonly reopenedBy: string;
  readonly reopenedAt: string;
  readonly reason: string;
  readonly outcome: string | null;
  readonly closedBy: string;
}

/** How the suspicions of a case were opened again, oldest first. */
export async function suspicionReopenings(database: Knex, application: string): Promise<ReopeningRecord[]> {
  const answer: { rows: object[] } = await database.raw(
    `select r.suspicion, r.reopened_by, r.reopened_at, r.reason, r.before ->> 'outcome' as outcome,
            r.before ->> 'closed_by' as closed_by
       from suspicion_reopenings r join suspicions s on s.id = r.suspicion
      where s.application = ? order by r.reopened_at`,
    [application],
  );
  return answer.rows.map((row) => fromRow<ReopeningRecord>(row));
}

/** 続報の記録. */
export interface NoteRecord {
  readonly seq: number;
  readonly suspicion: string;
  readonly facts: string;
  readonly otherNumber: string | null;
  readonly otherId: string | null;
  readonly notedBy: string;
  readonly notedAt: string;
}

/** What was added to the suspicions of a case after they were raised, oldest first. */
export async function suspicionNotes(database: Knex, application: string): Promise<NoteRecord[]> {
  const answer: { rows: object[] } = await database.raw(
    `select n.seq::float8 as seq, n.suspicion, n.facts, n.other_number, o.id as other_id, n.noted_by, n.noted_at
       from suspicion_notes n join suspicions s on s.id = n.suspicion
       left join applications o on o.receipt_number = n.other_number
      where s.application = ? order by n.seq`,
    [application],
  );
  return answer.rows.map((row) => fromRow<NoteRecord>(row));
}

/** Tells the database which 続報 was the last on the screen of whoever proposes or ends; it refuses where there is a later one. */
export async function sayNotesSeen(unit: Unit, notesSeen: number): Promise<void> {
  await unit.trx.raw("select set_config('grant.notes_seen', ?, true)", [String(notesSeen)]);
}

/** Whether a suspicion is open or was confirmed: nothing is decided or paid, as the database itself sees it. */
export async function doubtStands(database: Knex, application: string): Promise<boolean> {
  const answer: { rows: { stands: boolean }[] } = await database.raw(
    'select grant_doubt_stands(?) as stands',
    [application],
  );
  return answer.rows[0]?.stands === true;
}

/** States of all payments of a case, as `measureOf` takes them. */
export async function paymentStatesOf(database: Knex, application: string): Promise<string[]> {
  const rows = await database<{ application: string; state: string }>('payments')
    .where({ application })
    .select('state');
  return rows.map(({ state }) => state);
}

/** 疑義のある支払 of a batch whose money has not gone: 「支払番号12（受付番号R8-…）」, in the order of the batch. */
export async function doubtedIn(database: Knex, batch: string): Promise<string[]> {
  const answer: { rows: { serial: string; receipt_number: string | null }[] } = await database.raw(
    `select p.serial, a.receipt_number from payments p join applications a on a.id = p.application
      where p.payment_batch = ? and p.state in ('prepared', 'sealed') and grant_doubt_stands(p.application)
      order by p.serial::bigint`,
    [batch],
  );
  return answer.rows.map((row) => `支払番号${row.serial}（受付番号 ${row.receipt_number ?? ''}）`);
}
