import type { z } from 'zod';
import { parseCivilDate } from '../civil-date.ts';
import { accept, type Result } from '../refusal.ts';
import { sentenceOfIssue } from '../refusal/sentences.ts';
import type { BankAccount } from '../bank/account.ts';
import { accountAnswersSchema } from './account.ts';
import type { Answers } from './answers.ts';
import {
  grantApplicationSchema,
  leavePeriodSchema,
  measureSchema,
  type GrantApplication,
} from './application.ts';
import type { KnownAnswers } from './gaps.ts';
import { measureKinds } from './choices.ts';
import { LIST_KEYS, type QuestionKey, type TextKey } from './keys.ts';
import { impliedAnswers, isQuestionKey, questionKeys, questions, unansweredKeys } from './questions.ts';
import { readers, readInteger } from './readers.ts';

/** One answer that is missing or cannot be read. */
export interface AnswerFault {
  readonly key: QuestionKey;
  /** Where in the answer: `leavePeriods.0.startOn`, or the key itself. */
  readonly path: string;
  /** Japanese sentence that says what to do. */
  readonly message: string;
}

/** 回答の読取り結果. Application and account are there when nothing of theirs is missing or wrong. */
export interface ParsedAnswers {
  readonly missing: readonly AnswerFault[];
  readonly invalid: readonly AnswerFault[];
  readonly application: GrantApplication | null;
  /** What can be read, whatever is missing beside it; a line of a list that cannot be read is left out. */
  readonly known: KnownAnswers;
  readonly account: BankAccount | null;
}

/** What is said before a fault inside a list, by field. */
const partLabels: Readonly<Record<string, string>> = {
  kind: '種類',
  startOn: '開始日',
  endOn: '終了日',
  workedDays: '就業日数',
  implementedOn: '実施日',
  description: '内容',
};

class Reading {
  readonly values: Record<string, unknown> = {};
  readonly faults: AnswerFault[] = [];

  fault(key: QuestionKey, path: readonly PropertyKey[], message: string): void {
    const [, index, part] = path;
    const place =
      typeof index === 'number'
        ? `${index + 1}件目${part === undefined ? '' : `の${partLabels[String(part)] ?? ''}`}：`
        : '';
    this.faults.push({ key, path: path.map(String).join('.'), message: `${place}${message}` });
  }

  /** The value read, or undefined and a fault. */
  take(path: readonly [QuestionKey, ...PropertyKey[]], result: Result<unknown>): unknown {
    if (result.ok) return result.value;
    this.fault(path[0], path, result.refusal.message);
    return undefined;
  }
}

const isBlank = (text: string | undefined): text is undefined => text === undefined || text.trim() === '';

function labelOfMeasure(kind: string | undefined): string | undefined {
  const labels: Readonly<Record<string, string>> = measureKinds;
  return labels[kind ?? ''];
}

function missingSentence(key: QuestionKey): string {
  const { label, choices } = questions[key];
  return choices === null ? `${label}を入力してください。` : `「${label}」を選んでください。`;
}

function readLists(answers: Answers, reading: Reading): void {
  const date = (path: readonly [QuestionKey, ...PropertyKey[]], text: string | undefined) =>
    isBlank(text) ? undefined : reading.take(path, parseCivilDate(text));
  reading.values['leavePeriods'] = (answers.leavePeriods ?? []).map((period, index) => {
    const startOn = date(['leavePeriods', index, 'startOn'], period.startOn);
    const endOn = date(['leavePeriods', index, 'endOn'], period.endOn);
    const reversed = typeof startOn === 'string' && typeof endOn === 'string' && endOn < startOn;
    if (reversed) {
      const message = '開始日以後の日付を入力してください。';
      reading.fault('leavePeriods', ['leavePeriods', index, 'endOn'], message);
    }
    const workedDays = reading.take(
      ['leavePeriods', index, 'workedDays'],
      isBlank(period.workedDays) ? accept(0) : readInteger(period.workedDays),
    );
    return { kind: period.kind, startOn, endOn: reversed ? undefined : endOn, workedDays };
  });
  reading.values['measures'] = (answers.measures ?? []).map((measure, index) => ({
    kind: measure.kind,
    implementedOn: date(['measures', index, 'implementedOn'], measure.implementedOn),
    // What was done is said by its kind; the evidence attached shows the rest.
    description: isBlank(measure.description) ? labelOfMeasure(measure.kind) : measure.description,
  }));
  reading.values['pledges'] = answers.pledges ?? [];
}

type Implied = ReturnType<typeof impliedAnswers>;

function readTexts(answers: Answers, implied: Implied, reading: Reading): void {
  for (const key of questionKeys) {
    if (key in reading.values) continue;
    const said = implied[key as TextKey];
    const answer = said ?? answers[key];
    const unasked = said === undefined && !questions[key].asked(answers);
    if (typeof answer !== 'string' || isBlank(answer) || unasked) {
      reading.values[key] = null;
      continue;
    }
    const reader = readers[questions[key].kind];
    reading.values[key] = reader === undefined ? answer : reading.take([key], reader(answer));
  }
}

function parseInto<S extends z.ZodType>(
  shape: S,
  reading: Reading,
  known: ReadonlySet<string>,
): z.output<S> | null {
  const parsed = shape.safeParse(reading.values, { error: sentenceOfIssue });
  if (parsed.success) return parsed.data;
  for (const issue of parsed.error.issues) {
    const key = String(issue.path[0]);
    const path = issue.path.map(String).join('.');
    if (isQuestionKey(key) && !known.has(key) && !known.has(path))
      reading.fault(key, issue.path, issue.message);
  }
  return null;
}

/** Every value by itself: what its own shape accepts, else null. */
export function knownAnswers(values: Readonly<Record<string, unknown>>): KnownAnswers {
  const { shape: shapes } = grantApplicationSchema;
  const singles = Object.entries(shapes).filter(([key]) => !(LIST_KEYS as readonly string[]).includes(key));
  const rows = <S extends z.ZodType>(shape: S, value: unknown): z.output<S>[] =>
    (Array.isArray(value) ? value : []).flatMap((row: unknown) => {
      const read = shape.safeParse(row);
      return read.success ? [read.data] : [];
    });
  const known = singles.map(([key, shape]) => [key, shape.safeParse(values[key]).data ?? null]);
  return {
    ...Object.fromEntries(known),
    leavePeriods: rows(leavePeriodSchema, values['leavePeriods']),
    measures: rows(measureSchema, values['measures']),
    pledges: rows(shapes.pledges.element, values['pledges']),
  } as KnownAnswers;
}

/**
 * 回答の読取り: from what was typed to a parsed application and account, with every fault at once. Full-width digits,
 * Japanese dates and hiragana are accepted.
 */
export function parseAnswers(answers: Answers): ParsedAnswers {
  const missingKeys = unansweredKeys(answers);
  const reading = new Reading();
  readLists(answers, reading);
  const implied = impliedAnswers(answers);
  readTexts(answers, implied, reading);
  // A fault is told at the answer it came from, not again where that answer is only repeated.
  const known = new Set<string>([
    ...missingKeys,
    ...Object.keys(implied),
    ...reading.faults.map((one) => one.path),
  ]);
  const application = parseInto(grantApplicationSchema, reading, known);
  const account = parseInto(accountAnswersSchema, reading, known);
  return {
    missing: missingKeys.map((key) => ({
      key,
      path: key,
      message: missingSentence(key),
    })),
    invalid: reading.faults,
    application,
    known: application ?? knownAnswers(reading.values),
    account,
  };
}
