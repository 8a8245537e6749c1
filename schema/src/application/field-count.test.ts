import { describe, expect, it } from 'vitest';
import type { Answers } from './answers.ts';
import { exampleAnswers } from './example.ts';
import { questionKeys, questions } from './questions.ts';

/** Most fields that a simple corporate case may have to fill in. */
const FIELDS_MAX = 40;

/** The fields in sight for these answers: a date is one, a list has those of its entries, folded ones are not counted. */
function fieldsShown(answers: Answers): string[] {
  return questionKeys
    .filter((key) => questions[key].asked(answers) && questions[key].fold === null)
    .flatMap((key): string[] => {
      if (key === 'leavePeriods') {
        return (answers.leavePeriods ?? []).flatMap(({ kind }, index) =>
          ['kind', 'startOn', 'endOn', ...(kind === 'at_birth' ? ['workedDays'] : [])].map(
            (part) => `${key}.${index}.${part}`,
          ),
        );
      }
      // One list of measures to tick, then the day of each; the words on each are folded.
      if (key === 'measures') {
        return [key, ...(answers.measures ?? []).map((_one, index) => `${key}.${index}.implementedOn`)];
      }
      return [key];
    });
}

const simple: Answers = {
  ...Object.fromEntries(
    Object.entries(exampleAnswers).filter(([key]) => questions[key as keyof typeof questions].fold === null),
  ),
};

describe('申請書の項目の数 the length of the form', () => {
  it('stays within forty fields for a company whose employee took one leave', () => {
    const shown = fieldsShown(simple);
    expect(shown.length).toBeLessThanOrEqual(FIELDS_MAX);
    expect(shown).toHaveLength(40);
  });

  it('asks nothing twice', () => {
    const labels = questionKeys.map((key) => questions[key].label);
    expect(new Set(labels).size).toBe(labels.length);
    expect(new Set(fieldsShown(simple)).size).toBe(fieldsShown(simple).length);
  });

  it('is shorter for a sole owner and a social welfare corporation', () => {
    const owner = fieldsShown({ ...simple, employerLegalForm: 'sole_owner' });
    expect(owner).not.toContain('employerCorporateNumber');
    expect(owner).not.toContain('capital');
    expect(fieldsShown({ ...simple, employerLegalForm: 'social_welfare' })).not.toContain('capital');
  });

  it('asks for more only where the case has more to it', () => {
    const leave = { kind: 'childcare', startOn: '2026-05-01', endOn: '2026-08-01' };
    const more = fieldsShown({ ...simple, leavePeriods: [leave], returnOn: '2026-08-20' });
    expect(more).toEqual(expect.arrayContaining(['childDueOn', 'returnGapReason', 'firstThreeMonths']));
    expect(fieldsShown({ ...simple, childDueOn: '2026-05-20', returnGapReason: '年休' })).toEqual(
      expect.arrayContaining(['childDueOn', 'returnGapReason']),
    );
  });

  it.each([
    [83, false],
    [84, true],
  ])('asks about the first three months after %i days of leave: %s', (days, asked) => {
    const endOn = days === 83 ? '2026-08-22' : '2026-08-23';
    const answers = { leavePeriods: [{ kind: 'childcare', startOn: '2026-06-01', endOn }] };
    expect(questions.firstThreeMonths.asked(answers)).toBe(asked);
    expect(questions.firstThreeMonths.implied(answers)).toBe(asked ? undefined : 'no');
  });
});
