import { diffDays } from '../../civil-date.ts';
import { lastLeaveDay, passed, toCheck, defineRule } from '../rule.ts';

/** 休業の終わりから復帰までの間. */
export const returnGap = defineRule({
  code: 'return_gap',
  title: '休業終了から復帰までの日数',
  article: '別紙 要件1',
  needs: ['leavePeriods', 'returnOn', 'returnGapReason'],
  requirement: ({ programme }) =>
    `休業の最終日から復帰した日まで${programme.returnGapDays}日を超えるときは、理由が明らかであること。`,
  judge: ({ application, programme }) => {
    const days = diffDays(lastLeaveDay(application), application.returnOn);
    const facts = { days, reason: application.returnGapReason };
    if (days <= programme.returnGapDays)
      return passed(`休業の最終日から${days}日目に復帰しています。`, facts);
    return application.returnGapReason === null
      ? toCheck(`休業の最終日から復帰まで${days}日あり、理由が書かれていません。`, facts)
      : passed(`休業の最終日から復帰まで${days}日あります。理由：${application.returnGapReason}`, facts);
  },
});
