import { describe, expect, it } from 'vitest';
import { type BankProfile, DEFAULT_BANK_PROFILE } from './bank-profile.ts';
import { byteOf } from './charset.ts';
import { aFile, aTransfer, bytesOf, encode, linesOf } from './example.ts';
import { validateTransferBytes } from './validate.ts';

const [H, D, T, E] = linesOf(bytesOf(encode(aFile({ transfers: [aTransfer()] })))) as [
  string,
  string,
  string,
  string,
];
/** The record with other characters from a 1-based column on. */
const at = (record: string, column: number, characters: string) =>
  record.slice(0, column - 1) + characters + record.slice(column - 1 + characters.length);
const faultsOf = (records: readonly string[], change: Partial<BankProfile> = {}) =>
  validateTransferBytes(
    Uint8Array.from(
      records.map((record) => `${record}\r\n`).join(''),
      (character) => byteOf(character) ?? (character.codePointAt(0) as number),
    ),
    { ...DEFAULT_BANK_PROFILE, ...change },
  ).map(({ line, column, code, message }) => `${line}:${column} ${code} ${message}`);

describe('総合振込ファイルの誤り faults that are easily overlooked', () => {
  it.each<[string, readonly string[], readonly string[]]>([
    ['digits in 受取人名, where the header has its date', [H, at(D, 55, '9999'), T, E], []],
    [
      '被仕向金融機関番号 in spaces',
      [H, at(D, 2, '    '), T, E],
      ['2:2 NOT_DIGITS 被仕向金融機関番号の空白は数字ではありません。'],
    ],
    [
      '振込金額 in spaces',
      [H, at(D, 81, ' '.repeat(10)), T, E],
      ['2:81 NOT_DIGITS 振込金額の空白は数字ではありません。'],
    ],
    [
      'a letter inside 振込金額, which leaves the total unknown',
      [H, at(D, 86, 'A'), T, E],
      ['2:86 NOT_DIGITS 振込金額の「A」は数字ではありません。'],
    ],
    [
      'a letter at the end of 振込金額',
      [H, at(D, 90, 'A'), T, E],
      ['2:90 NOT_DIGITS 振込金額の「A」は数字ではありません。'],
    ],
    [
      'a letter at the beginning of 振込金額',
      [H, at(D, 81, 'A'), T, E],
      ['2:81 NOT_DIGITS 振込金額の「A」は数字ではありません。'],
    ],
    [
      'a letter at the end of 合計金額',
      [H, D, at(T, 19, 'A'), E],
      ['3:19 NOT_DIGITS 合計金額の「A」は数字ではありません。'],
    ],
    [
      'a letter at the end of 合計件数',
      [H, D, at(T, 7, 'A'), E],
      ['3:7 NOT_DIGITS 合計件数の「A」は数字ではありません。'],
    ],
    [
      'a file that begins with its trailer',
      [at(T, 2, '0'.repeat(18)), E],
      [
        '1:1 RECORD_ORDER データ区分「8」のレコードはここには置けません。ここに置けるのはヘッダー・レコード（1）です。',
      ],
    ],
    [
      'two trailers',
      [H, D, T, T, E],
      [
        '4:1 RECORD_ORDER データ区分「8」のレコードはここには置けません。ここに置けるのはエンド・レコード（9）です。',
      ],
    ],
    [
      'another 振込指定区分',
      [H, at(D, 112, '8'), T, E],
      ['2:112 NOT_THE_CONSTANT 振込指定区分は「7」でなければなりません（「8」です）。'],
    ],
    [
      '0円',
      [H, at(D, 81, '0'.repeat(10)), at(T, 8, '0'.repeat(12)), E],
      ['2:81 AMOUNT_ZERO 振込金額が0円です。1円以上でなければなりません。'],
    ],
  ])('%s', (_name, records, expected) => {
    expect(faultsOf(records)).toEqual(expected);
  });

  it('names the limit of the bank and what is above it', () => {
    const two = [H, D, D, at(at(T, 2, '000002'), 8, '000000600000'), E];
    expect(faultsOf(two, { maxItems: 1 })).toEqual(['3:1 TOO_MANY 振込が2件あり、上限1件を超えています。']);
    expect(faultsOf(two, { maxTotalYen: 599_999 })).toEqual([
      '4:8 AMOUNT_MAX 合計金額600000円が上限599999円を超えています。',
    ]);
    expect(faultsOf([H, D, T, E], { maxAmountYen: 299_999 })).toEqual([
      '2:81 AMOUNT_MAX 振込金額300000円が上限299999円を超えています。',
    ]);
  });

  it('names the line end of the bank', () => {
    expect(faultsOf([H, D, T, E], { separator: 'LF' })[0]).toBe(
      '1:121 SEPARATOR レコードの終わりが銀行の取決め（改行LF）と違います。',
    );
  });
});
