import { passed, toCheck, defineRule } from '../rule.ts';

/** 休業中の就業. */
export const workedInLeave = defineRule({
  code: 'worked_in_leave',
  title: '休業中の就業',
  article: '育児・介護休業法 第9条の5',
  needs: ['leavePeriods'],
  requirement: () =>
    '休業期間中に就業していないこと（出生時育児休業中の就業は労使協定と本人の同意があること）。',
  judge: ({ application }) => {
    const worked = application.leavePeriods.reduce((sum, period) => sum + period.workedDays, 0);
    return worked === 0
      ? passed('休業中の就業はないとの申告です。', { workedDays: 0 })
      : toCheck(`休業中に${worked}日就業したとの申告です。労使協定、同意及び日数の確認が必要です。`, {
          workedDays: worked,
        });
  },
});
