import { day, failed, lastLeaveDay, passed, toCheck, defineRule } from '../rule.ts';

/** 家事育児の分担等に関する情報提供. */
export const information = defineRule({
  code: 'information',
  title: '情報提供',
  article: '別紙 要件4',
  needs: ['leavePeriods', 'informationOn'],
  requirement: ({ programme }) =>
    `${programme.informationBy === 'leave_end' ? '休業の終わり' : '申請日'}までに、家事育児の分担方法や休業中の過ごし方等の情報提供を行っていること。`,
  judge: ({ application, programme, on }) => {
    const { informationOn } = application;
    const endOn = lastLeaveDay(application);
    const facts = { informationOn, endOn, on };
    if (informationOn > on)
      return failed(`情報提供の日${day(informationOn)}が申請日${day(on)}より後です。`, facts);
    return programme.informationBy === 'leave_end' && informationOn > endOn
      ? toCheck(
          `情報提供の日${day(informationOn)}が休業の最終日${day(endOn)}より後です。取扱いの確認が必要です。`,
          facts,
        )
      : passed(`${day(informationOn)}に情報提供を行っています。`, facts);
  },
});
