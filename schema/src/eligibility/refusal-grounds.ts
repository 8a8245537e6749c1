import { z } from 'zod';

/**
 * 不支給の理由となる要件: what a refusal may rest on, as the notice names it: the rules by their titles, and what no rule can
 * judge. A table of its own, so that the shapes of the verbs need not load the rules.
 */
export const refusalGrounds = {
  employer_size: '中小企業の範囲',
  large_company_control: 'みなし大企業',
  legal_form: '法人等の種別',
  workplace: '県内の事業所',
  leave_months: '通算の休業期間',
  leave_start: '休業の開始日',
  leave_dates: '休業期間の日付',
  leave_after_birth: '出生と休業の前後',
  child_born: '子の出生日',
  child_age: '子の年齢',
  leave_parts: '分割の回数',
  at_birth_leave: '出生時育児休業の期間',
  worked_in_leave: '休業中の就業',
  scheduled_workdays: '所定労働日数',
  original_post: '原職等への復帰',
  return_after_leave: '休業と復帰の前後',
  return_by: '復帰の期限',
  return_before_filing: '復帰と申請の前後',
  return_day: '復帰した日の曜日',
  return_gap: '休業終了から復帰までの日数',
  employment: '雇用保険の資格取得',
  employee_age: '従業員の年齢',
  supporter: '応援団の登録',
  measures_taken: '雇用環境整備の措置',
  measures_timing: '措置の時期',
  information: '情報提供',
  reception_period: '受付期間',
  filing_after_return: '復帰から申請までの期間',
  pledges_given: '誓約・同意',
  prior_award: '支給の回数',
  first_leave: '「はじめて」の申告',
  bar_list: '支給停止の期間中でないこと',
  papers_shown: '要件を確認できる書類の提出',
  correction_answered: '補正の依頼への回答',
  truthful: '申請内容の真実性',
  not_duplicate: '重複した申請でないこと',
} as const;

/** Code of a ground. */
export type RefusalGround = keyof typeof refusalGrounds;

/** Shape of a ground at a door; refuses anything else, so that a notice cites no requirement that nobody set. */
export const refusalGroundSchema = z.enum(
  Object.keys(refusalGrounds) as [RefusalGround, ...RefusalGround[]],
  {
    error: '満たしていない要件を選択肢の中から選んでください。',
  },
);
