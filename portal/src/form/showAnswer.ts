import {
  leaveKinds,
  measureKinds,
  parseCivilDate,
  questions,
  readInteger,
  type AnswerValue,
  type Answers,
  type LeavePeriodAnswer,
  type MeasureAnswer,
  type QuestionKey,
} from '@grant/schema';
import { showDate } from './dates.ts';
import { showYen } from './digits.ts';

type Labels = Readonly<Record<string, string>>;

function label(labels: Labels, value: string | undefined): string {
  return value === undefined ? '' : (labels[value] ?? value);
}

function dateText(text: string | undefined): string {
  const read = parseCivilDate(text ?? '');
  return read.ok ? showDate(read.value) : (text ?? '');
}

function workedText(days: string | undefined): string {
  return days === undefined || days === '' ? '' : `（休業中の就業 ${days}日）`;
}

function listText(key: QuestionKey, value: readonly unknown[]): string {
  if (key === 'pledges') {
    return value.map((code) => label(questions.pledges.choices ?? {}, String(code))).join('\n');
  }
  if (key === 'leavePeriods') {
    return (value as readonly LeavePeriodAnswer[])
      .map(
        (one) =>
          `${label(leaveKinds, one.kind)}：${dateText(one.startOn)}から${dateText(one.endOn)}まで${workedText(one.workedDays)}`,
      )
      .join('\n');
  }
  return (value as readonly MeasureAnswer[])
    .map(
      (one) => `${label(measureKinds, one.kind)}（${dateText(one.implementedOn)}）\n${one.description ?? ''}`,
    )
    .join('\n');
}

/** An answer as a person reads it: choices by their label, dates and amounts written out, lists line by line. */
export function showAnswer(key: QuestionKey, value: AnswerValue | Answers[QuestionKey] | null): string {
  if (value === undefined || value === null) return '';
  if (typeof value !== 'string') return listText(key, value);
  const { kind, choices } = questions[key];
  if (choices !== null) return label(choices, value);
  if (kind === 'date') return dateText(value);
  if (kind === 'yen') {
    const amount = readInteger(value);
    return amount.ok ? showYen(amount.value) : value;
  }
  return value;
}
