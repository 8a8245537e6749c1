import {
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

/** A masked number of the server: it is on file and cannot be judged here. */
export function isMasked(value: unknown): boolean {
  return typeof value === 'string' && value.includes('•');
}

/** Every fault of the answers as typed, those of a number on file left out. */
export function faultsOfAnswers(answers: Answers): { missing: AnswerFault[]; invalid: AnswerFault[] } {
  const { missing, invalid } = parseAnswers(answers);
  const judged = (fault: AnswerFault): boolean =>
    !(fault.key === 'accountNumber' && isMasked(answers.accountNumber));
  return { missing: missing.filter(judged), invalid: invalid.filter(judged) };
}

/** How far a section is. A section with nothing to ask (the papers) is judged by its own page. */
export function progressOf(section: SectionCode, answers: Answers): Progress {
  const keys = questionsOf(section).filter((key) => questions[key].asked(answers));
  const belongs = (fault: AnswerFault): boolean => (keys as readonly QuestionKey[]).includes(fault.key);
  const { missing, invalid } = faultsOfAnswers(answers);
  if (keys.every((key) => isUnanswered(answers, key))) return 'todo';
  if (invalid.some(belongs)) return 'fix';
  return missing.some(belongs) ? 'started' : 'done';
}
