import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import type { Actor } from '../actor.ts';
import { transition } from '../transition.ts';
import type { Unit } from '../work.ts';
import type { CaseRecord } from './cases.ts';

/** What the history keeps of 追加書類: the papers, and how many judgements had been made before. */
interface LateFacts {
  readonly step: 'filed' | 'sorted';
  readonly papers: readonly string[];
  readonly judgement: number;
}

/**
 * 追加書類の受領: binds papers that came late into their case, by its own event. The case must have been locked in this unit.
 * @param rows columns of the new papers, without their ids
 * @param alongside what else the database allows only within the event: the envelope that was sorted is set aside
 */
export async function addLatePapers(
  unit: Unit<Actor>,
  current: CaseRecord,
  step: LateFacts['step'],
  rows: readonly object[],
  alongside?: () => Promise<void>,
): Promise<void> {
  const last = await unit
    .trx('judgements')
    .where({ application: current.id })
    .max<{ max: number | null }[]>('number');
  const papers = rows.map((row) => ({ id: randomUUID() as string, ...row }));
  const record = { step, papers: papers.map(({ id }) => id), judgement: last[0]?.max ?? 0 };
  await transition(unit, current, { event: 'add_papers', facts: {}, record }, async () => {
    for (const paper of papers) await unit.create('attachments', paper);
    await alongside?.();
  });
}

/** Papers of a case that came by post after the receipt, unasked. */
export async function latePapersOf(database: Knex, application: string): Promise<ReadonlySet<string>> {
  const answer: { rows: { attachment: string }[] } = await database.raw(
    'select attachment from grant_late_papers(?)',
    [application],
  );
  return new Set(answer.rows.map(({ attachment }) => attachment));
}

/** 追加書類が判定より新しい: whether the last judgement of an undecided case does not know some of its papers. */
export async function papersNewer(
  database: Knex,
  { id, state }: Pick<CaseRecord, 'id' | 'state'>,
): Promise<boolean> {
  if (!['submitted', 'in_review', 'recommended', 'suspended'].includes(state)) return false;
  const answer: { rows: { newer: boolean }[] } = await database.raw('select grant_papers_newer(?) as newer', [
    id,
  ]);
  return answer.rows[0]?.newer === true;
}

/** 追加書類 as an event of the history says it; null for an event of another kind. */
export function papersInWords(event: string, facts: unknown): string | null {
  if (event !== 'add_papers') return null;
  const { step, papers } = facts as LateFacts;
  const count = `${String(papers.length)}件`;
  return step === 'filed' ? `届いたまま綴じた書類 ${count}` : `種類ごとに仕分けた書類 ${count}`;
}
