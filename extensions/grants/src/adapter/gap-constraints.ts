import { refuse, type Refusal } from '@grant/schema';

/** 記入の不備の柵: what the triggers and checks of gaps.sql refuse, in words. */
export const gapFences: Readonly<Record<string, () => Refusal>> = {
  grant_answers_open: () =>
    refuse('GUARD_FAILED', {
      event: '支給の決定',
      reason:
        '記入のない項目又は読み取れない項目が残っています。補正を依頼し、内容を確かめてから支給としてください。',
    }),
  grant_unidentified: () =>
    refuse('GUARD_FAILED', {
      event: '郵送申請の登録',
      reason: '事業主の名称と、所在地又は電話番号を入力してください。',
    }),
  grant_gaps_by_post: () =>
    refuse('GUARD_FAILED', {
      event: '申請の提出',
      reason: '電子申請は、すべての項目を入力してから提出してください。',
    }),
};
