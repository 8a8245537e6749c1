import { refuse, type Refusal } from '@grant/schema';

/** 記入の不備の柵: what gaps.sql, named-files.sql, sound-grants.sql and correction-answers.sql refuse, in words. */
export const gapFences: Readonly<Record<string, () => Refusal>> = {
  grant_answers_open: () =>
    refuse('GUARD_FAILED', {
      event: '支給の決定',
      reason:
        '記入のない項目又は読み取れない項目が残っています。補正を依頼し、内容を確かめてから支給としてください。',
    }),
  grant_findings_against: () =>
    refuse('GUARD_FAILED', {
      event: '支給の決定',
      reason:
        '「不備」「保留」とした判定又は判断の付いていない判定があるため、支給とすることができません。補正を依頼するか、不支給としてください。',
    }),
  grant_unidentified: () =>
    refuse('GUARD_FAILED', {
      event: '郵送申請の登録',
      reason: '事業主の名称と、所在地又は電話番号を入力してください。',
    }),
  grant_item_file: () =>
    refuse('GUARD_FAILED', {
      event: '補正の依頼',
      reason:
        '補正の対象のファイルとページには、この案件に届いている、その種類の書類を選び、差し替えか追加かを選んでください。',
    }),
  grant_item_unneeded: () =>
    refuse('GUARD_FAILED', {
      event: '補正の回答',
      reason:
        '直す必要がないとした項目には、その理由（500字まで）だけを回答してください。新しい内容と一緒には回答できません。',
    }),
  grant_item_follows: () =>
    refuse('GUARD_FAILED', {
      event: '補正の回答',
      reason:
        '訂正に伴う項目として記録できるのは、訂正により新しくお尋ねする項目とお尋ねしない項目だけです。画面を開き直して、もう一度回答してください。',
    }),
  grant_replaced_unnamed: () =>
    refuse('GUARD_FAILED', {
      event: '補正の回答',
      reason:
        '差し替えられるのは、補正を求められたファイルだけです。画面を開き直して、もう一度選んでください。',
    }),
  grant_text_wanted: () =>
    refuse('GUARD_FAILED', {
      event: '補正の定型文の保存',
      reason: '「差し替え」又は「追加」は、書類についての定型文だけに選べます。',
    }),
  grant_gaps_by_post: () =>
    refuse('GUARD_FAILED', {
      event: '申請の提出',
      reason: '電子申請は、すべての項目を入力してから提出してください。',
    }),
};
