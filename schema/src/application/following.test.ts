import { describe, expect, it } from 'vitest';
import type { Answers } from './answers.ts';
import { exampleAnswers } from './example.ts';
import { followingOf } from './following.ts';

const owner: Answers = {
  ...exampleAnswers,
  employerLegalForm: 'sole_owner',
  employerCorporateNumber: '',
  capital: '',
};
const long = [{ kind: 'childcare', startOn: '2026-06-01', endOn: '2026-09-30', workedDays: '0' }];

describe('questions that follow a correction', () => {
  it('are none where nothing else hangs on what is corrected', () => {
    const { opened, closed, answers } = followingOf(exampleAnswers, { scheduledWorkdays: '27' }, {});
    expect([opened, closed]).toEqual([[], []]);
    expect(answers).toEqual({ ...exampleAnswers, scheduledWorkdays: '27' });
  });

  it('open with the kind of firm that asks them, and take what was typed for them alone', () => {
    const typed = { employerCorporateNumber: '4011001098993', capital: '100', employerName: '別の会社' };
    const { opened, answers } = followingOf(owner, { employerLegalForm: 'company' }, typed);
    expect(opened).toEqual(['employerCorporateNumber', 'capital']);
    expect(answers).toMatchObject({ employerCorporateNumber: '4011001098993', capital: '100' });
    expect(answers.employerName).toBe(exampleAnswers.employerName);
  });

  it('do not open where the correction is about them itself', () => {
    const changes = { employerLegalForm: 'company', capital: '100' };
    expect(followingOf(owner, changes, {}).opened).toEqual(['employerCorporateNumber']);
  });

  it('ask for three months when the leave becomes longer, and take no implied いいえ for an answer', () => {
    const { opened, answers } = followingOf(exampleAnswers, { leavePeriods: long }, {});
    expect(opened).toEqual(['firstThreeMonths']);
    expect(answers.firstThreeMonths).toBeUndefined();
  });

  it('do not open by being typed: the reason of a gap is asked only where there is one', () => {
    const typed = { returnGapReason: '年次有給休暇を取得', childDueOn: '2026-05-25' };
    expect(followingOf(exampleAnswers, { returnOn: '2026-07-02' }, typed).opened).toEqual([]);
    expect(followingOf(exampleAnswers, { returnOn: '2026-08-02' }, typed).opened).toEqual([
      'returnGapReason',
    ]);
  });

  it('open where an answer was implied and is so no longer', () => {
    const blank = { ...exampleAnswers, workplaceName: '', workplaceAddress: '' };
    expect(followingOf(blank, { workplaceName: '小山工場' }, {}).opened).toEqual(['workplaceAddress']);
  });

  it('close with the firm that has no number, and give up the answer; an implied one is no loss', () => {
    const { closed, dropped } = followingOf(exampleAnswers, { employerLegalForm: 'sole_owner' }, {});
    expect([closed, dropped]).toEqual([
      ['employerCorporateNumber', 'capital'],
      ['employerCorporateNumber', 'capital'],
    ]);
    const asked = { ...exampleAnswers, leavePeriods: long, firstThreeMonths: 'no' };
    const shorter = followingOf(asked, { leavePeriods: exampleAnswers.leavePeriods }, {});
    expect([shorter.closed, shorter.dropped]).toEqual([['firstThreeMonths'], []]);
  });
});
