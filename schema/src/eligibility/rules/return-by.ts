import { day, failed, passed, defineRule } from '../rule.ts';

/** 復帰の期限. */
export const returnBy = defineRule({
  code: 'return_by',
  title: '復帰の期限',
  article: '別紙 要件1',
  needs: ['returnOn'],
  requirement: ({ programme }) => `${day(programme.returnBy)}までに復帰していること。`,
  judge: ({ application: { returnOn }, programme }) => {
    const facts = { returnOn, returnBy: programme.returnBy };
    return returnOn <= programme.returnBy
      ? passed(`${day(returnOn)}に復帰しています。`, facts)
      : failed(`復帰は${day(returnOn)}で、${day(programme.returnBy)}を過ぎています。`, facts);
  },
});
