import { failed, passed, toCheck, defineRule } from '../rule.ts';

/** みなし大企業でないこと. The outline is silent, so the default only warns. */
export const largeCompanyControl = defineRule({
  code: 'large_company_control',
  title: 'みなし大企業',
  article: '別紙 対象事業主',
  needs: ['controlledByLargeCompany'],
  requirement: () => '大企業が経営を実質的に支配していないこと。',
  judge: ({ application, programme }) => {
    if (!application.controlledByLargeCompany) return passed('支配していないとの申告です。');
    const found = '大企業が経営を実質的に支配しているとの申告です。';
    return programme.largeCompanyControl === 'failed' ? failed(found) : toCheck(found);
  },
});
