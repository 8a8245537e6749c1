import { failed, passed, toCheck, defineRule } from '../rule.ts';

const PREFECTURE = /^(?:北海道|東京都|京都府|大阪府|.{2,3}県)/u;

/** 県内の事業所に勤務していること. */
export const workplace = defineRule({
  code: 'workplace',
  title: '県内の事業所',
  article: '別紙 対象事業主',
  needs: ['workplaceAddress'],
  requirement: ({ programme }) => `対象の従業員が${programme.prefectureName}内の事業所に勤務していること。`,
  judge: ({ application, programme }) => {
    const address = application.workplaceAddress;
    const facts = { workplaceAddress: address };
    if (address.startsWith(programme.prefectureName)) return passed(`勤務地は${address}です。`, facts);
    return PREFECTURE.test(address)
      ? failed(`勤務地は${address}で、${programme.prefectureName}の外です。`, facts)
      : toCheck(
          `勤務地「${address}」に都道府県名がありません。${programme.prefectureName}内か確認が必要です。`,
          facts,
        );
  },
});
