import type { Answers } from '../application/answers.ts';
import type { SelfCheck } from './answers.ts';

const yesOrNo = (value: boolean): string => (value ? 'yes' : 'no');

/** 申請書への引継ぎ: the answers of the form that the self-check already gave, so that nothing is asked twice. */
export function answersOfSelfCheck(given: SelfCheck): Answers {
  return {
    employerLegalForm: given.legalForm,
    regularEmployees: String(given.regularEmployees),
    ...(given.industry === null ? {} : { industry: given.industry }),
    ...(given.capital === null ? {} : { capital: String(given.capital) }),
    childBirthOn: given.childBirthOn,
    leavePeriods: given.leavePeriods.map((period) => ({
      kind: period.kind,
      startOn: period.startOn,
      endOn: period.endOn,
      workedDays: String(period.workedDays),
    })),
    returnOn: given.returnOn,
    returnedToOriginalPost: yesOrNo(given.originalPost),
    ...(given.measures.length === 0 ? {} : { measures: given.measures.map((kind) => ({ kind })) }),
    firstOneMonth: yesOrNo(given.firstOneMonth),
    ...(given.firstThreeMonths === null ? {} : { firstThreeMonths: yesOrNo(given.firstThreeMonths) }),
  };
}
