import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instant } from '../civil-date/japan-time.ts';
import { civilDate } from '../civil-date.ts';
import { checkSending, DEFAULT_BANK_PROFILE, sendingDay, type BankProfile } from './bank-profile.ts';
import { byteOf } from './charset.ts';
import { FAULTS_MAX, validateTransferBytes } from './validate.ts';

const sp = (count: number) => ' '.repeat(count);
const H = `12101234567890ﾄﾁｷﾞｼﾞﾑｷﾖｸ${sp(30)}06150129ｱｼｶｶﾞ${sp(10)}100ﾎﾝﾃﾝ${sp(11)}11234567${sp(17)}`;
const D = `20517ﾄﾁｷﾞ${sp(11)}001ﾎﾝﾃﾝ${sp(11)}000017654321ｶ)ｻﾝﾌﾟﾙ${sp(23)}00003000001000000000000000000007${sp(8)}`;
const T1 = `8000001000000300000${sp(101)}`;
const E = `9${sp(119)}`;

/** The text with other characters from a 1-based column on. */
const at = (record: string, column: number, characters: string) =>
  record.slice(0, column - 1) + characters + record.slice(column - 1 + characters.length);
const CR_LF = { CRLF: '\r\n', LF: '\n', none: '' };
const bytesOf = (text: string) =>
  Uint8Array.from([...text], (character) => byteOf(character) ?? (character.codePointAt(0) as number));
const faultsOf = (records: readonly string[], change: Partial<BankProfile> = {}) => {
  const profile = { ...DEFAULT_BANK_PROFILE, ...change };
  const text = records.map((record) => record + CR_LF[profile.separator]).join('');
  return validateTransferBytes(bytesOf(text), profile).map(({ line, column, code }) => [line, column, code]);
};

describe('validateTransferBytes 総合振込ファイルの検査', () => {
  it.each(['CRLF', 'LF', 'none'] as const)(
    'finds nothing in a right file, records ended by %s',
    (separator) => {
      expect([H.length, D.length, T1.length, E.length]).toEqual([120, 120, 120, 120]);
      expect(faultsOf([H, D, T1, E], { separator })).toEqual([]);
    },
  );

  it.each<[string, readonly string[], readonly (readonly [number, number, string])[]]>([
    ['種別コード of another business', [at(H, 2, '11'), D, T1, E], [[1, 2, 'NOT_THE_CONSTANT']]],
    ['EBCDIC', [at(H, 4, '1'), D, T1, E], [[1, 4, 'NOT_THE_CONSTANT']]],
    ['a letter in 振込依頼人コード', [at(H, 8, 'A'), D, T1, E], [[1, 8, 'NOT_DIGITS']]],
    ['a space in 振込依頼人コード', [at(H, 14, ' '), D, T1, E], [[1, 14, 'NOT_DIGITS']]],
    ['small kana in 振込依頼人名', [at(H, 16, 'ｬ'), D, T1, E], [[1, 16, 'CHARACTER']]],
    ['empty 振込依頼人名', [at(H, 15, sp(40)), D, T1, E], [[1, 15, 'REQUIRED']]],
    ['right-aligned 振込依頼人名', [at(H, 15, ' '), D, T1, E], [[1, 15, 'NOT_LEFT_ALIGNED']]],
    ['month 00', [at(H, 55, '0015'), D, T1, E], [[1, 55, 'DATE']]],
    ['month 13', [at(H, 55, '1315'), D, T1, E], [[1, 55, 'DATE']]],
    ['day 00', [at(H, 55, '0600'), D, T1, E], [[1, 55, 'DATE']]],
    ['31 June', [at(H, 55, '0631'), D, T1, E], [[1, 55, 'DATE']]],
    ['29 February, which some years have', [at(H, 55, '0229'), D, T1, E], []],
    ['30 February', [at(H, 55, '0230'), D, T1, E], [[1, 55, 'DATE']]],
    ['a letter in 取組日', [at(H, 56, 'A'), D, T1, E], [[1, 56, 'NOT_DIGITS']]],
    ['a bracket in 仕向金融機関名', [at(H, 64, '('), D, T1, E], [[1, 64, 'CHARACTER']]],
    ['a space inside 仕向金融機関名', [at(H, 64, ' '), D, T1, E], [[1, 64, 'CHARACTER']]],
    ['blank bank names', [at(at(H, 63, sp(15)), 81, sp(15)), D, T1, E], []],
    ['預金種目 4 of the consignor', [at(H, 96, '4'), D, T1, E], [[1, 96, 'NOT_A_CHOICE']]],
    ['a character in the filler of the header', [at(H, 120, '0'), D, T1, E], [[1, 120, 'NOT_BLANK']]],
    ['a letter in 被仕向金融機関番号', [H, at(D, 5, 'X'), T1, E], [[2, 5, 'NOT_DIGITS']]],
    ['長音 in 被仕向金融機関名', [H, at(D, 8, 'ｰ'), T1, E], [[2, 8, 'CHARACTER']]],
    ['a space in 被仕向支店番号', [H, at(D, 21, ' '), T1, E], [[2, 21, 'NOT_DIGITS']]],
    ['ヲ in 被仕向支店名', [H, at(D, 24, 'ｦ'), T1, E], [[2, 24, 'CHARACTER']]],
    ['手形交換所番号 in spaces', [H, at(D, 39, sp(4)), T1, E], []],
    ['手形交換所番号 half in spaces', [H, at(D, 39, sp(2)), T1, E], [[2, 39, 'NOT_DIGITS']]],
    ['another 手形交換所番号', [H, at(D, 39, '0001'), T1, E], [[2, 39, 'NOT_THE_CONSTANT']]],
    ['預金種目 3', [H, at(D, 43, '3'), T1, E], [[2, 43, 'NOT_A_CHOICE']]],
    ['a hyphen in 口座番号', [H, at(D, 47, '-'), T1, E], [[2, 47, 'NOT_DIGITS']]],
    ['lower case in 受取人名', [H, at(D, 53, 'a'), T1, E], [[2, 53, 'CHARACTER']]],
    ['a comma in 受取人名', [H, at(D, 53, ','), T1, E], [[2, 53, 'CHARACTER']]],
    ['中点 in 受取人名', [H, at(D, 54, '･'), T1, E], [[2, 54, 'CHARACTER']]],
    ['a control byte in 受取人名', [H, at(D, 55, '\u0001'), T1, E], [[2, 55, 'CHARACTER']]],
    ['a byte of two-byte characters', [H, at(D, 55, '\u0082'), T1, E], [[2, 55, 'CHARACTER']]],
    ['empty 受取人名', [H, at(D, 51, sp(30)), T1, E], [[2, 51, 'REQUIRED']]],
    ['right-aligned 受取人名', [H, at(D, 51, ' '), T1, E], [[2, 51, 'NOT_LEFT_ALIGNED']]],
    ['a space in 振込金額', [H, at(D, 81, ' '), T1, E], [[2, 81, 'NOT_DIGITS']]],
    ['0円', [H, at(D, 81, '0000000000'), at(T1, 8, '000000000000'), E], [[2, 81, 'AMOUNT_ZERO']]],
    ['新規コード 3', [H, at(D, 91, '3'), T1, E], [[2, 91, 'NOT_A_CHOICE']]],
    ['a letter in 顧客コード1', [H, at(D, 101, 'A'), T1, E], [[2, 101, 'NOT_DIGITS']]],
    ['a letter in 顧客コード2', [H, at(D, 102, 'A'), T1, E], [[2, 102, 'NOT_DIGITS']]],
    ['振込指定区分 9', [H, at(D, 112, '9'), T1, E], [[2, 112, 'NOT_A_CHOICE']]],
    [
      'another 振込指定区分 than the profile has',
      [H, at(D, 112, '8'), T1, E],
      [[2, 112, 'NOT_THE_CONSTANT']],
    ],
    ['識別表示 N', [H, at(D, 113, 'N'), T1, E], [[2, 113, 'NOT_BLANK']]],
    ['識別表示 Y over customer codes', [H, at(D, 113, 'Y'), T1, E], []],
    ['識別表示 Y without EDI', [H, at(at(D, 92, sp(20)), 113, 'Y'), T1, E], [[2, 92, 'REQUIRED']]],
    ['a comma in EDI', [H, at(at(D, 93, ','), 113, 'Y'), T1, E], [[2, 93, 'CHARACTER']]],
    ['a character in the filler of a transfer', [H, at(D, 114, 'A'), T1, E], [[2, 114, 'NOT_BLANK']]],
    ['a wrong 合計件数', [H, D, at(T1, 2, '000002'), E], [[3, 2, 'TOTAL_COUNT']]],
    ['a wrong 合計金額', [H, D, at(T1, 8, '000000300001'), E], [[3, 8, 'TOTAL_AMOUNT']]],
    ['a letter in 合計件数', [H, D, at(T1, 7, 'A'), E], [[3, 7, 'NOT_DIGITS']]],
    ['a letter in 合計金額', [H, D, at(T1, 8, 'A'), E], [[3, 8, 'NOT_DIGITS']]],
    ['a character in the filler of the trailer', [H, D, at(T1, 20, '0'), E], [[3, 20, 'NOT_BLANK']]],
    ['a character in the end record', [H, D, T1, at(E, 2, '0')], [[4, 2, 'NOT_BLANK']]],
    [
      'データ区分 3',
      [H, at(D, 1, '3'), T1, E],
      [
        [2, 1, 'RECORD_TYPE'],
        [3, 1, 'NO_TRANSFERS'],
        [3, 2, 'TOTAL_COUNT'],
        [3, 8, 'TOTAL_AMOUNT'],
      ],
    ],
    ['no header', [D, T1, E], [[1, 1, 'RECORD_ORDER']]],
    ['two headers', [H, H, D, T1, E], [[2, 1, 'RECORD_ORDER']]],
    ['no transfers', [H, at(T1, 2, '000000000000000000'), E], [[2, 1, 'NO_TRANSFERS']]],
    ['no trailer', [H, D, E], [[3, 1, 'RECORD_ORDER']]],
    ['no end record', [H, D, T1], [[4, 1, 'UNFINISHED']]],
    ['a header alone', [H], [[2, 1, 'UNFINISHED']]],
    ['transfers alone after the header', [H, D], [[3, 1, 'UNFINISHED']]],
    [
      'a transfer after the trailer',
      [H, D, T1, D, E],
      [
        [4, 1, 'RECORD_ORDER'],
        [5, 1, 'RECORD_ORDER'],
      ],
    ],
    [
      'a second file behind the first',
      [H, D, T1, E, H],
      [
        [5, 1, 'RECORD_ORDER'],
        [6, 1, 'UNFINISHED'],
      ],
    ],
    [
      'a record of 119 bytes',
      [H, D.slice(0, 119), T1, E],
      [
        [2, 120, 'RECORD_LENGTH'],
        [3, 2, 'TOTAL_COUNT'],
        [3, 8, 'TOTAL_AMOUNT'],
      ],
    ],
    [
      'a record of 121 bytes',
      [H, `${D} `, T1, E],
      [
        [2, 121, 'RECORD_LENGTH'],
        [3, 2, 'TOTAL_COUNT'],
        [3, 8, 'TOTAL_AMOUNT'],
      ],
    ],
    [
      'an empty line',
      [H, D, '', T1, E],
      [
        [3, 1, 'RECORD_LENGTH'],
        [3, 1, 'RECORD_TYPE'],
      ],
    ],
    [
      'an end-of-file mark',
      [H, D, T1, E, '\u001a'],
      [
        [5, 1, 'RECORD_TYPE'],
        [5, 2, 'RECORD_LENGTH'],
      ],
    ],
    [
      'a byte order mark',
      [`\u00ef\u00bb\u00bf${H}`, D, T1, E],
      [
        [1, 1, 'RECORD_TYPE'],
        [1, 121, 'RECORD_LENGTH'],
        [2, 1, 'RECORD_ORDER'],
      ],
    ],
  ])('%s', (_name, records, expected) => {
    expect(faultsOf(records)).toEqual(expected);
  });

  it('finds wrong separators at the end of their record', () => {
    const check = (text: string, separator: BankProfile['separator']) =>
      validateTransferBytes(bytesOf(text), { ...DEFAULT_BANK_PROFILE, separator }).map(
        ({ line, column, code }) => `${line}:${column} ${code}`,
      );
    const lf = `${H}\n${D}\n${T1}\n${E}\n`;
    const crlf = `${H}\r\n${D}\r\n${T1}\r\n${E}\r\n`;
    const every = ['1:121 SEPARATOR', '2:121 SEPARATOR', '3:121 SEPARATOR', '4:121 SEPARATOR'];
    expect(check(lf, 'CRLF')).toEqual(every);
    expect(check(crlf, 'LF')).toEqual(every);
    expect(check(crlf.slice(0, -2), 'CRLF')).toEqual(['4:121 SEPARATOR']);
    expect(check(crlf.slice(0, -1), 'CRLF')).toEqual(['4:121 SEPARATOR']);
    expect(check(lf.slice(0, -1), 'LF')).toEqual(['4:121 SEPARATOR']);
    expect(check(H + D + T1 + E, 'CRLF')).toContain('1:121 RECORD_LENGTH');
    expect(check(lf, 'none')[0]).toBe('2:1 RECORD_TYPE');
    expect(check(`${H}${D}${T1}${E}X`, 'none')).toEqual(['5:1 RECORD_TYPE', '5:2 RECORD_LENGTH']);
  });

  it('finds an empty file', () => {
    expect(faultsOf([])).toEqual([[1, 1, 'EMPTY_FILE']]);
  });

  it('keeps the limits and the characters of the bank', () => {
    const two = [H, D, D, `8000002000000600000${sp(101)}`, E];
    expect(faultsOf(two, { maxItems: 2, maxAmountYen: 300_000, maxTotalYen: 600_000 })).toEqual([]);
    expect(faultsOf(two, { maxItems: 1 })).toEqual([[3, 1, 'TOO_MANY']]);
    expect(faultsOf(two, { maxAmountYen: 299_999 })).toEqual([
      [2, 81, 'AMOUNT_MAX'],
      [3, 81, 'AMOUNT_MAX'],
    ]);
    expect(faultsOf(two, { maxTotalYen: 599_999 })).toEqual([[4, 8, 'AMOUNT_MAX']]);
    expect(faultsOf([H, at(D, 53, 'ｦ'), T1, E], { woAllowed: true })).toEqual([]);
    expect(faultsOf([H, D, T1, E], { symbols: '' })).toEqual([[2, 52, 'CHARACTER']]);
  });

  it('says in Japanese what is wrong and what belongs there', () => {
    const messages = (records: readonly string[]) =>
      validateTransferBytes(
        bytesOf(records.map((record) => `${record}\r\n`).join('')),
        DEFAULT_BANK_PROFILE,
      ).map(({ message }) => message);
    expect(messages([at(H, 2, '11'), at(D, 47, '-'), at(T1, 8, '000000000001'), at(E, 5, 'A')])).toEqual([
      '種別コードは「21」でなければなりません（「11」です）。',
      '口座番号の「-」は数字ではありません。',
      '合計金額が1円ですが、データ・レコードの合計は300000円です。',
      'ダミーは空白でなければなりません（「A」があります）。',
    ]);
    expect(messages([H, at(D, 43, '3'), at(T1, 2, '000009')])).toEqual([
      '預金種目「3」は使えません。1、2、4、9のいずれかです。',
      '合計件数が9件ですが、データ・レコードは1件です。',
      'ファイルが途中で終わっています。次はエンド・レコード（9）が必要です。',
    ]);
    expect(messages([D.slice(0, 100)])).toEqual([
      'データ区分「2」のレコードはここには置けません。ここに置けるのはヘッダー・レコード（1）です。',
      'レコードの長さが100バイトです。1レコードは120バイトです。',
      'ファイルが途中で終わっています。次はデータ・レコード（2）又はトレーラー・レコード（8）が必要です。',
    ]);
    expect(messages([at(H, 15, ' '), at(D, 81, ' '), ' '])).toEqual([
      '振込依頼人名が空白で始まっています。左詰めで記録します。',
      '振込金額の空白は数字ではありません。',
      'データ区分空白はありません。1、2、8、9のいずれかです。',
      'レコードの長さが1バイトです。1レコードは120バイトです。',
      'ファイルが途中で終わっています。次はデータ・レコード（2）又はトレーラー・レコード（8）が必要です。',
    ]);
    expect(messages([at(H, 55, '1301'), at(D, 51, sp(30)), at(T1, 8, '000000300000'), E])).toEqual([
      '取組日「1301」は実在する月日ではありません。',
      '受取人名が空です。',
    ]);
    expect(messages([H, at(D, 53, 'a'), T1, E])).toEqual(['受取人名に使えない文字「a」があります。']);
    expect(messages([])).toEqual(['ファイルが空です。']);
    expect(messages([H])).toEqual(['ファイルが途中で終わっています。次はデータ・レコード（2）が必要です。']);
    expect(messages([H, D, T1, E, H])[0]).toContain('ここに置けるのはファイルの終わりです。');
    expect(messages([H, D, 'X'])[0]).toContain('データ区分「X」はありません。');
    expect(messages([H, T1])[0]).toBe('データ・レコードが1件もありません。');
  });

  it('lists no more than a thousand faults', () => {
    expect(FAULTS_MAX).toBe(1000);
    expect(validateTransferBytes(new Uint8Array(500_000).fill(0x0a), DEFAULT_BANK_PROFILE)).toHaveLength(
      1000,
    );
  });

  it('is in file order for any bytes and never throws', () => {
    const pieces = fc.constantFrom(H, D, T1, E, '\r\n', '\n', '\r', 'A', sp(120), '');
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 12 }), (parts) => {
        const found = validateTransferBytes(bytesOf(parts.join('')), DEFAULT_BANK_PROFILE);
        const places = found.map(({ line, column }) => line * 1_000_000 + column);
        expect(places).toEqual(places.toSorted((left, right) => left - right));
        if (found.length === 0) expect(parts.join('').startsWith(`${H}\r\n${D}`)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});

describe('Sending a file 受付日', () => {
  const day = (moment: string, cutOffMinute = 900) => {
    const result = sendingDay({ ...DEFAULT_BANK_PROFILE, cutOffMinute }, instant(moment));
    return result.ok ? result.value : result.refusal.code;
  };

  it.each([
    ['2026-05-01T14:59:59+09:00', '2026-05-01'],
    ['2026-05-01T15:00:00+09:00', '2026-05-07'],
    ['2026-05-02T10:00:00+09:00', '2026-05-07'],
    ['2028-04-01T10:00:00+09:00', 'CALENDAR_ENDS'],
    ['2028-03-31T15:00:00+09:00', 'CALENDAR_ENDS'],
  ])('a file of %s counts as sent on %s', (moment, date) => {
    expect(day(moment)).toBe(date);
  });

  it('follows the cut-off and window of the bank', () => {
    expect(day('2026-05-01T15:00:00+09:00', 901)).toBe('2026-05-01');
    const check = (date: string, moment: string, change: Partial<BankProfile> = {}) => {
      const result = checkSending({ ...DEFAULT_BANK_PROFILE, ...change }, civilDate(date), instant(moment));
      return result.ok ? result.value : result.refusal.code;
    };
    expect(check('2026-05-07', '2026-05-01T14:00:00+09:00')).toBe('2026-05-07');
    expect(check('2026-05-07', '2026-05-01T15:00:00+09:00')).toBe('TRANSFER_DATE_OUTSIDE_WINDOW');
    expect(check('2026-05-01', '2026-05-01T14:00:00+09:00', { minDaysAhead: 0 })).toBe('2026-05-01');
    expect(check('2026-05-01', '2028-04-01T14:00:00+09:00')).toBe('CALENDAR_ENDS');
  });
});
