import type { GrantApplication } from '../application/application.ts';
import type { CivilDate } from '../civil-date.ts';
import type { Programme } from '../programme/figures.ts';
import { computeAmount, type GrantAmount } from './amount.ts';
import { verdictOf, type CaseVerdict, type Finding } from './finding.ts';
import { countLeave, type LeaveCount } from './leave-count.ts';
import { findingOf, type JudgeContext } from './rule.ts';
import { rules } from './rules.ts';

/** 判定: every finding, the verdict they give together, the leave and the amount. */
export interface Judgement {
  readonly findings: readonly Finding[];
  readonly verdict: CaseVerdict;
  readonly leave: LeaveCount;
  readonly amount: GrantAmount;
}

/** Nothing is known besides the application. */
export const nothingKnown: JudgeContext = { priorAwards: [] };

/**
 * 支給要件の判定: applies every rule to a complete application. The same function answers the applicant before filing,
 * the office at filing and the reviewer.
 * @param on 申請日, the JST day that counts for the deadlines
 * @param context what the adapter knows besides the application; earlier awards of the same employer
 */
export function judge(
  application: GrantApplication,
  programme: Programme,
  on: CivilDate,
  context: JudgeContext = nothingKnown,
): Judgement {
  const leave = countLeave(application.leavePeriods, application);
  const input = { application, programme, on, context, leave };
  const findings = rules.map((rule) => findingOf(rule, input));
  return {
    findings,
    verdict: verdictOf(findings),
    leave,
    amount: computeAmount(application, programme, leave),
  };
}
