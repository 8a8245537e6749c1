import type { CivilDate } from '../../civil-date.ts';
import { day, failed, passed, toCheck, defineRule, type RuleInput } from '../rule.ts';

// Only what a person (or the 法人番号) has confirmed counts as being on the list.
function doubtOf(standing: RuleInput['context']['supporter']): string | null {
  if (standing === 'open')
    return 'ただし、応援団の名簿とは名称などが似ているだけです。名簿との照合で判断してください。';
  return standing === 'none' ? 'ただし、応援団の名簿に見当たりません。登録の証拠を確かめてください。' : null;
}

// What the applicant declares against the days on the prefecture's own list.
function otherDays(listed: readonly CivilDate[], declared: CivilDate): CivilDate[] {
  return listed.filter((one) => one !== declared);
}

/** とちぎ女性活躍応援団への登録. */
export const supporter = defineRule({
  code: 'supporter',
  title: '応援団の登録',
  article: '別紙 要件2',
  needs: ['supporterName', 'supporterRegisteredOn'],
  requirement: () => 'とちぎ女性活躍応援団に登録していること。',
  judge: ({ application: { supporterName, supporterRegisteredOn }, on, context }) => {
    const facts = { supporterName, supporterRegisteredOn, on };
    const declared = `「${supporterName}」として${day(supporterRegisteredOn)}に登録しています。`;
    if (supporterRegisteredOn > on)
      return failed(`登録日${day(supporterRegisteredOn)}が申請日${day(on)}より後です。`, facts);
    const listed = context.supporterDays ?? [];
    const days = listed.map((one) => day(one)).join('、');
    if (listed.length > 0 && listed.every((one) => one > on))
      return failed(`${declared}ただし、応援団の名簿の登録日は${days}で、申請日${day(on)}より後です。`, {
        ...facts,
        listed,
      });
    if (otherDays(listed, supporterRegisteredOn).length > 0)
      return toCheck(
        `${declared}ただし、応援団の名簿の登録日は${days}です。どちらの日が正しいか確かめてください。`,
        { ...facts, listed },
      );
    const doubt = doubtOf(context.supporter);
    if (doubt !== null) return toCheck(`${declared}${doubt}`, facts);
    return passed(context.supporter === 'match' ? `${declared}応援団の名簿と一致します。` : declared, facts);
  },
});
