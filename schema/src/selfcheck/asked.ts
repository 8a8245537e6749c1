import { industries, valuesOf, type Industry, type LegalForm } from '../application/choices.ts';
import type { LeavePeriod } from '../application/application.ts';
import type { CivilDate } from '../civil-date.ts';
import { countLeave, reachMonths, type LeaveCount } from '../eligibility/leave-count.ts';
import { judgeSize } from '../eligibility/size.ts';
import type { Programme } from '../programme/figures.ts';

/** What is known of the firm so far. */
export interface KnownSize {
  readonly legalForm: LegalForm;
  readonly regularEmployees: number;
}

function withinBy(known: KnownSize, programme: Programme, industry: Industry): boolean {
  const { legalForm: employerLegalForm, regularEmployees } = known;
  const outcome = judgeSize({ employerLegalForm, regularEmployees, capital: null, industry }, programme);
  return outcome.verdict !== 'failed';
}

/** 業種を聞くか: only where some industry's limit lies under the head count. */
export function asksIndustry(known: KnownSize, programme: Programme): boolean {
  return valuesOf(industries).some((industry) => !withinBy(known, programme, industry));
}

/** 資本金を聞くか: only where the head count exceeds the industry's limit and the legal form has capital. */
export function asksCapital(known: KnownSize, industry: Industry, programme: Programme): boolean {
  if (known.legalForm !== 'company' && known.legalForm !== 'professional') return false;
  return !withinBy(known, programme, industry);
}

/** 3か月に達するか: reaches the months of the addition for a first leave of three months. */
export function reachesThreeMonths(leave: LeaveCount, programme: Programme): boolean {
  const months = programme.additions.find((row) => row.code === 'first_three_months')?.months;
  return months !== undefined && reachMonths(leave, months, programme.monthRule).reached;
}

/**
 * 「はじめて3か月以上」を聞くか: only where the leave reaches three months, and some man took a month before. Where none
 * ever did, none took three months either.
 */
export function asksFirstThreeMonths(
  periods: readonly LeavePeriod[],
  childBirthOn: CivilDate,
  firstOneMonth: boolean,
  programme: Programme,
): boolean {
  return !firstOneMonth && reachesThreeMonths(countLeave(periods, { childBirthOn }), programme);
}
