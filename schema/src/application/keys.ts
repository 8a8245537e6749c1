/** 申請書の区分と項目: the sections of the form and the key of every answer, in the order they are asked. */
export const QUESTION_KEYS = {
  employer: [
    'employerLegalForm',
    'employerCorporateNumber',
    'employerName',
    'employerNameKana',
    'representativeTitle',
    'representativeName',
    'employerPostalCode',
    'employerAddress',
    'employerBuilding',
    'employerPhone',
  ],
  size: [
    'industry',
    'mainBusiness',
    'capital',
    'regularEmployees',
    'controlledByLargeCompany',
    'insuranceOfficeNumber',
  ],
  employee: [
    'employeeName',
    'employeeNameKana',
    'employeeBirthOn',
    'employeeInsuredNumber',
    'employeeInsuredOn',
    'workplaceName',
    'workplaceAddress',
    'childBirthOn',
  ],
  leave: [
    'leavePeriods',
    'childDueOn',
    'scheduledWorkdays',
    'returnOn',
    'returnedToOriginalPost',
    'returnGapReason',
  ],
  measures: ['supporterName', 'supporterRegisteredOn', 'measures', 'informationOn', 'informationMethod'],
  addition: ['firstOneMonth', 'firstThreeMonths'],
  account: ['bankCode', 'branchCode', 'accountType', 'accountNumber', 'accountHolderKana'],
  contact: ['contactName', 'contactPhone', 'contactEmail'],
  papers: [],
  pledge: ['pledges'],
} as const;

/** One section of the form (区分). */
export type SectionCode = keyof typeof QUESTION_KEYS;

/** Key of one answer. */
export type QuestionKey = (typeof QUESTION_KEYS)[SectionCode][number];

/** Keys of the bank account; kept apart from the case, encrypted. */
export const ACCOUNT_KEYS = QUESTION_KEYS.account;

/** Key of one answer about the bank account. */
export type AccountKey = (typeof ACCOUNT_KEYS)[number];

/** Keys whose answer is a list and not a text. */
export const LIST_KEYS = ['leavePeriods', 'measures', 'pledges'] as const satisfies readonly QuestionKey[];

/** Most leave periods, measures and pledges one application can hold. */
export const LIST_LIMITS = { leavePeriods: 8, measures: 10, pledges: 20 } as const;

/** Key of an answer that is a list. */
export type ListKey = (typeof LIST_KEYS)[number];

/** Key of an answer that is one text, kept as typed. */
export type TextKey = Exclude<QuestionKey, ListKey>;
