import type { GrantApplication } from './application.ts';
import type { ListKey, QuestionKey } from './keys.ts';

/** 記入済みの内容: an application as far as it is known. Null: nobody knows, or it was not asked. */
export type KnownAnswers = {
  readonly [K in keyof GrantApplication]: K extends ListKey
    ? GrantApplication[K]
    : GrantApplication[K] | null;
};

/**
 * 未記入・判読不能の項目: a question that a paper leaves open, with what the desk noted of it ('' when nothing). A list with
 * one line that cannot be read is open as a whole: what is left of it would count as all of it.
 */
export interface AnswerGap {
  readonly key: QuestionKey;
  readonly note: string;
}

// Null is an answer here: not asked, or nothing to say.
const NULL_IS_AN_ANSWER: ReadonlySet<keyof GrantApplication> = new Set<keyof GrantApplication>([
  'employerCorporateNumber',
  'employerBuilding',
  'capital',
  'childDueOn',
  'returnGapReason',
]);

/** True when an answer is there to be judged. */
export function isKnown(
  application: KnownAnswers,
  gaps: readonly AnswerGap[],
  key: keyof GrantApplication,
): boolean {
  if (gaps.some((gap) => gap.key === key)) return false;
  const value = application[key];
  // No period is nothing to count; no measure and no pledge are answers, unless the paper leaves them open.
  if (key === 'leavePeriods') return application.leavePeriods.length > 0;
  return value !== null || NULL_IS_AN_ANSWER.has(key);
}

/**
 * 受理に要る最小限: the name of the employer, and an address or a telephone. Papers that name nobody cannot be told apart from
 * the next envelope, and without a place to write to or call nobody can be asked to put them right (補正). The receipt
 * number and both days are there already: the cover sheet gave them. Everything else may be asked for afterwards.
 */
export function isIdentified(application: KnownAnswers): boolean {
  const { employerName, employerAddress, employerPhone, contactPhone } = application;
  return employerName !== null && (employerAddress ?? employerPhone ?? contactPhone) !== null;
}
