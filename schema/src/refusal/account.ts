import { entry } from './entry.ts';

/** 利用者の安全に係る拒否. */
export const accountRefusals = {
  WRONG_PASSWORD: entry(422, () => '現在のパスワードが違います。確かめて、もう一度入力してください。'),
  WRONG_CODE: entry(
    422,
    () =>
      '確認コードが違うか、有効な時間（30秒）が過ぎています。認証アプリに表示されている6桁の数字を入力してください。',
  ),
};
