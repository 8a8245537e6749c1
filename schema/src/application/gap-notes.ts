import { z } from 'zod';
import { countMyNumbers } from '../identifiers/my-number.ts';
import { refuse } from '../refusal.ts';
import { isQuestionKey, questionKeys } from './questions.ts';

/** Longest note of a gap, in characters. */
export const GAP_NOTE_MAX = 200;

/** What the desk says of an answer that cannot be typed in; never a マイナンバー. */
export const gapNoteSchema = z
  .string()
  .trim()
  .max(GAP_NOTE_MAX)
  .refine((text) => countMyNumbers(text) === 0, {
    error: (issue) =>
      refuse('MY_NUMBER_FOUND', { where: '書面のメモ', count: countMyNumbers(String(issue.input)) }).message,
  });

const questionKeySchema = z.string().refine(isQuestionKey, { error: '申請の項目を選んでください。' });

/** Shape of a gap where it is stored. */
export const answerGapSchema = z.strictObject({ key: questionKeySchema, note: gapNoteSchema });

/** 書面のメモ as the desk sends them: one a question at most. */
export const gapNotesSchema = z.array(answerGapSchema).max(questionKeys.length).default([]);
