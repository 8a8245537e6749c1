import { refuse, type Refusal } from '@grant/schema';

/** 練習の柵: what keeps practice and real records apart, in words. */
export const practiceFences: Readonly<Record<string, () => Refusal>> = {
  grant_practice_reason: () =>
    refuse('GUARD_FAILED', { event: '練習のやり直し', reason: '理由を入力してください。' }),
  grant_practice_mixed: () =>
    refuse('GUARD_FAILED', {
      event: 'この操作',
      reason: '練習用の案件と本番の案件を一緒に扱うことはできません。どちらかを外してください。',
    }),
};
