import { entry } from './entry.ts';

/** 全銀データの拒否. Each sentence says which value cannot be written and what to change. */
export const zenginRefusals = {
  ZENGIN_CHARACTER: entry<{ field: string; character: string; position: number }>(
    422,
    ({ field, character, position }) =>
      `${field}の${position}文字目「${character}」は、振込データで使えない文字です。通帳のカナ表記に合わせて入力してください。`,
  ),
  ZENGIN_TOO_LONG: entry<{ field: string; bytes: number; maxBytes: number; proposed: string }>(
    422,
    ({ field, bytes, maxBytes, proposed }) =>
      `${field}は半角${maxBytes}文字までです（濁点・半濁点を含めて${bytes}文字あります）。先頭部分の「${proposed}」でよいか、通帳と照らして確かめてください。`,
  ),
  ZENGIN_REQUIRED: entry<{ field: string }>(422, ({ field }) => `${field}が空です。入力してください。`),
  ZENGIN_DIGITS: entry<{ field: string; width: number }>(
    422,
    ({ field, width }) => `${field}は${width}桁以内の数字で入力してください。`,
  ),
  ZENGIN_CHOICE: entry<{ field: string; found: string; allowed: readonly string[] }>(
    422,
    ({ field, found, allowed }) =>
      `${field}「${found}」は使えません。${allowed.join('、')}のいずれかを指定してください。`,
  ),
  ZENGIN_NO_TRANSFERS: entry(
    422,
    () => '振込が1件もありません。振込を選んでからファイルを作成してください。',
  ),
  ZENGIN_TOO_MANY: entry<{ count: number; max: number }>(
    422,
    ({ count, max }) =>
      `振込が${count}件あり、1ファイルの上限${max}件を超えています。支払バッチを分けてください。`,
  ),
  ZENGIN_AMOUNT: entry<{ line: number; amountYen: number; maxYen: number }>(
    422,
    ({ line, amountYen, maxYen }) =>
      `${line}件目の振込金額${amountYen.toLocaleString('en-US')}円は扱えません。1円以上${maxYen.toLocaleString('en-US')}円以下にしてください。`,
  ),
  ZENGIN_TOTAL: entry<{ totalYen: number; maxYen: number }>(
    422,
    ({ totalYen, maxYen }) =>
      `合計金額${totalYen.toLocaleString('en-US')}円が上限${maxYen.toLocaleString('en-US')}円を超えています。支払バッチを分けてください。`,
  ),
  ZENGIN_TRANSFER: entry<{ line: number; reason: string }>(
    422,
    ({ line, reason }) => `${line}件目の振込：${reason}`,
  ),
  ZENGIN_FILE_FAULTY: entry<{ line: number; column: number; fault: string; sentence: string; count: number }>(
    422,
    ({ line, column, sentence, count }) =>
      `振込データに誤りが${count}か所あります。最初は${line}行目の${column}バイト目です：${sentence}`,
  ),
  KANA_NOT_CONVERTIBLE: entry<{ found: string; character: string }>(
    422,
    ({ found, character }) =>
      `「${found}」の「${character}」は振込用のカナに変換できません。通帳のカナ表記をそのまま入力してください。`,
  ),
};
