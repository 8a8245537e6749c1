import { day, failed, lastLeaveDay, passed, defineRule } from '../rule.ts';

/** 復帰が休業の後であること. */
export const returnAfterLeave = defineRule({
  code: 'return_after_leave',
  title: '休業と復帰の前後',
  article: '別紙 要件1',
  needs: ['leavePeriods', 'returnOn'],
  requirement: () => '復帰した日が休業の最終日より後であること。',
  judge: ({ application }) => {
    const endOn = lastLeaveDay(application);
    const facts = { endOn, returnOn: application.returnOn };
    return application.returnOn > endOn
      ? passed(`休業は${day(endOn)}まで、復帰は${day(application.returnOn)}です。`, facts)
      : failed(`復帰した日${day(application.returnOn)}が休業の最終日${day(endOn)}以前です。`, facts);
  },
});
