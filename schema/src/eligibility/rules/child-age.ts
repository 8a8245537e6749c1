import { addMonths, addDays } from '../../civil-date.ts';
import { day, failed, lastLeaveDay, passed, toCheck, defineRule } from '../rule.ts';

/** 休業が子の年齢の範囲内であること. A child reaches an age on the day before the birthday (年齢計算ニ関スル法律). */
export const childAge = defineRule({
  code: 'child_age',
  title: '子の年齢',
  article: '育児・介護休業法 第5条',
  needs: ['childBirthOn', 'leavePeriods'],
  requirement: ({ programme }) =>
    `休業が子の${programme.childAgeLimit}歳の誕生日の前日までであること（1歳以後は延長の事由があること）。`,
  judge: ({ application, programme }) => {
    const endOn = lastLeaveDay(application);
    const lastDayOfAge = (years: number) => addDays(addMonths(application.childBirthOn, years * 12), -1);
    const limit = lastDayOfAge(programme.childAgeLimit);
    const firstBirthdayEve = lastDayOfAge(1);
    const facts = { endOn, firstBirthdayEve, limit };
    if (endOn > limit) {
      return failed(
        `休業の最終日${day(endOn)}が、${programme.childAgeLimit}歳の誕生日の前日${day(limit)}を過ぎています。`,
        facts,
      );
    }
    return endOn > firstBirthdayEve
      ? toCheck(
          `休業が1歳の誕生日の前日${day(firstBirthdayEve)}を過ぎています。延長の事由の確認が必要です。`,
          facts,
        )
      : passed(`休業は1歳の誕生日の前日${day(firstBirthdayEve)}までに終わっています。`, facts);
  },
});
