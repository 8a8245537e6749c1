/** 決定の後の事実: what was found after a decision and keeps its payment back, if any is left to pay, each with the way on, as people read it. */
export const lateDoubts = {
  duplicate_open:
    '決定の後に重複の疑いが見つかり、まだ確認が済んでいません。審査担当、決裁者又は事務局責任者が、案件の画面で重複を確認してください。',
  duplicate_found:
    '決定の後に重複と判断されています。決裁者が決定の変更又は取消しを行ってください。判断が誤りのときは、別の人が重複の確認をやり直します。',
  bar: '決定の後に支給停止が登録され、又は始まりました。決裁者又は事務局責任者が、案件の画面で支給停止を確認し、支払うかどうかを判断してください。',
  award:
    '決定の後に、同じ事業主又は同じ事業主かもしれない過年度の支給が名簿に見つかりました。別の事業主のときは、審査担当又は事務局責任者が「名簿の取込みと照合」でそのように記録してください。同じ事業主のときは、決裁者又は事務局責任者が、案件の画面で確認し、支払うかどうかを判断してください。',
  papers:
    '決定の後に、別の申請の書類であったため外した書類があります。外した人とは別の決裁者又は事務局責任者が、案件の画面で、その書類がなくても決定のとおりでよいかを確認してください。',
} as const;

/** 決定の後の事実の確認, as people read it: why a bar, an earlier award or a paper that left leaves the decision as it is. */
export const LATE_LOOK = '決定の後の事実の確認';

/** Code of such a fact, as the database names it (grant_late_doubt). */
export type LateDoubt = keyof typeof lateDoubts;

/** Codes of all, as a shape takes them. */
export const LATE_DOUBTS = Object.keys(lateDoubts) as [LateDoubt, ...LateDoubt[]];
