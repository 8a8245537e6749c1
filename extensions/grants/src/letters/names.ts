import type { LetterKind } from './shapes.ts';

/** 通知書の名. */
export const letterNames: Readonly<Record<LetterKind, string>> = {
  receipt: '受付票',
  grant: '支給決定通知書',
  refusal: '不支給決定通知書',
  correction: '補正依頼書',
  claim: '決定取消・返還請求通知書',
  cancel: '決定取消通知書',
  fix: '訂正のお知らせ',
  undone: '取下げの取消しのお知らせ',
};
