import { entry } from './entry.ts';

// What a bank file writes where a passbook or a register may show a character it has not.
const INSTEAD: ReadonlyMap<string, string> = new Map([
  ...['・', '･', '、', '，', ',', '､'].map(
    (mark) => [mark, `「${mark}」は入れずに、続けて入力してください。`] as const,
  ),
  ['ヱ', '「ヱ」は「エ」と入力してください。'],
  ['ヰ', '「ヰ」は「イ」と入力してください。'],
  ['ヲ', '「ヲ」は「オ」と入力してください。'],
]);

/** Where a value stands: `line` 0 is the header, n the n-th transfer. */
const place = (line: number) => (line === 0 ? '' : `${line}件目の`);
const commas = (amountYen: number) => String(amountYen).replace(/\B(?=(?:\d{3})+$)/gu, ',');

/** 全銀データの拒否. Each sentence says which value cannot be written and what to change. */
export const zenginRefusals = {
  ZENGIN_CHARACTER: entry<{ line: number; field: string; character: string; position: number }>(
    422,
    ({ line, field, character, position }) =>
      `${place(line)}${field}の${position}文字目「${character}」は、ここでは使えません。通帳のカナ表記に合わせて直してください。`,
  ),
  ZENGIN_TOO_LONG: entry<{ line: number; field: string; bytes: number; maxBytes: number; proposed: string }>(
    422,
    ({ line, field, bytes, maxBytes, proposed }) =>
      `${place(line)}${field}は半角${maxBytes}文字までです（濁点・半濁点を含めて${bytes}文字あります）。先頭部分の「${proposed}」でよいか、通帳と照らして確かめてください。`,
  ),
  ZENGIN_REQUIRED: entry<{ line: number; field: string }>(
    422,
    ({ line, field }) => `${place(line)}${field}が空です。入力してください。`,
  ),
  ZENGIN_DIGITS: entry<{ line: number; field: string; width: number }>(
    422,
    ({ line, field, width }) => `${place(line)}${field}は${width}桁以内の数字で入力してください。`,
  ),
  ZENGIN_CHOICE: entry<{ line: number; field: string; found: string; allowed: readonly string[] }>(
    422,
    ({ line, field, found, allowed }) =>
      `${place(line)}${field}「${found}」は使えません。${allowed.join('、')}のいずれかを指定してください。`,
  ),
  ZENGIN_EDI_AND_CODES: entry<{ line: number }>(
    422,
    ({ line }) =>
      `${place(line)}振込に顧客コードとEDI情報の両方があります。記録できるのは一方だけですので、どちらかを消してください。`,
  ),
  ZENGIN_NO_TRANSFERS: entry(
    422,
    () => '振込が1件もありません。支払いを選んでからファイルを作成してください。',
  ),
  ZENGIN_TOO_MANY: entry<{ count: number; max: number }>(
    422,
    ({ count, max }) =>
      `振込が${count}件あり、1ファイルの上限${max}件を超えています。支払バッチを分けてください。`,
  ),
  ZENGIN_AMOUNT: entry<{ line: number; amountYen: number; maxYen: number }>(
    422,
    ({ line, amountYen, maxYen }) =>
      `${place(line)}振込金額${commas(amountYen)}円は扱えません。1円以上${commas(maxYen)}円以下にしてください。`,
  ),
  ZENGIN_TOTAL: entry<{ totalYen: number; maxYen: number }>(
    422,
    ({ totalYen, maxYen }) =>
      `合計金額${commas(totalYen)}円が上限${commas(maxYen)}円を超えています。支払バッチを分けてください。`,
  ),
  ZENGIN_FILE_FAULTY: entry<{
    line: number;
    column: number;
    fault: string;
    sentence: string;
    count: number;
  }>(
    422,
    ({ line, column, sentence, count }) =>
      `振込データに誤りが${count}か所あります。最初は${line}行目の${column}バイト目です：${sentence}`,
  ),
  KANA_NOT_CONVERTIBLE: entry<{ found: string; character: string }>(
    422,
    ({ found, character }) =>
      `「${found}」の「${character}」は振込用のカナに変換できません。${INSTEAD.get(character) ?? '通帳のカナ表記をそのまま入力してください。'}`,
  ),
  CORPORATE_WORD_NOT_PLACED: entry<{ name: string; word: string }>(
    422,
    ({ name, word }) =>
      `「${name}」のカナで「${word}」の位置が分かりません。通帳のカナ表記をそのまま入力してください。`,
  ),
};
