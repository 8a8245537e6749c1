import { isQuestionKey, questionLabel } from '../application/questions.ts';
import { isPaperCode, paperLabel, type PaperCode } from '../application/papers.ts';
import { ACCOUNT_GAP, ANSWER_GAP } from './answer-gaps.ts';
import type { Finding } from './finding.ts';
import { PAPER_GAP } from './paper-gaps.ts';

/** 補正項目の案: one item of a correction, as the letter will say it. */
export interface GapItem {
  readonly targetKind: 'field' | 'paper';
  readonly target: string;
  readonly reason: string;
}

function forPaper(paper: PaperCode): GapItem {
  const reason = `「${paperLabel(paper)}」の提出がありません。提出してください。`;
  return { targetKind: 'paper', target: paper, reason };
}

const forAccount: GapItem = {
  targetKind: 'paper',
  target: 'passbook' satisfies PaperCode,
  reason:
    '振込口座の記入がないか、読み取れません。振込口座（金融機関、支店、預金種目、口座番号及び口座名義）を記入した書面と、通帳の写しを提出してください。',
};

function itemOf({ rule, facts }: Pick<Finding, 'rule' | 'facts'>): GapItem | null {
  const { question, paper } = facts;
  if (rule === ACCOUNT_GAP.code) return forAccount;
  if (rule === ANSWER_GAP.code && typeof question === 'string' && isQuestionKey(question)) {
    const reason = `「${questionLabel(question)}」の記入がないか、読み取れません。正しい内容を記入して提出してください。`;
    return { targetKind: 'field', target: question, reason };
  }
  return rule === PAPER_GAP.code && typeof paper === 'string' && isPaperCode(paper) ? forPaper(paper) : null;
}

/**
 * 不備からの補正項目: what a correction has to ask for so that a postal case is whole, one item each, in the order of the
 * findings. The account and a missing passbook are one item. What a reviewer has settled is not asked for.
 */
export function gapItems(
  findings: readonly (Pick<Finding, 'rule' | 'facts'> & {
    readonly mark?: 'ok' | 'defect' | 'hold' | null;
  })[],
): GapItem[] {
  const items = new Map<string, GapItem>();
  for (const finding of findings) {
    const item = finding.mark === 'ok' ? null : itemOf(finding);
    if (item !== null && !items.has(item.target)) items.set(item.target, item);
  }
  return [...items.values()];
}
