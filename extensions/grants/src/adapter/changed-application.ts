import {
  answersSchema,
  parseAnswers,
  parseShape,
  questions,
  unwrap,
  ACCOUNT_KEYS,
  type AnswerGap,
  type Answers,
  type KnownAnswers,
} from '@grant/schema';
import { refused } from './refused.ts';

/** A filed application before or after a change: what is known of it, and what its paper leaves open. */
export interface Filed {
  readonly application: KnownAnswers;
  readonly gaps: readonly AnswerGap[];
}

/**
 * A submitted application with some answers typed anew, read as a whole by the rules of the form. What was open and is not
 * answered now stays open; every answer typed now must be right. An application filed online has no gaps and gets none.
 * @throws INVALID_INPUT naming the new answers at fault, else whatever else keeps the whole from being read
 */
export function changedApplication(
  before: { readonly answers: Answers; readonly gaps: readonly AnswerGap[]; readonly byPost: boolean },
  typed: Readonly<Record<string, unknown>>,
): Filed {
  const changes = unwrap(parseShape(answersSchema, typed));
  const answers = { ...before.answers, ...changes };
  const { known, invalid, missing } = parseAnswers(answers);
  const faults = [...missing, ...invalid].filter(
    ({ key }) => !(ACCOUNT_KEYS as readonly string[]).includes(key),
  );
  const touched = (key: string): boolean => Object.hasOwn(typed, key);
  const refusedFaults = faults.filter(({ key }) => touched(key) || !before.byPost);
  if (refusedFaults.length > 0) {
    const named = refusedFaults.filter(({ key }) => touched(key));
    const shown = named.length > 0 ? named : refusedFaults;
    refused('INVALID_INPUT', { faults: shown.map(({ path, message }) => ({ path, message })) });
  }
  // A question that another answer made pointless is open no longer.
  const stillOpen = before.gaps.filter(({ key }) => !touched(key) && questions[key].asked(answers));
  const keys = new Set(faults.map(({ key }) => key));
  const newlyOpen = [...keys].filter((key) => !stillOpen.some((gap) => gap.key === key));
  return { application: known, gaps: [...stillOpen, ...newlyOpen.map((key) => ({ key, note: '' }))] };
}
