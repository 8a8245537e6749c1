import { isUnanswered, type Answers } from '../answers.ts';
import type { Choices } from '../choices.ts';
import type { QuestionKey, TextKey } from '../keys.ts';
import type { FoldCode } from './folds.ts';

/** 入力の種類: which kind of field a question is. */
export const QUESTION_KINDS = [
  'text',
  'multiline',
  'kana',
  'date',
  'yen',
  'integer',
  'choice',
  'yesno',
  'postal',
  'phone',
  'mail',
  'corporate_number',
  'office_number',
  'insured_number',
  'periods',
  'measures',
  'pledges',
  'bank',
  'branch',
  'account_number',
  'account_kana',
] as const;

/** One kind of field. */
export type QuestionKind = (typeof QUESTION_KINDS)[number];

/** 設問: everything a form, a postal entry screen and a correction need to know of one answer. */
export interface Question {
  readonly label: string;
  readonly kind: QuestionKind;
  /** 記入の説明: shown between label and field. */
  readonly hint: string;
  /** 利用目的: why it is asked (別記1-4). */
  readonly purpose: string;
  readonly choices: Choices | null;
  /** Longest text accepted, in characters. */
  readonly maxLength: number;
  /** True when the question must be answered, given the other answers. */
  readonly required: (answers: Answers) => boolean;
  /** True when the question is shown at all, given the other answers. */
  readonly asked: (answers: Answers) => boolean;
  /** The group it stays folded in, or null when it is always in sight. */
  readonly fold: FoldCode | null;
  /** What is filed when it stays blank: undefined when nothing is, '' when that other answer is blank itself. */
  readonly implied: (answers: Answers) => string | undefined;
}

/** Longest text of a kind; a limit of the form, so that no answer can fill the database. */
const lengths: Readonly<Record<QuestionKind, number>> = {
  text: 100,
  multiline: 1000,
  kana: 100,
  date: 30,
  yen: 20,
  integer: 10,
  choice: 40,
  yesno: 10,
  postal: 20,
  phone: 30,
  mail: 254,
  corporate_number: 30,
  office_number: 30,
  insured_number: 30,
  periods: 0,
  measures: 0,
  pledges: 0,
  bank: 10,
  branch: 10,
  account_number: 20,
  account_kana: 60,
};

const always = () => true;
const never = () => false;
const nothing = () => undefined;

interface Terms {
  readonly hint?: string;
  readonly choices?: Choices;
  readonly maxLength?: number;
  readonly asked?: (answers: Answers) => boolean;
  readonly fold?: FoldCode;
  readonly implied?: (answers: Answers) => string | undefined;
}

function make(
  label: string,
  kind: QuestionKind,
  purpose: string,
  terms: Terms,
  required: (answers: Answers) => boolean,
): Question {
  return {
    label,
    kind,
    purpose,
    hint: terms.hint ?? '',
    choices: terms.choices ?? null,
    maxLength: terms.maxLength ?? lengths[kind],
    required: (answers) => required(answers) && terms.implied?.(answers) === undefined,
    asked: terms.asked ?? always,
    fold: terms.fold ?? null,
    implied: terms.implied ?? nothing,
  };
}

/** A question that must be answered whenever it is asked. */
export function must(label: string, kind: QuestionKind, purpose: string, terms: Terms = {}): Question {
  return make(label, kind, purpose, terms, terms.asked ?? always);
}

/** A question that may be left blank. */
export function may(label: string, kind: QuestionKind, purpose: string, terms: Terms = {}): Question {
  return make(label, kind, purpose, terms, never);
}

/** A question that must be answered only under a condition, but may always be. */
export function mustWhen(
  condition: (answers: Answers) => boolean,
  label: string,
  kind: QuestionKind,
  purpose: string,
  terms: Terms = {},
): Question {
  return make(label, kind, purpose, terms, condition);
}

/** 同じ内容の省略: as long as every one of `group` is blank, the answer is that of `source`. */
export function impliedTogether(group: readonly QuestionKey[], source: TextKey): Question['implied'] {
  return (answers) =>
    group.every((key) => isUnanswered(answers, key)) ? (answers[source] ?? '').trim() : undefined;
}
