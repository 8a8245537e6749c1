import type { Knex } from 'knex';
import { fromRow } from '../row.ts';

/** 判定の行: one judgement of a case and the figures it used. */
export interface JudgementRecord {
  readonly id: string;
  readonly application: string;
  readonly number: number;
  readonly judgedAt: string;
  readonly programmeVersion: string;
  readonly verdict: string;
  readonly leaveMonths: number | null;
  readonly leaveDays: number | null;
  readonly amountBase: number | null;
  readonly amountAddition: number | null;
  readonly amountTotal: number | null;
  readonly amountOtherReading: number | null;
  readonly arithmetic: unknown;
}

/** 所見の行: one requirement, what was required and found, and what the reviewer made of it. */
export interface FindingRecord {
  readonly id: string;
  readonly judgement: string;
  readonly application: string;
  readonly rule: string;
  readonly article: string;
  readonly requirement: string;
  readonly found: string;
  readonly verdict: 'passed' | 'failed' | 'to_check';
  readonly facts: unknown;
  readonly mark: 'ok' | 'defect' | 'hold' | null;
  readonly markNote: string | null;
  readonly markedBy: string | null;
  readonly markedAt: string | null;
  readonly markVersion: number;
  readonly evidence: string | null;
  readonly evidencePage: number | null;
  readonly sort: number;
}

/** The newest judgement of a case, or undefined. */
export async function latestJudgement(
  database: Knex,
  application: string,
): Promise<JudgementRecord | undefined> {
  const row = await database<object>('judgements').where({ application }).orderBy('number', 'desc').first();
  return row === undefined ? undefined : fromRow<JudgementRecord>(row);
}

/** Findings of one judgement in their order. */
export async function findingsOf(database: Knex, judgement: string): Promise<FindingRecord[]> {
  const rows = await database<object>('findings').where({ judgement }).orderBy('sort');
  return rows.map((row) => fromRow<FindingRecord>(row));
}

/** Findings of the newest judgement that are not passed and that nobody has settled (保留 is not settled). */
export async function unsettledFindings(database: Knex, application: string): Promise<number> {
  const judgement = await latestJudgement(database, application);
  if (judgement === undefined) return 0;
  const findings = await findingsOf(database, judgement.id);
  return findings.filter(
    (finding) => finding.verdict !== 'passed' && (finding.mark === null || finding.mark === 'hold'),
  ).length;
}

/**
 * Findings of the newest judgement that stand against a grant: 不備 and 保留 whatever the rules said, and what is not
 * passed and that nobody has marked. A defect is settled, for a refusal; never for a grant.
 */
export async function opposedFindings(database: Knex, application: string): Promise<number> {
  const judgement = await latestJudgement(database, application);
  if (judgement === undefined) return 0;
  const findings = await findingsOf(database, judgement.id);
  return findings.filter(({ mark, verdict }) => mark !== 'ok' && (mark !== null || verdict !== 'passed'))
    .length;
}

/** Duplicate sets with this case in them that nobody has resolved. */
export async function openDuplicates(database: Knex, application: string): Promise<number> {
  const answer = await database('duplicate_sets')
    .join('duplicate_members', 'duplicate_members.duplicate_set', 'duplicate_sets.id')
    .where({ 'duplicate_members.application': application, 'duplicate_sets.state': 'open' })
    .countDistinct<{ count: string }[]>({ count: 'duplicate_sets.id' });
  return Number(answer[0]?.count ?? 0);
}
