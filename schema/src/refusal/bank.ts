import { entry } from './entry.ts';

/** 口座の拒否. Facts and sentences never carry a whole account number. */
export const bankRefusals = {
  CONFIRMATION_LOCKED: entry(
    409,
    () =>
      '登録の内容と一致しない入力が3回あったため、あなたはこの支払を照合できません。事務局責任者に知らせました。確認が済むと、もう一度照合できます。',
  ),
  BANK_CODE_FORMAT: entry(400, () => '金融機関コードは4桁の数字で入力してください（例 0129）。'),
  BRANCH_CODE_FORMAT: entry(400, () => '支店コードは3桁の数字で入力してください（例 001）。'),
  BRANCH_NOT_LISTED: entry<{ bankCode: string; branchCode: string }>(
    400,
    ({ bankCode, branchCode }) =>
      `金融機関コード${bankCode}・支店コード${branchCode}は、金融機関の一覧にありません。通帳を確かめて、一覧から選び直してください。`,
  ),
  ACCOUNT_NUMBER_FORMAT: entry<{ digits: number }>(
    400,
    ({ digits }) =>
      `口座番号は7桁以内の数字で入力してください（入力は${digits}桁）。7桁に満たないときは、先頭に0を補います。`,
  ),
  YUCHO_SYMBOL_FORMAT: entry(
    400,
    () =>
      'ゆうちょ銀行の記号は、1又は0で始まり最後が0の5桁の数字です。通帳の1ページ目の「記号」を確かめてください（再発行時の枝番は入力しません）。',
  ),
  YUCHO_NUMBER_FORMAT: entry<{ digits: number }>(
    400,
    ({ digits }) =>
      `ゆうちょ銀行の番号は、総合口座では1で終わる8桁以内、振替口座では7桁以内の数字です（入力は${digits}桁）。通帳の「番号」を確かめてください。`,
  ),
  YUCHO_TYPE_MISMATCH: entry<{ expected: string; found: string }>(
    400,
    ({ expected, found }) =>
      `この記号のゆうちょ銀行の口座は${expected}ですが、${found}が選ばれています。預金種目を選び直してください。`,
  ),
  BANK_NAME_NOT_CONVERTIBLE: entry<{ found: string; character: string }>(
    422,
    ({ found, character }) =>
      `金融機関名・支店名のカナ「${found}」に、振込データで使えない文字「${character}」があります。金融機関名の登録を確かめてください。`,
  ),
};
