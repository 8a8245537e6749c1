import {
  impliedAnswers,
  isMaskedNumber,
  isUnanswered,
  parseAnswers,
  questions,
  questionsOf,
  type AnswerFault,
  type Answers,
  type QuestionKey,
  type SectionCode,
} from '@grant/schema';

/** 未着手 / 入力中 / 完了 / 要修正. */
export type Progress = 'todo' | 'started' | 'done' | 'fix';

/** Every fault of the answers as typed, those of a number on file left out. */
export function faultsOfAnswers(answers: Answers): { missing: AnswerFault[]; invalid: AnswerFault[] } {
  const { missing, invalid } = parseAnswers(answers);
  const judged = (fault: AnswerFault): boolean =>
    !(fault.key === 'accountNumber' && isMaskedNumber(answers.accountNumber));
  return { missing: missing.filter(judged), invalid: invalid.filter(judged) };
}

/** Known from the sign-up and there before anybody has typed. */
const GIVEN: ReadonlySet<QuestionKey> = new Set(['contactEmail']);

/** How far a section is. A section with nothing to ask (the papers) is judged by its own page. */
export function progressOf(section: SectionCode, answers: Answers): Progress {
  const keys = questionsOf(section).filter((key) => questions[key].asked(answers));
  const belongs = (fault: AnswerFault): boolean => (keys as readonly QuestionKey[]).includes(fault.key);
  const { missing, invalid } = faultsOfAnswers(answers);
  if (invalid.some(belongs)) return 'fix';
  const touched = keys.some((key) => !GIVEN.has(key) && !isUnanswered(answers, key));
  if (missing.some(belongs)) return touched ? 'started' : 'todo';
  // Nothing is missing though nothing was typed: the other sections say it all, once they say it.
  const implied: Readonly<Partial<Record<QuestionKey, string>>> = impliedAnswers(answers);
  return touched || keys.every((key) => implied[key] !== '') ? 'done' : 'todo';
}
