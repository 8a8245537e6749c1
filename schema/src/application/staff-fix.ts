import { ACCOUNT_KEYS, QUESTION_KEYS, type QuestionKey } from './keys.ts';

// What a declaration or a period of leave says decides about money, and the account is where it goes: those the
// applicant alone may change (補正, 口座の変更).
const OUT_OF_REACH: readonly string[] = [
  ...ACCOUNT_KEYS,
  'leavePeriods',
  'measures',
  'pledges',
  'firstOneMonth',
  'firstThreeMonths',
  'controlledByLargeCompany',
];

/** An answer in which the office may put an obvious slip right for the applicant (本文4(2)イ). */
export type StaffFixableKey = Exclude<
  QuestionKey,
  | (typeof ACCOUNT_KEYS)[number]
  | 'leavePeriods'
  | 'measures'
  | 'pledges'
  | 'firstOneMonth'
  | 'firstThreeMonths'
  | 'controlledByLargeCompany'
>;

/** 事務局が直せる項目, in the order of the form. The database holds the same list (`grant_fixable`). */
export const STAFF_FIXABLE_KEYS = Object.values(QUESTION_KEYS)
  .flat()
  .filter((key): key is StaffFixableKey => !OUT_OF_REACH.includes(key));
