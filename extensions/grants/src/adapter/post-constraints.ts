import { refuse, type Refusal } from '@grant/schema';

/** 取り消された決定の通知書: what is refused, and what to do. */
export const LETTER_REVOKED = {
  event: '発送の記録',
  reason:
    'この通知書が知らせる決定は取り消されています。発送しないでください。発送する書類は、案件の画面の「通知書」で確かめてください。',
};

/** 郵送の柵: what the triggers of standing-letters.sql, postal-days.sql, sorted-papers.sql, arrived-answers.sql, late-papers.sql and the steps after it refuse, in words. */
export const postFences: Readonly<Record<string, () => Refusal>> = {
  grant_letter_revoked: () => refuse('GUARD_FAILED', LETTER_REVOKED),
  grant_mailed_already: () =>
    refuse('GUARD_FAILED', {
      event: '発送の記録',
      reason:
        'この書類を同じ日に同じ方法で発送した記録がすでにあります。画面を読み込み直して確かめてください。別の日に再び送ったときは、その発送日を入力してください。',
    }),
  grant_days_fixed: () =>
    refuse('GUARD_FAILED', {
      event: '申請日の変更',
      reason:
        '申請日は直接変更できません。郵送の到着日・消印日は、上申の前に、案件の画面の「到着日・消印日の訂正」から理由を付けて直してください。',
    }),
  grant_days_order: () =>
    refuse('GUARD_FAILED', {
      event: '到着日・消印日の訂正',
      reason: '到着日は今日以前の日、消印の日は到着日以前の日にしてください。',
    }),
  grant_answer_days: () =>
    refuse('GUARD_FAILED', {
      event: '補正の回答',
      reason:
        '郵送の回答の到着日は、補正を依頼した日以後、今日以前の日にし、消印の日は到着日以前の日にしてください。事務局が入力する回答でなければ、指定できません。',
    }),
  grant_answer_arrived: () =>
    refuse('GUARD_FAILED', {
      event: '県との協議の記録',
      reason: '回答の書類が郵送で届いています。受付担当が入力するまで、県との協議は記録できません。',
    }),
  grant_answer_part: () =>
    refuse('GUARD_FAILED', {
      event: '一部だけ届いたことの記録',
      reason: '届いた回答の書類を仕分け、「補正の回答の入力」の画面から記録してください。',
    }),
  grant_late_papers: () =>
    refuse('GUARD_FAILED', {
      event: '追加書類の受領',
      reason: '追加書類は、「読み取った書類の振り分け」の画面から案件に綴じてください。',
    }),
  grant_sorted_from: () =>
    refuse('GUARD_FAILED', {
      event: '書類の仕分け',
      reason: '仕分け元の封筒の頁と合いません。画面を読み込み直して、もう一度仕分けてください。',
    }),
  grant_unbind_papers: () =>
    refuse('GUARD_FAILED', {
      event: '誤って綴じた書類の取外し',
      reason:
        '郵送で届いた封筒を、審査画面の「この案件の書類ではない」から理由と原本の行き先を記録して、封筒ごと外してください。決定の後は、決定をした人とは別の事務局責任者が外します。',
    }),
  grant_sort_again: () =>
    refuse('GUARD_FAILED', {
      event: '書類の仕分け直し',
      reason: '仕分けが済んだ封筒を、決定の前に、審査画面の「仕分け直す」から直してください。',
    }),
  grant_papers_unread: () =>
    refuse('GUARD_FAILED', {
      event: '審査結果の上申',
      reason:
        '判定の後に追加書類が届いたか、判定に入っていない補正の書類があるか、書類の仕分け直し・取外しがありました。書類を仕分けて確かめ、「判定のやり直し」をしてから、上申してください。',
    }),
  grant_papers_newer: () =>
    refuse('GUARD_FAILED', {
      event: '決定',
      reason:
        '上申の後に追加書類が届いたか、判定に入っていない補正の書類があるか、書類の仕分け直し・取外しがありました。審査に差し戻してください。差し戻すと、今の書類で判定をやり直します。',
    }),
  grant_papers_unsorted: () =>
    refuse('GUARD_FAILED', {
      event: '郵送申請の登録',
      reason: '仕分けていない書類があります。頁ごとに書類の種類を選んで仕分けてから、登録してください。',
    }),
};
