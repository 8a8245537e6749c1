import {
  gapNoteSchema,
  questions,
  GAP_NOTE_MAX,
  type AnswerGap,
  type Answers,
  type QuestionKey,
  type QuestionKind,
} from '@grant/schema';

/** Kinds whose text says no name, number or address of anybody: kept in the note as it stands on the paper. */
const QUOTED: ReadonlySet<QuestionKind> = new Set<QuestionKind>(['date', 'yen', 'integer']);

// What was typed off the paper and cannot be read; the reviewer must see it without the paper in hand.
function quoted(key: QuestionKey, answers: Answers): string {
  const value = answers[key];
  if (!QUOTED.has(questions[key].kind) || typeof value !== 'string' || value.trim() === '') return '';
  const words = `書面には「${value.trim()}」と記入`;
  return gapNoteSchema.safeParse(words).success ? words : '';
}

/**
 * 書面のメモ: the open questions, each with what the desk noted of it or, for a day or a figure that cannot be read, with
 * what stands on the paper. Notes on anything else are left out.
 */
export function notedGaps(
  open: readonly QuestionKey[],
  answers: Answers,
  notes: readonly AnswerGap[],
): AnswerGap[] {
  return open.map((key) => {
    const note = notes.find((one) => one.key === key)?.note ?? '';
    return { key, note: (note === '' ? quoted(key, answers) : note).slice(0, GAP_NOTE_MAX) };
  });
}
