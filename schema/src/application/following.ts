import { isUnanswered, type Answers } from './answers.ts';
import { ACCOUNT_KEYS, type QuestionKey } from './keys.ts';
import { questionKeys, questions } from './questions.ts';

/** 訂正に続く設問: which questions a correction opens besides those it is about, and which it makes pointless. */
export interface Following {
  /** In the order of the form. What stood there was implied by what is corrected now, and is no answer to them. */
  readonly opened: readonly QuestionKey[];
  /** Asked before, not asked any more. */
  readonly closed: readonly QuestionKey[];
  /** Of those that are closed, the ones with an answer that is given up. */
  readonly dropped: readonly QuestionKey[];
  /** All answers as they stand after the correction. */
  readonly answers: Answers;
}

const isAccount = (key: QuestionKey): boolean => (ACCOUNT_KEYS as readonly string[]).includes(key);

/**
 * 訂正に続く設問. A question opens when the corrected answers ask it and the filed ones did not, or when they leave without
 * an answer what the filed ones implied. What somebody typed for it opens nothing by itself: only the corrected answers
 * and what they have opened do.
 * @param before the answers as filed
 * @param changes the answers to what the correction is about
 * @param typed answers to the questions that open; whatever else is in it is not looked at
 */
export function followingOf(before: Answers, changes: Answers, typed: Answers): Following {
  const corrected: Answers = { ...before, ...changes };
  const opened = new Set<QuestionKey>();
  const answered = (): Answers => ({
    ...corrected,
    ...Object.fromEntries([...opened].map((key) => [key, typed[key]])),
  });
  const opens = (key: QuestionKey, answers: Answers): boolean => {
    if (opened.has(key) || Object.hasOwn(changes, key) || isAccount(key)) return false;
    const { asked, required } = questions[key];
    if (asked(answers) && !asked(before)) return true;
    return required(answers) && isUnanswered(answers, key) && !required(before);
  };
  for (;;) {
    const answers = answered();
    const more = questionKeys.filter((key) => opens(key, answers));
    if (more.length === 0) break;
    for (const key of more) opened.add(key);
  }
  const answers = answered();
  const closed = questionKeys.filter(
    (key) => questions[key].asked(before) && !questions[key].asked(answers) && !isAccount(key),
  );
  return {
    opened: questionKeys.filter((key) => opened.has(key)),
    closed,
    dropped: closed.filter(
      (key) => !isUnanswered(before, key) && questions[key].implied(answers) !== before[key],
    ),
    answers,
  };
}
