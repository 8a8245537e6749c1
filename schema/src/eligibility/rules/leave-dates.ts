import { day, failed, passed, defineRule } from '../rule.ts';

/** 休業期間の前後と重なり. */
export const leaveDates = defineRule({
  code: 'leave_dates',
  title: '休業期間の日付',
  article: '別紙 要件1',
  needs: ['leavePeriods'],
  requirement: () => '休業の終了日が開始日以後であり、期間が重なっていないこと。',
  judge: ({ application: { leavePeriods } }) => {
    const reversed = leavePeriods.findIndex((period) => period.endOn < period.startOn);
    if (reversed !== -1) {
      return failed(`${reversed + 1}件目の終了日が開始日より前です。`, { period: reversed + 1 });
    }
    const sorted = leavePeriods.toSorted((left, right) => (left.startOn < right.startOn ? -1 : 1));
    const overlap = sorted.find((period, index) => {
      const before = sorted[index - 1];
      return before !== undefined && period.startOn <= before.endOn;
    });
    return overlap === undefined
      ? passed(`${leavePeriods.length}件の期間に重なりはありません。`)
      : failed(`${day(overlap.startOn)}から始まる期間が、その前の期間と重なっています。`, {
          startOn: overlap.startOn,
        });
  },
});
