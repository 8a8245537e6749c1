import { addDays, diffDays, earlierOf, laterOf } from '../../civil-date.ts';
import { day, passed, toCheck, defineRule } from '../rule.ts';

/** 出生時育児休業の期間: within eight weeks of birth or due date, 28 days in all. */
export const atBirthLeave = defineRule({
  code: 'at_birth_leave',
  title: '出生時育児休業の期間',
  article: '育児・介護休業法 第9条の2',
  needs: ['childBirthOn', 'leavePeriods', 'childDueOn'],
  requirement: ({ programme }) =>
    `出生時育児休業は、出生後${programme.atBirthWindowDays / 7}週間以内の${programme.atBirthDaysMax}日までであること。`,
  judge: ({ application, programme }) => {
    const periods = application.leavePeriods.filter((period) => period.kind === 'at_birth');
    if (periods.length === 0) return passed('出生時育児休業はありません。');
    const { childBirthOn } = application;
    const dueOn = application.childDueOn ?? childBirthOn;
    const from = earlierOf(childBirthOn, dueOn);
    // 8 weeks are counted from the day after; the official example is due 4/1, born 3/25 -> until 5/27.
    const to = addDays(laterOf(childBirthOn, dueOn), programme.atBirthWindowDays);
    const days = periods.reduce((sum, period) => sum + diffDays(period.startOn, period.endOn) + 1, 0);
    const facts = { from, to, days };
    if (periods.some((period) => period.startOn < from || period.endOn > to)) {
      return toCheck(
        `出生時育児休業が${day(from)}から${day(to)}までの範囲の外にあります。休業の種類の確認が必要です。`,
        facts,
      );
    }
    return days > programme.atBirthDaysMax
      ? toCheck(`出生時育児休業が${days}日あります。超える日は育児休業に当たるか確認が必要です。`, facts)
      : passed(`出生時育児休業は${days}日です。`, facts);
  },
});
