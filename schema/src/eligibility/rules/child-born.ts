import { day, failed, lastLeaveDay, passed, toCheck, defineRule } from '../rule.ts';

/** 子の出生日が申請日・休業より後でないこと. */
export const childBorn = defineRule({
  code: 'child_born',
  title: '子の出生日',
  article: '別紙 要件1',
  needs: ['childBirthOn', 'leavePeriods'],
  requirement: () => '子の出生日が申請日以前で、休業の最終日以前であること。',
  judge: ({ application, on }) => {
    const { childBirthOn } = application;
    const endOn = lastLeaveDay(application);
    const facts = { childBirthOn, endOn, on };
    if (childBirthOn > on) return failed(`出生日${day(childBirthOn)}が申請日${day(on)}より後です。`, facts);
    return childBirthOn > endOn
      ? toCheck(
          `出生日${day(childBirthOn)}が休業の最終日${day(endOn)}より後です。日付の確認が必要です。`,
          facts,
        )
      : passed(`出生日は${day(childBirthOn)}です。`, facts);
  },
});
