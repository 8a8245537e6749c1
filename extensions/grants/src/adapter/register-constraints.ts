import { refuse, type Refusal } from '@grant/schema';

/** 協議記録、広報、照会、代行者の登録簿の柵: what desk.sql, answered-questions.sql and agents-apart.sql refuse, in words. */
export const registerFences: Readonly<Record<string, () => Refusal>> = {
  grant_agent_by_name: () =>
    refuse('GUARD_FAILED', {
      event: '手続代行者の記録',
      reason:
        '登録番号も事務所も分からない手続代行者は、氏名が同じでも同じ人とは限らないため、申請ごとに記録してください。同じ人と分かる場合は、登録番号又は事務所を入力してください。',
    }),
  grant_consultation_unanswered: () =>
    refuse('GUARD_FAILED', { event: '協議の終了', reason: '回答を入力してから終了にしてください。' }),
  grant_pr_more_than_printed: () =>
    refuse('GUARD_FAILED', {
      event: '配布の記録',
      reason: '配布数の合計が作成数を超えています。部数を確かめてください。',
    }),
  grant_pr_figures: () =>
    refuse('GUARD_FAILED', {
      event: '広報の記録',
      reason: '部数と費用は0以上、終了日は実施日以後にしてください。',
    }),
  grant_pr_quantity: () =>
    refuse('GUARD_FAILED', {
      event: '配布の記録',
      reason: '部数は1以上の数で入力してください。取り消すときは0にし、備考に理由を書いてください。',
    }),
  grant_request_unanswered: () =>
    refuse('GUARD_FAILED', {
      event: '照会への回答',
      reason: '回答、添付又は報告書のいずれかを入れてから回答済にしてください。',
    }),
  grant_request_due: () =>
    refuse('GUARD_FAILED', {
      event: '照会の期限',
      reason: '回答期限は、請求日時より後にしてください。',
    }),
  grant_consultation_fixed: () =>
    refuse('GUARD_FAILED', {
      event: '協議の内容の変更',
      reason:
        '県に照会した協議や回答のある協議の内容、区分、相談日及び申請は変更できません。続きは新しい協議として記録してください。',
    }),
};
