import { ACCOUNT_GAP, ANSWER_GAP } from './answer-gaps.ts';
import { PRINCIPAL_FINDING } from '../agency/principal.ts';
import { BAR_FINDING } from '../bars/finding.ts';
import { PAPER_GAP } from './paper-gaps.ts';
import type { Rule } from './rule.ts';
import { atBirthLeave } from './rules/at-birth-leave.ts';
import { childAge } from './rules/child-age.ts';
import { childBorn } from './rules/child-born.ts';
import { employeeAge } from './rules/employee-age.ts';
import { employerSize } from './rules/employer-size.ts';
import { employment } from './rules/employment.ts';
import { filingAfterReturn } from './rules/filing-after-return.ts';
import { firstLeave } from './rules/first-leave.ts';
import { information } from './rules/information.ts';
import { largeCompanyControl } from './rules/large-company-control.ts';
import { leaveAfterBirth } from './rules/leave-after-birth.ts';
import { leaveDates } from './rules/leave-dates.ts';
import { leaveMonths } from './rules/leave-months.ts';
import { leaveParts } from './rules/leave-parts.ts';
import { leaveStart } from './rules/leave-start.ts';
import { legalForm } from './rules/legal-form.ts';
import { measuresTaken } from './rules/measures-taken.ts';
import { measuresTiming } from './rules/measures-timing.ts';
import { originalPost } from './rules/original-post.ts';
import { pledgesGiven } from './rules/pledges-given.ts';
import { priorAward } from './rules/prior-award.ts';
import { receptionPeriod } from './rules/reception-period.ts';
import { returnAfterLeave } from './rules/return-after-leave.ts';
import { returnBeforeFiling } from './rules/return-before-filing.ts';
import { returnBy } from './rules/return-by.ts';
import { returnDay } from './rules/return-day.ts';
import { returnGap } from './rules/return-gap.ts';
import { scheduledWorkdays } from './rules/scheduled-workdays.ts';
import { supporter } from './rules/supporter.ts';
import { workedInLeave } from './rules/worked-in-leave.ts';
import { workplace } from './rules/workplace.ts';

/** 要件の一覧, in the order in which a reviewer reads them. */
export const rules: readonly Rule[] = [
  employerSize,
  largeCompanyControl,
  legalForm,
  workplace,
  leaveMonths,
  leaveStart,
  leaveDates,
  leaveAfterBirth,
  childBorn,
  childAge,
  leaveParts,
  atBirthLeave,
  workedInLeave,
  scheduledWorkdays,
  originalPost,
  returnAfterLeave,
  returnBy,
  returnBeforeFiling,
  returnDay,
  returnGap,
  employment,
  employeeAge,
  supporter,
  measuresTaken,
  measuresTiming,
  information,
  receptionPeriod,
  filingAfterReturn,
  pledgesGiven,
  priorAward,
  firstLeave,
];

/** What is found beside the rules, by code. */
const beside = [PAPER_GAP, ANSWER_GAP, ACCOUNT_GAP, BAR_FINDING, PRINCIPAL_FINDING] as const;

/** 要件の名称; a code that is no rule of this version is returned as it is. */
export function ruleTitle(code: string): string {
  return [...beside, ...rules].find((one) => one.code === code)?.title ?? code;
}
