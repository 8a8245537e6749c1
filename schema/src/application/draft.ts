import { z } from 'zod';
import { countMyNumbers } from '../identifiers/my-number.ts';
import { accept, reject, refuse, type Result } from '../refusal.ts';

import type { Answers } from './answers.ts';
import { FORM_VERSION, formVersions } from './form-versions.ts';
import { LIST_KEYS, LIST_LIMITS, type QuestionKey, type TextKey } from './keys.ts';
import { questionKeys, questions } from './questions.ts';

/** Longest text of one field inside a list, in characters. */
const LIST_TEXT_MAX = 500;

/** Free text as typed, refused when it seems to hold a マイナンバー. */
function freeText(where: string, maxLength: number) {
  return z
    .string()
    .max(maxLength)
    .refine((text) => countMyNumbers(text) === 0, {
      error: (issue) =>
        refuse('MY_NUMBER_FOUND', { where, count: countMyNumbers(String(issue.input)) }).message,
    });
}

const short = z.string().max(40);

/** 休業の一期間, as typed. */
export const leavePeriodAnswerSchema = z.strictObject({
  kind: short.optional(),
  startOn: short.optional(),
  endOn: short.optional(),
  workedDays: short.optional(),
});

/** 取組の一件, as typed. */
export const measureAnswerSchema = z.strictObject({
  kind: short.optional(),
  implementedOn: short.optional(),
  description: freeText('措置の内容', LIST_TEXT_MAX).optional(),
});

const isTextKey = (key: QuestionKey): key is TextKey => !(LIST_KEYS as readonly QuestionKey[]).includes(key);

function textShape(key: TextKey) {
  const { kind, label, maxLength } = questions[key];
  const free = kind === 'text' || kind === 'multiline' || kind === 'kana';
  return (free ? freeText(label, maxLength) : z.string().max(maxLength)).optional();
}

const textShapes = Object.fromEntries(
  questionKeys.filter(isTextKey).map((key) => [key, textShape(key)]),
) as Record<TextKey, ReturnType<typeof textShape>>;

/**
 * 下書きの回答: every key optional, texts kept as typed, lengths bounded, マイナンバー refused in free text, unknown keys
 * refused. Whether an answer is right is not asked here (`parseAnswers`): a draft may be half done.
 */
export const answersSchema = z.strictObject({
  ...textShapes,
  leavePeriods: z.array(leavePeriodAnswerSchema).max(LIST_LIMITS.leavePeriods).optional(),
  measures: z.array(measureAnswerSchema).max(LIST_LIMITS.measures).optional(),
  pledges: z.array(short).max(LIST_LIMITS.pledges).optional(),
});

/** One answer as a correction carries it: a text, or one of the lists. */
export const answerValueSchema = z.union([
  z.string().max(1000),
  z.array(leavePeriodAnswerSchema).max(LIST_LIMITS.leavePeriods),
  z.array(measureAnswerSchema).max(LIST_LIMITS.measures),
  z.array(short).max(LIST_LIMITS.pledges),
]);

/** 直す必要がない理由, as whoever answers a correction says it of an item: required, 500 characters at most. */
export const unneededReasonSchema = freeText('直す必要がない理由', 500).trim().min(1);

/** One answer of any kind. */
export type AnswerValue = z.output<typeof answerValueSchema>;

/** 移行した下書き: the answers, what could not be carried over, and what changed in the form since. */
export interface MigratedAnswers {
  readonly answers: Answers;
  /** Keys whose answers this form no longer asks, or can no longer hold. */
  readonly dropped: readonly string[];
  /** Sentences for the applicant, oldest first; none for a draft of this form. */
  readonly news: readonly string[];
}

/**
 * 下書きの移行: answers saved under an older version of the form, carried through every version since
 * (`formVersions`). What this form no longer asks, or can no longer hold, is dropped and named; a draft of a newer form
 * is refused (INVALID_INPUT).
 */
export function migrateAnswers(formVersion: number, saved: unknown): Result<MigratedAnswers> {
  if (formVersion > FORM_VERSION || typeof saved !== 'object' || saved === null || Array.isArray(saved)) {
    const message = 'この下書きは読み込めません。画面を読み込み直してから、もう一度操作してください。';
    return reject('INVALID_INPUT', { faults: [{ path: 'formVersion', message }] });
  }
  const [kept, dropped] = sifted(saved as Readonly<Record<string, unknown>>);
  const since = formVersions.filter(({ version }) => version > formVersion);
  const carried = since.reduce((answers, { migrate }) => migrate(answers), kept);
  const [answers, lost] = sifted(carried);
  return accept({
    answers: answersSchema.parse(answers),
    dropped: [...dropped, ...lost],
    news: since.flatMap(({ news }) => news),
  });
}

/** What fits this form, and the keys of what does not. */
function sifted(saved: Readonly<Record<string, unknown>>): [Readonly<Record<string, unknown>>, string[]] {
  const kept: Record<string, unknown> = {};
  const dropped: string[] = [];
  for (const [key, value] of Object.entries(saved)) {
    const fits = answersSchema.safeParse({ [key]: value }).success;
    if (fits) kept[key] = value;
    else dropped.push(key);
  }
  return [kept, dropped];
}
