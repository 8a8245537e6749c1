import type { AnswerGap, KnownAnswers } from '../application/gaps.ts';
import type { CivilDate } from '../civil-date.ts';
import type { Programme } from '../programme/figures.ts';
import { amountOf, type GrantAmount } from './amount.ts';
import { answerGapFindings } from './answer-gaps.ts';
import { verdictOf, type CaseVerdict, type Finding } from './finding.ts';
import { leaveOf, type LeaveCount } from './leave-count.ts';
import { findingOf, type JudgeContext } from './rule.ts';
import { rules } from './rules.ts';

/** 判定: every finding, the verdict they give together, the leave and the amount. */
export interface Judgement {
  readonly findings: readonly Finding[];
  readonly verdict: CaseVerdict;
  /** Null while the periods or the birth are not known. */
  readonly leave: LeaveCount | null;
  /** Null while anything that decides it is not known: never a guess. */
  readonly amount: GrantAmount | null;
}

/** Nothing is known besides the application. */
export const nothingKnown: JudgeContext = { priorAwards: [] };

/**
 * 支給要件の判定: applies every rule to an application. The same function answers the applicant before filing, the office
 * at filing and the reviewer. What a paper leaves open is a finding of its own, and whatever rests on it is not judged.
 * @param on 申請日, the JST day that counts for the deadlines
 * @param context what the adapter knows besides the application; earlier awards of the same employer
 * @param gaps what a paper leaves open; nothing for an application filed online
 */
export function judge(
  application: KnownAnswers,
  programme: Programme,
  on: CivilDate,
  context: JudgeContext = nothingKnown,
  gaps: readonly AnswerGap[] = [],
): Judgement {
  const findings = [
    ...rules.map((rule) => findingOf(rule, { application, programme, on, context, gaps })),
    ...answerGapFindings(gaps),
  ];
  const leave = leaveOf(application, gaps);
  return {
    findings,
    verdict: verdictOf(findings),
    leave,
    amount: amountOf(application, gaps, programme, leave),
  };
}
