import { day, failed, firstLeaveDay, passed, toCheck, defineRule } from '../rule.ts';

/** 休業の開始が出生日（予定日に遅れて生まれたときは予定日）以後であること. */
export const leaveAfterBirth = defineRule({
  code: 'leave_after_birth',
  title: '出生と休業の前後',
  article: '育児・介護休業法 第5条、第9条の2',
  needs: ['childBirthOn', 'leavePeriods', 'childDueOn'],
  requirement: () => '休業の開始日が子の出生日以後であること（出生が予定日より遅れたときは予定日以後）。',
  judge: ({ application }) => {
    const startOn = firstLeaveDay(application);
    const { childBirthOn, childDueOn } = application;
    const facts = { startOn, childBirthOn, childDueOn };
    if (startOn >= childBirthOn)
      return passed(`出生日${day(childBirthOn)}以後の${day(startOn)}に開始しています。`, facts);
    if (childDueOn !== null && startOn >= childDueOn) {
      return toCheck(
        `予定日${day(childDueOn)}以後の${day(startOn)}に開始し、出生は${day(childBirthOn)}です。出生前の日は数えていません。`,
        facts,
      );
    }
    return failed(`出生日${day(childBirthOn)}より前の${day(startOn)}に開始しています。`, facts);
  },
});
