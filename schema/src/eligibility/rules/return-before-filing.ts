import { day, failed, passed, defineRule } from '../rule.ts';

/** 復帰の後の申請であること. */
export const returnBeforeFiling = defineRule({
  code: 'return_before_filing',
  title: '復帰と申請の前後',
  article: '別紙 要件1',
  needs: ['returnOn'],
  requirement: () => '復帰した日以後に申請していること。',
  judge: ({ application: { returnOn }, on }) =>
    on >= returnOn
      ? passed(`復帰${day(returnOn)}の後、${day(on)}に申請しています。`, { returnOn, on })
      : failed(`申請日${day(on)}が復帰した日${day(returnOn)}より前です。`, { returnOn, on }),
});
