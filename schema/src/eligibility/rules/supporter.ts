import { day, failed, passed, type Rule } from '../rule.ts';

/** とちぎ女性活躍応援団への登録. */
export const supporter: Rule = {
  code: 'supporter',
  title: '応援団の登録',
  article: '別紙 要件2',
  requirement: () => 'とちぎ女性活躍応援団に登録していること。',
  judge: ({ application: { supporterName, supporterRegisteredOn }, on }) => {
    const facts = { supporterName, supporterRegisteredOn, on };
    return supporterRegisteredOn <= on
      ? passed(`「${supporterName}」として${day(supporterRegisteredOn)}に登録しています。`, facts)
      : failed(`登録日${day(supporterRegisteredOn)}が申請日${day(on)}より後です。`, facts);
  },
};
