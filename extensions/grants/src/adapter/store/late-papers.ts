import { randomUUID } from 'node:crypto';
import { papers as kinds, type PaperCode } from '@grant/schema';
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
  /** The envelope of another case that it came from, where it lay in that one by mistake. */
  readonly from?: string;
}
/** What the history keeps of 誤綴り. */
interface UnboundFacts {
  readonly papers: readonly string[];
  readonly movedTo: string | null;
  /** Papers of the case itself that papers of the envelope had taken the place of. */
  readonly restored?: readonly string[];
  /** 読み取った書類 as which its pages are sorted once more, where nobody knows whose they are. */
  readonly scan?: string;
}
/** 仕分け as the history keeps it. */
export interface SortedRun {
  readonly from: number;
  readonly to: number;
  readonly paper: PaperCode;
}
/** What the history keeps of 仕分け直し: who sorted it is the actor of the event. */
interface ResortedFacts {
  readonly before: readonly SortedRun[];
  readonly after: readonly SortedRun[];
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
  from?: string,
): Promise<void> {
  const papers = rows.map((row) => ({ id: randomUUID() as string, ...row }));
  const judgement = await judgementsOf(unit.trx, current.id);
  const record = { step, papers: papers.map(({ id }) => id), judgement, ...(from ? { from } : {}) };
  await transition(unit, current, { event: 'add_papers', facts: {}, record }, async () => {
    for (const paper of papers) await unit.create('attachments', paper);
    await alongside?.();
  });
}

/** How many judgements a case has had. */
export async function judgementsOf(database: Knex, application: string): Promise<number> {
  const last = await database('judgements').where({ application }).max<{ max: number | null }[]>('number');
  return last[0]?.max ?? 0;
}

/** 差替え前の書類: papers of a case that an answer to a correction set aside for papers of this envelope and of no other. */
export async function setAsideBy(
  database: Knex,
  { id, application }: { readonly id: string; readonly application: string },
): Promise<string[]> {
  const answer: { rows: { id: string }[] } = await database.raw(
    `select a.id from attachments a
      where a.application = ? and a.status = 'replaced' and not a.unsorted and a.envelope is distinct from ?
        and grant_set_aside_by(a, ?) order by a.uploaded_at`,
    [application, id, id],
  );
  return answer.rows.map((row) => row.id);
}

/** Papers of a case that came by post after the receipt, unasked. */
export async function latePapersOf(database: Knex, application: string): Promise<ReadonlySet<string>> {
  const answer: { rows: { attachment: string }[] } = await database.raw(
    `select a.id as attachment from attachments a, grant_late_papers(?) l
      where a.application = ? and l.attachment in (a.id, a.envelope)`,
    [application, application],
  );
  return new Set(answer.rows.map(({ attachment }) => attachment));
}

/** 誤って綴じた書類: papers of a case that were taken out of it because they belonged to another. */
export async function misfiledPapersOf(database: Knex, application: string): Promise<ReadonlySet<string>> {
  const answer: { rows: { paper: string }[] } = await database.raw(
    `select gone as paper from case_events e cross join lateral json_array_elements_text(e.facts -> 'papers') gone
      where e.application = ? and e.event = 'unbind_papers'`,
    [application],
  );
  return new Set(answer.rows.map(({ paper }) => paper));
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
  if (event === 'unbind_papers') {
    const { papers, movedTo, restored = [], scan } = facts as UnboundFacts;
    const unknown = scan === undefined ? 'ほかの案件には綴じていない' : '読み取った書類の振り分けに戻した';
    const back = restored.length === 0 ? '' : `　差替え前に戻した書類 ${String(restored.length)}件`;
    return `外した書類 ${String(papers.length)}件${back}　${movedTo === null ? unknown : `受付番号 ${movedTo} の案件に綴じた`}`;
  }
  if (event === 'sort_again') {
    const { before, after } = facts as ResortedFacts;
    return `直す前: ${runsInWords(before)}　直した後: ${runsInWords(after)}`;
  }
  if (event !== 'add_papers') return null;
  const { step, papers } = facts as LateFacts;
  const count = `${String(papers.length)}件`;
  return step === 'filed' ? `届いたまま綴じた書類 ${count}` : `種類ごとに仕分けた書類 ${count}`;
}

function runsInWords(runs: readonly SortedRun[]): string {
  return runs
    .map(({ from, to, paper }) => `${from === to ? from : `${from}-${to}`}頁 ${kinds[paper].label}`)
    .join('、');
}
