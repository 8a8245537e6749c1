import type { Finding } from '@grant/schema';
import type { Knex } from 'knex';
import { isDeepStrictEqual } from 'node:util';
import { liveAttachments } from './store/attachments.ts';
import { findingsOf, latestJudgement, type FindingRecord } from './store/findings.ts';

/** `settled`: after a correction only 適 stays; `all`: after a slip was put right every mark stays. */
export type KeptMarks = 'settled' | 'all';

type Mark = Pick<
  FindingRecord,
  'mark' | 'markNote' | 'markedBy' | 'markedAt' | 'markVersion' | 'evidence' | 'evidencePage'
>;

function unchanged(old: FindingRecord, now: Finding): boolean {
  return (
    old.rule === now.rule &&
    old.verdict === now.verdict &&
    old.found === now.found &&
    old.requirement === now.requirement &&
    isDeepStrictEqual(old.facts, now.facts)
  );
}

/**
 * 引き継ぐ判断: marks of the newest judgement on findings that come out the same in the next one. A finding whose facts
 * changed is open again, and so is one whose evidence was exchanged.
 */
export async function keptMarks(
  database: Knex,
  application: string,
  findings: readonly Finding[],
  which: KeptMarks,
): Promise<ReadonlyMap<Finding, Mark>> {
  const last = await latestJudgement(database, application);
  if (last === undefined) return new Map();
  const live = new Set((await liveAttachments(database, application)).map((paper) => paper.id));
  const old = (await findingsOf(database, last.id)).filter(
    (one) =>
      one.mark !== null &&
      (which === 'all' || one.mark === 'ok') &&
      (one.evidence === null || live.has(one.evidence)),
  );
  // Several findings of one rule (a paper each) are told apart by what they found.
  const kept = new Map<Finding, Mark>();
  for (const now of findings) {
    const before = old.filter((one) => unchanged(one, now));
    if (before.length !== 1 || before[0] === undefined) continue;
    const { mark, markNote, markedBy, markedAt, markVersion, evidence, evidencePage } = before[0];
    kept.set(now, { mark, markNote, markedBy, markedAt, markVersion, evidence, evidencePage });
  }
  return kept;
}
