/** Choices of a question: value -> label, in the order shown. */
export type Choices = Readonly<Record<string, string>>;

/** 法人等の種別. */
export const legalForms = {
  company: '会社（株式会社・有限会社・合同会社など）',
  sole_owner: '個人事業主',
  social_welfare: '社会福祉法人',
  medical: '医療法人',
  npo: '特定非営利活動法人（NPO法人）',
  association: '一般社団法人・一般財団法人',
  school: '学校法人',
  cooperative: '協同組合等',
  professional: '士業法人',
  other: 'その他の法人',
} as const satisfies Choices;

/** 業種区分 of the SME test. */
export const industries = {
  retail: '小売業（飲食店を含む）',
  service: 'サービス業',
  wholesale: '卸売業',
  other: '製造業・建設業・運輸業・その他の業種',
} as const satisfies Choices;

/** 休業の種類. */
export const leaveKinds = {
  childcare: '育児休業',
  at_birth: '出生時育児休業（産後パパ育休）',
} as const satisfies Choices;

/** 雇用環境整備の措置. The last item stands in 則21条の7, not strictly in 法22条1項. */
export const measureKinds = {
  training: '育児休業に関する研修の実施',
  consultation: '育児休業に関する相談体制の整備',
  case_sharing: '育児休業取得事例の収集・提供',
  policy_notice: '制度と取得促進に関する方針の周知',
  workload: '業務の配分・人員の配置に関する措置',
} as const satisfies Choices;

/** 預金種目. */
export const accountTypes = { ordinary: '普通', current: '当座', savings: '貯蓄' } as const satisfies Choices;

/** はい・いいえ. */
export const yesNo = { yes: 'はい', no: 'いいえ' } as const satisfies Choices;

/** 誓約・同意の各項目. The programme says which of them are asked. */
export const pledgeTexts = {
  truthful: '申請の内容と添付書類に、虚偽や不正はありません。',
  no_organized_crime: '申請者及び役員等は、暴力団員又は暴力団と密接な関係を有する者ではありません。',
  no_tax_arrears: '県税の滞納はありません。',
  no_labour_violation: '過去1年間に、労働関係法令の重大な違反により処分を受けていません。',
  not_public_body: '国、地方公共団体その他の公的法人ではありません。',
  no_double_award: '同じ年度に、この奨励金の支給を受けていません。',
  consent_inquiry: '審査に必要な範囲で、事務局及び県が関係機関に照会し、調査することに同意します。',
  consent_privacy: '個人情報を、奨励金の審査、支給及び県への報告のために利用することに同意します。',
} as const satisfies Choices;

export type LegalForm = keyof typeof legalForms;
export type Industry = keyof typeof industries;
export type LeaveKind = keyof typeof leaveKinds;
export type MeasureKind = keyof typeof measureKinds;
export type AccountTypeChoice = keyof typeof accountTypes;
export type PledgeCode = keyof typeof pledgeTexts;

/** The values of a table of choices, typed, in the order shown. */
export function valuesOf<C extends Choices>(choices: C): [keyof C & string, ...(keyof C & string)[]] {
  return Object.keys(choices) as [keyof C & string, ...(keyof C & string)[]];
}
