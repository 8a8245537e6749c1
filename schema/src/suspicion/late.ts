/** 決定の後の事実: what was found after a decision and keeps its payment back, each with the way on, as people read it. */
export const lateDoubts = {
  duplicate_open:
    '決定の後に重複の疑いが見つかり、まだ確認が済んでいません。審査担当、決裁者又は管理者が、案件の画面で重複を確認してください。',
  duplicate_found:
    '決定の後に重複と判断されています。決裁者が決定の変更又は取消しを行ってください。判断が誤りのときは、別の人が重複の確認をやり直します。',
  bar: '決定の後に支給停止者の一覧に載りました。決裁者又は管理者が、案件の画面で支給停止を確認し、支払うかどうかを判断してください。',
} as const;

/** Code of such a fact, as the database names it (grant_late_doubt). */
export type LateDoubt = keyof typeof lateDoubts;

/** Codes of all, as a shape takes them. */
export const LATE_DOUBTS = Object.keys(lateDoubts) as [LateDoubt, ...LateDoubt[]];
