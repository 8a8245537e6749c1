/** 全銀データの誤り: where a file departs from the layout. Line and column are 1-based, the column in bytes. */
export interface ZenginFault {
  readonly line: number;
  readonly column: number;
  readonly code: ZenginFaultCode;
  /** Japanese sentence. */
  readonly message: string;
}

const shown = (found: string) => (found.trim() === '' ? '空白' : `「${found}」`);

/** Sentence of each fault, from the field's label, what was found and what was expected. */
const SENTENCES = {
  EMPTY_FILE: () => 'ファイルが空です。',
  RECORD_LENGTH: (_field: string, found: string) =>
    `レコードの長さが${found}バイトです。1レコードは120バイトです。`,
  SEPARATOR: (_field: string, _found: string, expected: string) =>
    `レコードの終わりが銀行の取決め（${expected}）と違います。`,
  RECORD_TYPE: (_field: string, found: string) =>
    `データ区分${shown(found)}はありません。1、2、8、9のいずれかです。`,
  RECORD_ORDER: (_field: string, found: string, expected: string) =>
    `データ区分「${found}」のレコードはここには置けません。ここに置けるのは${expected}です。`,
  UNFINISHED: (_field: string, _found: string, expected: string) =>
    `ファイルが途中で終わっています。次は${expected}が必要です。`,
  NOT_DIGITS: (field: string, found: string) => `${field}の${shown(found)}は数字ではありません。`,
  NOT_THE_CONSTANT: (field: string, found: string, expected: string) =>
    `${field}は「${expected}」でなければなりません（${shown(found)}です）。`,
  NOT_A_CHOICE: (field: string, found: string, expected: string) =>
    `${field}${shown(found)}は使えません。${expected}のいずれかです。`,
  CHARACTER: (field: string, found: string) => `${field}に使えない文字「${found}」があります。`,
  NOT_BLANK: (field: string, found: string) =>
    `${field}は空白でなければなりません（「${found}」があります）。`,
  NOT_LEFT_ALIGNED: (field: string) => `${field}が空白で始まっています。左詰めで記録します。`,
  REQUIRED: (field: string) => `${field}が空です。`,
  DATE: (field: string, found: string) => `${field}「${found}」は実在する月日ではありません。`,
  AMOUNT_ZERO: (field: string) => `${field}が0円です。1円以上でなければなりません。`,
  AMOUNT_MAX: (field: string, found: string, expected: string) =>
    `${field}${found}円が上限${expected}円を超えています。`,
  TOO_MANY: (_field: string, found: string, expected: string) =>
    `振込が${found}件あり、上限${expected}件を超えています。`,
  TOTAL_COUNT: (field: string, found: string, expected: string) =>
    `${field}が${found}件ですが、データ・レコードは${expected}件です。`,
  TOTAL_AMOUNT: (field: string, found: string, expected: string) =>
    `${field}が${found}円ですが、データ・レコードの合計は${expected}円です。`,
  NO_TRANSFERS: () => 'データ・レコードが1件もありません。',
} as const satisfies Record<string, (field: string, found: string, expected: string) => string>;

/** Code of a fault in a file. */
export type ZenginFaultCode = keyof typeof SENTENCES;

/** Makes a fault; `field`, `found` and `expected` fill its sentence. */
export function fault(
  line: number,
  column: number,
  code: ZenginFaultCode,
  words: { readonly field?: string; readonly found?: string; readonly expected?: string } = {},
): ZenginFault {
  const { field = '', found = '', expected = '' } = words;
  return { line, column, code, message: SENTENCES[code](field, found, expected) };
}
