import { countLeave, reachMonths } from '../leave-count.ts';
import { failed, passed, toCheck, defineRule } from '../rule.ts';

/** 通算1か月以上の育児休業. */
export const leaveMonths = defineRule({
  code: 'leave_months',
  title: '通算の休業期間',
  article: '別紙 要件1',
  needs: ['childBirthOn', 'leavePeriods'],
  requirement: ({ programme }) => `通算${programme.minimumMonths}か月以上の育児休業を取得していること。`,
  judge: ({ application, programme }) => {
    const leave = countLeave(application.leavePeriods, application);
    const { minimumMonths, monthRule } = programme;
    const reach = reachMonths(leave, minimumMonths, monthRule);
    const total = leave.arithmetic.at(-1) as string;
    const facts = {
      months: leave.months,
      restDays: leave.restDays,
      days: leave.days,
      monthRule,
      readings: reach.readings.map((one) => `${one.label}：${one.reached ? '達する' : '達しない'}`),
    };
    if (reach.reached) {
      return reach.certain
        ? passed(`${total}です。`, facts)
        : toCheck(`${total}です。応当日と暦日の数え方で結果が異なるため、確認が必要です。`, facts);
    }
    const unworked = application.leavePeriods.map((period) => ({ ...period, workedDays: 0 }));
    return reachMonths(countLeave(unworked, application), minimumMonths, monthRule).reached
      ? toCheck(`${total}です。就業日を除かなければ${minimumMonths}か月に達するため、確認が必要です。`, facts)
      : failed(`${total}で、${minimumMonths}か月に達しません。`, facts);
  },
});
