import {
  formatWareki,
  formatYen,
  leaveKinds,
  measureKinds,
  parseCivilDate,
  questions,
  readInteger,
  yen,
  type Answers,
  type LeavePeriodAnswer,
  type MeasureAnswer,
  type QuestionKey,
} from '@grant/schema';

function labelled(labels: Readonly<Record<string, string>>, value: string | undefined): string {
  return value === undefined ? '' : (labels[value] ?? value);
}

function date(text: string | undefined): string {
  const read = parseCivilDate(text ?? '');
  return read.ok ? formatWareki(read.value) : (text ?? '');
}

function worked(days: string | undefined): string {
  return days === undefined || days === '' ? '' : `（休業中の就業 ${days}日）`;
}

function listed(key: QuestionKey, value: readonly unknown[]): string {
  if (key === 'pledges')
    return value.map((code) => `・${labelled(questions.pledges.choices ?? {}, String(code))}`).join('\n');
  if (key === 'leavePeriods')
    return (value as readonly LeavePeriodAnswer[])
      .map(
        (one) =>
          `${labelled(leaveKinds, one.kind)}　${date(one.startOn)}から${date(one.endOn)}まで${worked(one.workedDays)}`,
      )
      .join('\n');
  return (value as readonly MeasureAnswer[])
    .map(
      (one) => `${labelled(measureKinds, one.kind)}（${date(one.implementedOn)}）\n${one.description ?? ''}`,
    )
    .join('\n');
}

/** 回答の書き方: one answer as it is printed. */
export function writtenAnswer(key: QuestionKey, value: Answers[QuestionKey]): string {
  if (value === undefined) return '－';
  if (typeof value !== 'string') return listed(key, value) || '－';
  if (value.trim() === '') return '－';
  const { kind, choices } = questions[key];
  if (kind === 'date') return date(value);
  if (kind === 'choice' || kind === 'yesno') return labelled(choices ?? { yes: 'はい', no: 'いいえ' }, value);
  const amount = kind === 'yen' ? readInteger(value) : null;
  return amount?.ok ? formatYen(yen(amount.value)) : value;
}
