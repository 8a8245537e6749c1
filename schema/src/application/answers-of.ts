import type { Answers } from './answers.ts';
import type { KnownAnswers } from './gaps.ts';
import { ACCOUNT_KEYS, type AccountKey, type TextKey } from './keys.ts';
import { questionKeys } from './questions.ts';

function textOf(value: string | number | boolean): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return String(value);
}

/**
 * 回答への書き戻し: a parsed application, with or without gaps, as answers, so that a submitted case is shown and corrected in the same form.
 * The account is not part of an application and stays unanswered.
 */
export function answersOf(application: KnownAnswers): Answers {
  const texts: { [K in TextKey]?: string } = {};
  for (const key of questionKeys) {
    if (key === 'leavePeriods' || key === 'measures' || key === 'pledges') continue;
    if ((ACCOUNT_KEYS as readonly TextKey[]).includes(key)) continue;
    const value = application[key as Exclude<TextKey, AccountKey>];
    if (value !== null) texts[key] = textOf(value);
  }
  return {
    ...texts,
    leavePeriods: application.leavePeriods.map((period) => ({
      kind: period.kind,
      startOn: period.startOn,
      endOn: period.endOn,
      workedDays: String(period.workedDays),
    })),
    measures: application.measures.map((measure) => ({ ...measure })),
    pledges: [...application.pledges],
  };
}
