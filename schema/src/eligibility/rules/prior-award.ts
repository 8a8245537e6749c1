import { failed, passed, toCheck, type PriorAward, defineRule, type RuleInput } from '../rule.ts';
import type { AwardUnit } from '../../programme/figures.ts';

const unitLabels: Readonly<Record<AwardUnit, string>> = {
  employer_fy: '1事業主につき同じ年度に',
  employer: '1事業主につき',
  employee_child: '同じ従業員の同じ子につき',
};

function counts(
  award: PriorAward,
  { application, programme }: RuleInput<'employeeInsuredNumber' | 'childBirthOn'>,
): boolean {
  if (programme.awardLimitPer === 'employer_fy') return award.fiscalYear === programme.fiscalYear;
  if (programme.awardLimitPer === 'employer') return true;
  return (
    award.employeeInsuredNumber === application.employeeInsuredNumber &&
    award.childBirthOn === application.childBirthOn
  );
}

/** 支給回数の上限. */
export const priorAward = defineRule({
  code: 'prior_award',
  title: '支給の回数',
  article: '本文4(2)ウ',
  needs: ['employerLegalForm', 'employerCorporateNumber', 'employeeInsuredNumber', 'childBirthOn'],
  requirement: ({ programme }) =>
    `${unitLabels[programme.awardLimitPer]}${programme.awardLimitCount}回までの支給であること。`,
  judge: (input) => {
    const found = input.context.priorAwards.filter((award) => counts(award, input));
    const references = found.map((award) => award.reference);
    const open = input.context.openAwards ?? 0;
    const possible = (input.context.possibleAwards ?? [])
      .filter((award) => counts(award, input))
      .map(({ reference, agreed }) => `${reference}、${agreed}`);
    const doubts = [
      ...(open > 0
        ? [
            `過年度の支給の名簿に、同じ事業主かもしれない行が${open}件あります。名簿との照合で判断してください。`,
          ]
        : []),
      ...(possible.length > 0
        ? [
            `同じ事業主かもしれない支給があります（${possible.join('）（')}）。同じ事業主かどうかを確かめてください。`,
          ]
        : []),
    ];
    if (found.length < input.programme.awardLimitCount && doubts.length > 0)
      return toCheck(doubts.join(''), { references, open, possible });
    return found.length < input.programme.awardLimitCount
      ? passed(
          found.length === 0 ? '該当する支給はありません。' : `これまでの支給は${found.length}回です。`,
          { references },
        )
      : failed(`すでに${found.length}回の支給があります（${references.join('、')}）。`, { references });
  },
});
