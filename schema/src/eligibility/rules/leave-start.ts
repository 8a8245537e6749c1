import { day, failed, firstLeaveDay, passed, defineRule } from '../rule.ts';

/** 休業の開始日が基準日以後であること. */
export const leaveStart = defineRule({
  code: 'leave_start',
  title: '休業の開始日',
  article: '別紙 要件1',
  needs: ['leavePeriods'],
  requirement: ({ programme }) => `育児休業を${day(programme.leaveStartFrom)}以降に開始していること。`,
  judge: ({ application, programme }) => {
    const startOn = firstLeaveDay(application);
    const facts = { startOn, leaveStartFrom: programme.leaveStartFrom };
    return startOn >= programme.leaveStartFrom
      ? passed(`${day(startOn)}に開始しています。`, facts)
      : failed(`${day(startOn)}に開始しており、${day(programme.leaveStartFrom)}より前です。`, facts);
  },
});
