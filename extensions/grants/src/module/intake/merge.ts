/** 二人が同じ郵送申請を入力したとき: what each has changed since both saw the same, and the two laid together. */
import { isQuestionKey, questions, writtenAnswer, type Answers, type QuestionKey } from '@grant/schema';
import type { Change, Said } from '../../desk/conflict.ts';

/** The questions whose answers differ; one that was never asked and one left blank are the same. */
export function changed(before: Answers, after: Answers): QuestionKey[] {
  const written = (answers: Answers, key: QuestionKey): string => JSON.stringify(answers[key] ?? '');
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter(isQuestionKey)
    .filter((key) => written(before, key) !== written(after, key));
}

/** What another person made of the answers, in words. */
export const changesOf = (before: Answers, after: Answers): readonly Change[] =>
  changed(before, after).map((key) => ({
    label: questions[key].label,
    before: writtenAnswer(key, before[key]),
    after: writtenAnswer(key, after[key]),
  }));
/** What was typed here, in words. */
export const saidOf = (keys: readonly QuestionKey[], answers: Answers): readonly Said[] =>
  keys.map((key) => ({ label: questions[key].label, value: writtenAnswer(key, answers[key]) }));

/**
 * Lays what was typed here over what another person has saved meanwhile: an answer that only one of the two changed is
 * theirs or ours, one that both changed is ours.
 * @param base the answers as both last saw them
 */
export function mergeTyping(
  base: Answers,
  mine: Answers,
  theirs: Answers,
): { readonly merged: Answers; readonly changes: readonly Change[]; readonly mine: readonly Said[] } {
  const typed = changed(base, mine);
  return {
    merged: { ...theirs, ...Object.fromEntries(typed.map((key) => [key, mine[key] ?? ''])) },
    changes: changesOf(base, theirs),
    mine: saidOf(typed, mine),
  };
}
