import type { CaseState, LifecycleCase } from '@grant/schema';
import type { Knex } from 'knex';
import { fromRow } from '../row.ts';

/** 案件の行: the columns of `applications` that the verbs themselves look at; answers are read by question. */
export interface CaseRecord {
  readonly id: string;
  readonly receiptNumber: string | null;
  readonly state: CaseState;
  readonly version: number;
  readonly suspendedFrom: LifecycleCase['suspendedFrom'];
  readonly channel: 'online' | 'post';
  readonly programme: string;
  readonly programmeVersion: string | null;
  readonly employer: string | null;
  readonly applicant: string | null;
  readonly agent: string | null;
  readonly mandate: string | null;
  readonly practice: boolean;
  readonly submittedAt: string | null;
  readonly receivedOn: string | null;
  readonly verdict: string | null;
  readonly leaveMonths: number | null;
  readonly leaveDays: number | null;
  readonly amountBase: number | null;
  readonly amountAddition: number | null;
  readonly amountTotal: number | null;
  readonly amountOtherReading: number | null;
  readonly contentHash: string | null;
  /** 未記入・判読不能の項目 as stored; read by `gapsOf`. */
  readonly gaps: unknown;
  readonly assignedTo: string | null;
  readonly recommendation: 'grant' | 'refuse' | null;
  readonly recommendedBy: string | null;
  readonly recommendationNote: string | null;
  readonly submitKey: string | null;
  readonly contactEmail: string | null;
  readonly employerName: string | null;
  readonly representativeName: string | null;
  readonly employeeNameKana: string | null;
  readonly stateSince: string | null;
  readonly waitingFor: string | null;
  readonly [answer: string]: unknown;
}

/** One case, or undefined. */
export async function caseById(database: Knex, id: string): Promise<CaseRecord | undefined> {
  const row = await database<object>('applications').where({ id }).first();
  return row === undefined ? undefined : fromRow<CaseRecord>(row);
}

/** All rows of a table that belong to one case, in the given order, as shape `T`. */
export async function ofCase<T>(
  database: Knex,
  table: string,
  application: string,
  order = 'id',
): Promise<T[]> {
  const rows = await database<Record<string, unknown>>(table).where({ application }).orderBy([order, 'id']);
  return (rows as object[]).map((row) => fromRow<T>(row));
}
