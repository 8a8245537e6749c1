import { parseCivilDate } from '../civil-date.ts';
import { formatWareki } from '../civil-date/wareki.ts';
import { formatYen, yen } from '../yen.ts';
import type { LeavePeriodAnswer, MeasureAnswer } from './answers.ts';
import { leaveKinds, measureKinds } from './choices.ts';
import type { QuestionKey } from './keys.ts';
import { questions } from './questions.ts';
import { readInteger } from './readers.ts';

/** What stands where nothing was answered. */
const NOTHING = '－';

function labelled(labels: Readonly<Record<string, string>>, value: string | undefined): string {
  return value === undefined ? '' : (labels[value] ?? value);
}

function date(text: string | undefined): string {
  const read = parseCivilDate(text ?? '');
  return read.ok ? formatWareki(read.value) : (text ?? '');
}

function worked(days: string | number | undefined): string {
  return days === undefined || days === '' || days === 0 ? '' : `（休業中の就業 ${String(days)}日）`;
}

function listed(key: QuestionKey, value: readonly unknown[]): string {
  if (key === 'leavePeriods')
    return (value as readonly LeavePeriodAnswer[])
      .map(
        (one) =>
          `${labelled(leaveKinds, one.kind)}　${date(one.startOn)}から${date(one.endOn)}まで${worked(one.workedDays)}`,
      )
      .join('\n');
  if (key === 'measures')
    return (value as readonly MeasureAnswer[])
      .map(
        (one) =>
          `${labelled(measureKinds, one.kind)}（${date(one.implementedOn)}）\n${one.description ?? ''}`,
      )
      .join('\n');
  return value.map((code) => `・${labelled(questions[key].choices ?? {}, String(code))}`).join('\n');
}

/**
 * 回答の書き方: one answer as it is printed and shown, in words and never in codes.
 * @param value as it was typed (text) or as it is kept (number, boolean, rows); anything else is no answer
 */
export function writtenAnswer(key: QuestionKey, value: unknown): string {
  if (Array.isArray(value)) return listed(key, value) || NOTHING;
  if (typeof value === 'boolean') return value ? 'はい' : 'いいえ';
  const text = typeof value === 'number' ? String(value) : value;
  if (typeof text !== 'string' || text.trim() === '') return NOTHING;
  const { kind, choices } = questions[key];
  if (kind === 'date') return date(text);
  if (kind === 'choice' || kind === 'yesno') return labelled(choices ?? { yes: 'はい', no: 'いいえ' }, text);
  const amount = kind === 'yen' ? readInteger(text) : null;
  return amount?.ok ? formatYen(yen(amount.value)) : text;
}
