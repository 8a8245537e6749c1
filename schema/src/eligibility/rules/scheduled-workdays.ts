import { failed, passed, toCheck, defineRule } from '../rule.ts';

/** 休業中の所定労働日. A leave of holidays only is no leave; a minimum number is a setting. */
export const scheduledWorkdays = defineRule({
  code: 'scheduled_workdays',
  title: '所定労働日数',
  article: '別紙 要件1',
  needs: ['scheduledWorkdays'],
  requirement: ({ programme }) => `休業期間に所定労働日が${programme.minWorkdays ?? 1}日以上含まれること。`,
  judge: ({ application: { scheduledWorkdays: days }, programme }) => {
    const facts = { scheduledWorkdays: days, minWorkdays: programme.minWorkdays };
    if (programme.minWorkdays !== null && days < programme.minWorkdays) {
      return failed(`所定労働日は${days}日で、${programme.minWorkdays}日に足りません。`, facts);
    }
    return days === 0
      ? toCheck('休業期間に所定労働日がありません。休業に当たるか確認が必要です。', facts)
      : passed(`所定労働日は${days}日です。`, facts);
  },
});
