import { day, failed, passed, defineRule } from '../rule.ts';

/** 受付期間. */
export const receptionPeriod = defineRule({
  code: 'reception_period',
  title: '受付期間',
  article: '本文4(2)ア',
  needs: [],
  requirement: ({ programme }) =>
    `${day(programme.receptionOpensOn)}から${day(programme.receptionClosesOn)}までに申請していること。`,
  judge: ({ programme, on }) => {
    const facts = { on, from: programme.receptionOpensOn, to: programme.receptionClosesOn };
    if (on < programme.receptionOpensOn) return failed(`申請日${day(on)}は受付の開始前です。`, facts);
    return on > programme.receptionClosesOn
      ? failed(`申請日${day(on)}は受付の終了後です。`, facts)
      : passed(`${day(on)}に申請しています。`, facts);
  },
});
