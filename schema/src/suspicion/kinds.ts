/** 疑義の種類: what is suspected, as a person names it. */
export const suspicionKinds = {
  false_record: '出勤簿・賃金台帳の作為',
  working_in_leave: '休業中の就労',
  false_employee: '従業員の実在・身分の虚偽',
  copied_material: '資料の使い回し',
  mass_filing: '代行者による大量申請',
  shared_account: '口座の共用',
  double_award: '重複受給',
  date_conflict: '日付の矛盾',
  split_company: '会社の分割等による要件潜脱',
  other: 'その他',
} as const;

/** Code of a kind. */
export type SuspicionKind = keyof typeof suspicionKinds;

/** Codes of all kinds, as a shape takes them. */
export const SUSPICION_KINDS = Object.keys(suspicionKinds) as [SuspicionKind, ...SuspicionKind[]];

/** 調査の結論: what two people agree on when they close a suspicion. */
export const suspicionOutcomes = { cleared: '疑いなし', confirmed: '不正を確認' } as const;

/** Code of an outcome. */
export type SuspicionOutcome = keyof typeof suspicionOutcomes;

/** Codes of both outcomes, as a shape takes them. */
export const SUSPICION_OUTCOMES = Object.keys(suspicionOutcomes) as [SuspicionOutcome, ...SuspicionOutcome[]];

/** 疑義の状態. Open are the first two: until they are closed, nothing is decided and nothing is paid. */
export const suspicionStates = { raised: '疑いあり', reported: '県に報告済', ...suspicionOutcomes } as const;

/** Code of a state. */
export type SuspicionState = keyof typeof suspicionStates;

/** True while two people have not closed it. */
export function isOpenSuspicion(state: SuspicionState): boolean {
  return state === 'raised' || state === 'reported';
}
