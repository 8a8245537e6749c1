import type { CivilDate } from '@grant/schema';
import type { Knex } from 'knex';
import { currentProgramme } from './programmes.ts';
import type { Office } from '../ports.ts';
import { found, refused } from '../refused.ts';
import { fromRow } from '../row.ts';
import type { Unit } from '../work.ts';

/** 概算払の請求の行. */
export interface RequestRecord {
  readonly id: string;
  readonly number: string;
  readonly requestedOn: string;
  readonly amount: number;
  readonly purpose: string | null;
  readonly forecast: readonly { readonly month: string; readonly amount: number }[] | null;
  readonly state: 'draft' | 'requested' | 'received' | 'withdrawn';
  readonly receivedOn: string | null;
  readonly receivedAmount: number | null;
  readonly preparedBy: string | null;
  readonly approvedBy: string | null;
  readonly bankProfile: string | null;
  readonly practice: boolean;
}

/** 支給額の区分, net of what came back: a period with returns only has negative ones. Yen. */
export interface Tier {
  readonly amount: number;
  readonly count: number;
  readonly yen: number;
}

/** 精算の行. Yen. */
export interface SettlementRecord {
  readonly id: string;
  readonly number: string;
  readonly kind: 'periodic' | 'final';
  readonly periodFrom: string;
  readonly periodTo: string;
  readonly state: 'draft' | 'submitted' | 'accepted' | 'withdrawn';
  readonly opening: number;
  readonly received: number;
  readonly sent: number;
  readonly sentCount: number;
  readonly sentBack: number;
  readonly sentBackCount: number;
  /** 差引: what was sent less what came back; the sum of `breakdown`. */
  readonly paid: number;
  readonly paidCount: number;
  readonly interest: number;
  readonly fees: number;
  readonly repaid: number;
  /** Booked within the period, for settlements before this one. */
  readonly returnedWithin: number;
  readonly returned: number;
  readonly carriedOver: number;
  readonly breakdown: readonly Tier[];
  readonly submittedOn: string | null;
  readonly returnedOn: string | null;
  readonly preparedBy: string | null;
  readonly approvedBy: string | null;
  readonly practice: boolean;
}

/** 残高照合の行. */
export interface MonthRecord {
  readonly id: string;
  readonly month: string;
  readonly bookBalance: number;
  readonly bankBalance: number;
  readonly lines: number;
  readonly state: 'closed' | 'confirmed';
  readonly closedBy: string;
  readonly closedAt: string;
  readonly confirmedBy: string | null;
  readonly confirmedAt: string | null;
  readonly remark: string | null;
  readonly practice: boolean;
}

/** 明細の行. */
export interface LineRecord {
  readonly id: string;
  readonly postedOn: string;
  readonly description: string | null;
  readonly paidIn: number;
  readonly paidOut: number;
  readonly balance: number | null;
  readonly state: 'unmatched' | 'matched' | 'explained';
  readonly remark: string | null;
}

/**
 * 期間の数値 as `grant_fund_figures` counts them. Yen. `opening + received - sent + sentBack + interest - fees - returned` is
 * `closing`, always.
 */
export interface Figures {
  readonly opening: number;
  readonly received: number;
  readonly sent: number;
  readonly sentCount: number;
  readonly sentBack: number;
  readonly sentBackCount: number;
  /** 差引: `sent - sentBack`; the sum of `tiers`. */
  readonly paid: number;
  readonly paidCount: number;
  readonly interest: number;
  readonly fees: number;
  readonly returned: number;
  readonly repaid: number;
  readonly closing: number;
  readonly tiers: readonly Tier[];
}

/** Whether this office keeps the practice book or the real one. */
export async function practiceOf(office: Office): Promise<boolean> {
  return (await currentProgramme(office)).practice;
}

/** Declares to the database what this transaction is about to do with the book. */
export async function declareFund(unit: Unit, act: 'ledger' | 'fund' | 'statement'): Promise<void> {
  await unit.trx.raw("select set_config('grant.money', ?, true)", [act]);
}

/** Where the book stands; in a unit of work, writers of the book wait for each other from here on. */
export interface BookDays {
  /** Last day of the closed months; null when none is closed. Lines of the passbook up to it are fixed. */
  readonly closedUntil: CivilDate | null;
  /** Last day of the approved settlements; null when there is none. */
  readonly settledUntil: CivilDate | null;
  /** First day that takes a posting; null when every day does. */
  readonly openFrom: CivilDate | null;
}

/** The days of the book under its lock, so that nothing closes between the question and the booking. */
export async function lockedBookDays(unit: Unit, practice: boolean): Promise<BookDays> {
  await unit.trx.raw('select grant_ledger_lock()');
  return bookDays(unit.trx, practice);
}

/** The same, to look at. */
export async function bookDays(database: Knex | Knex.Transaction, practice: boolean): Promise<BookDays> {
  const [days] = await rowsOf<BookDays>(
    database,
    `select nullif(grant_closed_until(?), '-infinity') as closed_until,
            nullif(grant_settled_until(?), '-infinity') as settled_until,
            nullif(grant_open_from(?), '-infinity') as open_from`,
    [practice, practice, practice],
  );
  return found(days, '受払簿の日付');
}

/** 記帳の日: the day itself, or the first open one when it is closed or settled already. */
export async function postingDay(unit: Unit, practice: boolean, on: string): Promise<string> {
  const { openFrom } = await lockedBookDays(unit, practice);
  return openFrom !== null && openFrom > on ? openFrom : on;
}

/** Rows of a query as `T`; sums come as float8 so that they are numbers (whole yen, far below 2^53). */
export async function rowsOf<T>(
  database: Knex | Knex.Transaction,
  sql: string,
  bindings: readonly (string | number | boolean)[],
): Promise<T[]> {
  const answer: { rows: object[] } = await database.raw(sql, [...bindings]);
  return answer.rows.map((row) => fromRow<T>(row));
}

const FIGURES = `
  select opening::float8, received::float8, sent::float8, sent_count::int as sent_count, sent_back::float8,
         sent_back_count::int as sent_back_count, paid::float8, paid_count::int as paid_count,
         interest::float8, fees::float8, returned::float8, repaid::float8, closing::float8, tiers
    from grant_fund_figures(?, ?, ?)`;

/** The figures of a period, both days included. */
export async function figuresOf(
  database: Knex,
  practice: boolean,
  from: string,
  to: string,
): Promise<Figures> {
  const [figures] = await rowsOf<Figures>(database, FIGURES, [practice, from, to]);
  return found(figures, '精算の数値');
}

/** One row of a table of the book that belongs to this office's practice or real side. NOT_FOUND otherwise. */
export async function recordOf<T extends { readonly practice: boolean }>(
  database: Knex | Knex.Transaction,
  table: 'fund_requests' | 'settlements' | 'reconciliations' | 'bank_statement_lines',
  id: string,
  practice: boolean,
  what: string,
): Promise<T> {
  const row = await database<object>(table).where({ id, practice }).first();
  return fromRow<T>(found(row, what));
}

/** 入金・記帳の日: not after today. */
export function requirePast(on: string, today: string): void {
  if (on > today)
    refused('INVALID_INPUT', { faults: [{ path: 'on', message: '今日以前の日付を入力してください。' }] });
}

export interface Posting {
  readonly on: string;
  readonly summary: string;
  /** Yen. */
  readonly amount: number;
  readonly debit: string;
  readonly credit: string;
  readonly practice: boolean;
  readonly fundRequest?: string;
  readonly settlement?: string;
  readonly line?: string;
}

/** 記帳: one transaction of two lines; answers the line of the account (bank). */
export async function post(unit: Unit, posting: Posting): Promise<string> {
  await declareFund(unit, 'ledger');
  const transaction = crypto.randomUUID();
  let bankLine = '';
  for (const side of ['debit', 'credit'] as const) {
    const id = await unit.create('ledger_entries', {
      transaction,
      postedOn: posting.on,
      account: posting[side],
      debit: side === 'debit' ? posting.amount : 0,
      credit: side === 'credit' ? posting.amount : 0,
      summary: posting.summary,
      practice: posting.practice,
      fundRequest: posting.fundRequest ?? null,
      settlement: posting.settlement ?? null,
      bankStatementLine: posting.line ?? null,
    });
    if (posting[side] === 'bank') bankLine = id;
  }
  return bankLine;
}
