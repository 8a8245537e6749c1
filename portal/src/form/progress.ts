import {
  impliedAnswers,
  isMaskedNumber,
  isUnanswered,
  parseAnswers,
  principalFaults,
  questions,
  questionsOf,
  type AnswerFault,
  type Answers,
  type Principal,
  type QuestionKey,
  type SectionCode,
} from '@grant/schema';

/** 未着手 / 入力中 / 完了 / 要修正. */
export type Progress = 'todo' | 'started' | 'done' | 'fix';

/**
 * Every fault of the answers as typed, those of a number on file left out.
 * @param principal 委任者 of a draft that an agent made: its answers must be of that employer
 */
export function faultsOfAnswers(
  answers: Answers,
  principal: Principal | null = null,
): { missing: AnswerFault[]; invalid: AnswerFault[] } {
  const { missing, invalid } = parseAnswers(answers);
  const judged = (fault: AnswerFault): boolean =>
    !(fault.key === 'accountNumber' && isMaskedNumber(answers.accountNumber));
  const others = principal === null ? [] : principalFaults(principal, answers);
  return { missing: missing.filter(judged), invalid: [...others, ...invalid.filter(judged)] };
}

/** Known from the sign-up and there before anybody has typed. */
const GIVEN: ReadonlySet<QuestionKey> = new Set(['contactEmail']);

/** How far a section is. A section with nothing to ask (the papers) is judged by its own page. */
export function progressOf(
  section: SectionCode,
  answers: Answers,
  principal: Principal | null = null,
): Progress {
  const keys = questionsOf(section).filter((key) => questions[key].asked(answers));
  const belongs = (fault: AnswerFault): boolean => (keys as readonly QuestionKey[]).includes(fault.key);
  const { missing, invalid } = faultsOfAnswers(answers, principal);
  if (invalid.some(belongs)) return 'fix';
  const touched = keys.some((key) => !GIVEN.has(key) && !isUnanswered(answers, key));
  if (missing.some(belongs)) return touched ? 'started' : 'todo';
  // Nothing is missing though nothing was typed: the other sections say it all, once they say it.
  const implied: Readonly<Partial<Record<QuestionKey, string>>> = impliedAnswers(answers);
  return touched || keys.every((key) => implied[key] !== '') ? 'done' : 'todo';
}
