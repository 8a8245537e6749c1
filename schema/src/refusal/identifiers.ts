import { entry } from './entry.ts';

/** 番号・名称の拒否. Facts never repeat a マイナンバー. */
export const identifierRefusals = {
  CORPORATE_NUMBER_FORMAT: entry<{ found: string; digits: number }>(
    400,
    ({ digits }) =>
      `法人番号は、先頭が0以外の13桁の数字です（入力は${digits}桁）。国税庁法人番号公表サイトの番号を確かめてください。`,
  ),
  CORPORATE_NUMBER_CHECK_DIGIT: entry<{ found: string; expected: string }>(
    400,
    ({ found, expected }) =>
      `法人番号「${found}」は検査数字が合いません（後ろの12桁からは先頭が${expected}になります）。番号の写し間違いがないか確かめてください。`,
  ),
  REGISTRY_NUMBER_FORMAT: entry<{ found: string; digits: number }>(
    400,
    ({ digits }) =>
      `会社法人等番号は12桁の数字です（入力は${digits}桁）。登記事項証明書の番号を確かめてください。`,
  ),
  INVOICE_NUMBER_FORMAT: entry<{ found: string }>(
    400,
    () => '適格請求書発行事業者の登録番号は、Tと13桁の数字です。登録通知書の番号を確かめてください。',
  ),
  POSTAL_CODE_FORMAT: entry<{ found: string }>(
    400,
    () => '郵便番号は7桁の数字で入力してください（例 320-8501）。',
  ),
  PHONE_FORMAT: entry<{ found: string }>(
    400,
    () => '電話番号は、市外局番から10桁又は11桁の数字で入力してください（例 028-600-0000、090-0000-0000）。',
  ),
  EMAIL_FORMAT: entry<{ found: string }>(
    400,
    () =>
      'メールアドレスの形が正しくありません。「@」とその後ろの部分を確かめてください（例 soumu@example.jp）。',
  ),
  INSURANCE_OFFICE_NUMBER_FORMAT: entry<{ found: string; digits: number }>(
    400,
    ({ digits }) =>
      `雇用保険適用事業所番号は、4桁-6桁-1桁の11桁の数字です（入力は${digits}桁）。適用事業所設置届の控えなどの番号を確かめてください。`,
  ),
  INSURANCE_IS_LABOUR_NUMBER: entry<{ found: string }>(
    400,
    () =>
      '14桁の番号は労働保険番号です。ここには、雇用保険適用事業所番号（4桁-6桁-1桁の11桁）を入力してください。',
  ),
  INSURED_PERSON_NUMBER_FORMAT: entry<{ found: string; digits: number }>(
    400,
    ({ digits }) =>
      `雇用保険被保険者番号は、4桁-6桁-1桁の11桁の数字です（昭和56年以前の番号は10桁。入力は${digits}桁）。被保険者証又は資格取得等確認通知書の番号を確かめてください。`,
  ),
  TRACKING_NUMBER_FORMAT: entry<{ found: string; digits: number }>(
    400,
    ({ digits }) =>
      `特定記録の引受番号は、3桁-2桁-5桁-1桁の11桁の数字です（入力は${digits}桁）。受領証の番号を確かめてください。`,
  ),
  MY_NUMBER_FOUND: entry<{ where: string; count: number }>(
    422,
    ({ where }) =>
      `${where}にマイナンバー（個人番号）と思われる12桁の数字があります。マイナンバーは受け取れませんので、その数字を消してから保存してください。`,
  ),
  KANA_NOT_READABLE: entry<{ found: string; character: string }>(400, ({ character }) =>
    character === ''
      ? 'フリガナを入力してください。'
      : `フリガナに使えない文字「${character}」があります。カタカナで入力してください（ひらがな・半角カタカナも使えます）。`,
  ),
};
