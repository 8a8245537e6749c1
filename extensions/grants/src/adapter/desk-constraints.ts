import { refuse, type Refusal } from '@grant/schema';

/** 問合せと出力の柵: what the triggers of desk.sql and corrected-inquiries.sql refuse, in words. */
export const deskFences: Readonly<Record<string, () => Refusal>> = {
  grant_export_unnamed: () =>
    refuse('GUARD_FAILED', {
      event: '出力の記録',
      reason: '出力は、利用目的を入力して「一覧と報告」の画面から行ってください。',
    }),
  grant_inquiry_unanswered: () =>
    refuse('GUARD_FAILED', { event: '問合せの完了', reason: '回答を入力してから回答済にしてください。' }),
  grant_inquiry_sent: () =>
    refuse('GUARD_FAILED', {
      event: '問合せの回答の変更',
      reason: 'メールで送った回答は変更できません。続きは新しい問合せとして記録してください。',
    }),
  grant_inquiry_closed: () =>
    refuse('GUARD_FAILED', {
      event: '回答済の問合せの変更',
      reason:
        '回答済の問合せは直接変更できません。「電話受付」の「回答済の問合せ」から、理由を付けて訂正してください。受付・回答の日時と担当者は訂正できません。',
    }),
  grant_inquiry_minutes: () =>
    refuse('GUARD_FAILED', {
      event: '問合せの記録',
      reason: '所要時間は0分から600分までの数で入力してください。',
    }),
};
