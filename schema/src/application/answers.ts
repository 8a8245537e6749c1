import type { ListKey, QuestionKey, TextKey } from './keys.ts';

/** 休業の一期間, as typed. */
export interface LeavePeriodAnswer {
  readonly kind?: string | undefined;
  readonly startOn?: string | undefined;
  readonly endOn?: string | undefined;
  readonly workedDays?: string | undefined;
}

/** 取組の一件, as typed. */
export interface MeasureAnswer {
  readonly kind?: string | undefined;
  readonly implementedOn?: string | undefined;
  readonly description?: string | undefined;
}

/** The lists among the answers. */
export interface ListAnswers {
  readonly leavePeriods: readonly LeavePeriodAnswer[];
  readonly measures: readonly MeasureAnswer[];
  readonly pledges: readonly string[];
}

/** 回答: what an applicant typed so far, kept as typed. Every key may be missing. */
export type Answers = { readonly [K in TextKey]?: string | undefined } & {
  readonly [K in ListKey]?: ListAnswers[K] | undefined;
};

/** True when a question has no answer yet: absent, blank text or empty list. */
export function isUnanswered(answers: Answers, key: QuestionKey): boolean {
  const value = answers[key];
  if (value === undefined) return true;
  return typeof value === 'string' ? value.trim() === '' : value.length === 0;
}
