import type { Answers } from '../application/answers.ts';
import { missingPaperCodes, paperLabel, type PaperCode, type PaperContext } from '../application/papers.ts';
import { verdictOf, type Finding } from './finding.ts';
import type { Judgement } from './judge.ts';

/** Code and title of the finding that a required paper did not come (仕様書 本文4(2)イ 書類の不備). */
export const PAPER_GAP = { code: 'paper_missing', title: '添付書類の不足' } as const;

/**
 * 郵送の書類の不足: one finding, to be checked, for each required paper that did not come. Papers by post are taken in as
 * they are; what lacks is asked for by a correction.
 */
export function paperGaps(
  answers: Answers,
  context: PaperContext,
  attached: readonly PaperCode[],
): Finding[] {
  return missingPaperCodes(answers, context, attached).map((paper) => ({
    rule: PAPER_GAP.code,
    article: '仕様書 本文4(2)イ',
    requirement: `「${paperLabel(paper, answers)}」の提出`,
    found: '郵送された書類の中にありません。補正を依頼してください。',
    verdict: 'to_check',
    facts: { paper },
  }));
}

/** A judgement with further findings, its verdict reckoned anew. */
export function withFindings(judgement: Judgement, further: readonly Finding[]): Judgement {
  const findings = [...judgement.findings, ...further];
  return { ...judgement, findings, verdict: verdictOf(findings) };
}
