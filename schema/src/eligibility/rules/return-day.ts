import { closedReason, officeCalendarOf } from '../../calendar/closures.ts';
import { day, passed, toCheck, defineRule } from '../rule.ts';

/** 復帰した日が休日でないこと. A warning: many businesses work on holidays. */
export const returnDay = defineRule({
  code: 'return_day',
  title: '復帰した日の曜日',
  article: '別紙 要件1',
  needs: ['returnOn'],
  requirement: () => '復帰した日に実際に勤務していること。',
  judge: ({ application: { returnOn }, programme }) => {
    const reason = closedReason(officeCalendarOf(programme), returnOn);
    if (!reason.ok) return toCheck(`復帰した日${day(returnOn)}が休日か判定できません。`, { returnOn });
    return reason.value === null
      ? passed(`復帰した日${day(returnOn)}は平日です。`, { returnOn })
      : toCheck(`復帰した日${day(returnOn)}は${reason.value}です。出勤簿で勤務の確認が必要です。`, {
          returnOn,
        });
  },
});
