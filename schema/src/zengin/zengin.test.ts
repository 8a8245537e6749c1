import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, civilDate } from '../civil-date.ts';
import type { Result } from '../refusal.ts';
import { yen } from '../yen.ts';
import { bankProfileSchema, DEFAULT_BANK_PROFILE, type BankProfile } from './bank-profile.ts';
import { textOf } from './charset.ts';
import { decodeTransferFile } from './decode.ts';
import { encodeTransferFile } from './encode.ts';
import { assertCoversRecord, DATA, DATA_WITH_EDI, END, HEADER, TRAILER } from './layout.ts';
import {
  duplicateTransfers,
  transferFileSchema,
  transferTotals,
  type Transfer,
  type TransferFile,
} from './transfer-file.ts';
import { validateTransferBytes } from './validate.ts';

const sp = (count: number) => ' '.repeat(count);
const HEADER_RECORD = `12101234567890ﾄﾁｷﾞﾀﾞﾝｾｲｲｸｷﾕｳｼﾞﾑｷﾖｸ${sp(20)}06150129ｱｼｶｶﾞ${sp(10)}100ﾎﾝﾃﾝ${sp(11)}11234567${sp(17)}`;
const DATA_RECORD = `20517ﾄﾁｷﾞ${sp(11)}001ﾎﾝﾃﾝ${sp(11)}000017654321ｶ)ｻﾝﾌﾟﾙ-ｼﾖｳｶｲ${sp(17)}00003000001000000000000000000007${sp(8)}`;
const DATA_CODE_RECORD = DATA_RECORD;
const TRAILER_RECORD = `8000001000000300000${sp(101)}`;
const END_RECORD = `9${sp(119)}`;

const aTransfer = (change: Partial<Transfer> = {}): Transfer => ({
  bankCode: '0517',
  bankName: 'ﾄﾁｷﾞ',
  branchCode: '001',
  branchName: 'ﾎﾝﾃﾝ',
  accountType: '1',
  accountNumber: '7654321',
  payeeName: 'ｶ)ｻﾝﾌﾟﾙ-ｼﾖｳｶｲ',
  amountYen: yen(300_000),
  newCode: '1',
  customerCode1: '0000000000',
  customerCode2: '0000000000',
  ...change,
});
const aFile = (change: Partial<TransferFile> = {}): TransferFile => ({
  header: {
    consignorCode: '1234567890',
    consignorName: 'ﾄﾁｷﾞﾀﾞﾝｾｲｲｸｷﾕｳｼﾞﾑｷﾖｸ',
    transferDate: civilDate('2026-06-15'),
    bankCode: '0129',
    bankName: 'ｱｼｶｶﾞ',
    branchCode: '100',
    branchName: 'ﾎﾝﾃﾝ',
    accountType: '1',
    accountNumber: '1234567',
  },
  transfers: [aTransfer()],
  ...change,
});
const profile = (change: Partial<BankProfile> = {}): BankProfile => ({ ...DEFAULT_BANK_PROFILE, ...change });
const encode = (file: TransferFile, change: Partial<BankProfile> = {}) =>
  encodeTransferFile(file, profile(change));
const bytesOf = (result: Result<Uint8Array>) => {
  if (!result.ok) throw new Error(result.refusal.message);
  return result.value;
};
const linesOf = (bytes: Uint8Array, width = 122) =>
  Array.from({ length: bytes.length / width }, (_, index) =>
    textOf(bytes.subarray(index * width, index * width + 120)),
  );
const answer = <T>(result: Result<T>) =>
  result.ok ? result.value : { code: result.refusal.code, ...result.refusal.facts };

describe('The layout 様式', () => {
  it('covers each record of 120 bytes without gap or overlap', () => {
    for (const fields of [HEADER, DATA, DATA_WITH_EDI, TRAILER, END]) {
      expect(fields.reduce((sum, { width }) => sum + width, 0)).toBe(120);
      expect(() => assertCoversRecord(fields)).not.toThrow();
    }
  });

  it('is refused at load when a field is missing, moved or too short', () => {
    expect(() => assertCoversRecord(END.slice(1))).toThrow('filler begins at 2, expected 1');
    expect(() => assertCoversRecord(END.slice(0, 1))).toThrow('record has 1 bytes');
    expect(() => assertCoversRecord(END.map((row) => ({ ...row, at: 1 })))).toThrow('filler');
  });

  it.each([
    ['header', HEADER, 'consignorName', 15, 40, 'C'],
    ['header', HEADER, 'transferMonthDay', 55, 4, 'N'],
    ['header', HEADER, 'accountNumber', 97, 7, 'N'],
    ['data', DATA, 'clearingHouse', 39, 4, 'N'],
    ['data', DATA, 'payeeName', 51, 30, 'C'],
    ['data', DATA, 'amountYen', 81, 10, 'N'],
    ['data', DATA, 'newCode', 91, 1, 'N'],
    ['data', DATA, 'customerCode2', 102, 10, 'N'],
    ['data with EDI', DATA_WITH_EDI, 'edi', 92, 20, 'C'],
    ['data', DATA, 'transferCategory', 112, 1, 'N'],
    ['data', DATA, 'ediMark', 113, 1, 'C'],
    ['trailer', TRAILER, 'totalCount', 2, 6, 'N'],
    ['trailer', TRAILER, 'totalAmountYen', 8, 12, 'N'],
  ])('%s: %5$s', (_record, fields, name, at, width, kind) => {
    expect(fields.find((row) => row.name === name)).toMatchObject({ at, width, kind });
  });
});

describe('encodeTransferFile 総合振込ファイルの作成', () => {
  it('writes the bytes of the bank documents, CRLF after every record', () => {
    const bytes = bytesOf(encode(aFile()));
    expect(bytes).toHaveLength(4 * 122);
    expect(linesOf(bytes)).toEqual([HEADER_RECORD, DATA_CODE_RECORD, TRAILER_RECORD, END_RECORD]);
    for (let line = 1; line <= 4; line += 1) {
      expect([...bytes.subarray(line * 122 - 2, line * 122)]).toEqual([0x0d, 0x0a]);
    }
    expect([...bytes.subarray(14, 18)]).toEqual([0xc4, 0xc1, 0xb7, 0xde]);
  });

  it.each([
    ['none', 480, 0x20],
    ['LF', 484, 0x0a],
    ['CRLF', 488, 0x0a],
  ] as const)('ends records with %s when the bank wants it', (separator, length, last) => {
    const bytes = bytesOf(encode(aFile(), { separator }));
    expect(bytes).toHaveLength(length);
    expect(bytes.at(-1)).toBe(last);
  });

  it('follows the bank on names, 手形交換所番号 and 振込指定区分', () => {
    const line = (change: Partial<BankProfile>) => linesOf(bytesOf(encode(aFile(), change)));
    const blank = line({ fillBankNames: false });
    expect(blank[0]?.slice(62, 77)).toBe(sp(15));
    expect(blank[0]?.slice(80, 95)).toBe(sp(15));
    expect(blank[1]?.slice(5, 20)).toBe(sp(15));
    expect(blank[1]?.slice(23, 38)).toBe(sp(15));
    expect(line({ clearingHouse: 'spaces' })[1]?.slice(38, 42)).toBe(sp(4));
    expect(line({ transferCategory: '8' })[1]?.charAt(111)).toBe('8');
  });

  it('puts the payment serial into 顧客コード1 and EDI information in its place under Y', () => {
    const withCode = linesOf(
      bytesOf(encode(aFile({ transfers: [aTransfer({ customerCode1: '0000000042' })] }))),
    );
    expect(withCode[1]?.slice(91, 111)).toBe('00000000420000000000');
    const withEdi = linesOf(bytesOf(encode(aFile({ transfers: [aTransfer({ edi: 'R8-ｦ 1/2' })] }))));
    expect(withEdi[1]?.slice(91, 113)).toBe(`R8-ｦ 1/2${sp(12)}7Y`);
  });

  it('refuses EDI information beside customer codes, since only one of them would be written', () => {
    for (const code of ['customerCode1', 'customerCode2']) {
      const transfers = [aTransfer(), aTransfer({ edi: 'A', [code]: '0000000001' })];
      expect(answer(encode(aFile({ transfers })))).toEqual({ code: 'ZENGIN_EDI_AND_CODES', line: 2 });
    }
  });

  it('computes totals from the transfers', () => {
    const transfers = [aTransfer(), aTransfer({ amountYen: yen(200_001) })];
    expect(linesOf(bytesOf(encode(aFile({ transfers })))).at(-2)).toBe(`8000002000000500001${sp(101)}`);
    expect(transferTotals(transfers)).toEqual({ count: 2, totalYen: 500_001 });
  });

  it.each<[string, Partial<Transfer>, Record<string, unknown>]>([
    [
      'a long payee',
      { payeeName: 'ｱ'.repeat(31) },
      { code: 'ZENGIN_TOO_LONG', field: '受取人名', bytes: 31, maxBytes: 30, proposed: 'ｱ'.repeat(30) },
    ],
    [
      'a long payee, mark at the cut',
      { payeeName: `${'ｱ'.repeat(29)}ｶﾞ` },
      { code: 'ZENGIN_TOO_LONG', proposed: 'ｱ'.repeat(29) },
    ],
    [
      'a long bank name',
      { bankName: 'A'.repeat(16) },
      { code: 'ZENGIN_TOO_LONG', field: '被仕向金融機関名', maxBytes: 15 },
    ],
    ['no payee', { payeeName: '' }, { code: 'ZENGIN_REQUIRED', field: '受取人名' }],
    ['empty EDI', { edi: '' }, { code: 'ZENGIN_REQUIRED', field: 'EDI情報' }],
    ['full-width kana', { payeeName: 'ｱカ' }, { code: 'ZENGIN_CHARACTER', character: 'カ', position: 2 }],
    ['長音', { payeeName: 'ｱｰ' }, { code: 'ZENGIN_CHARACTER', character: 'ｰ', position: 2 }],
    ['small kana', { payeeName: 'ｼｮ' }, { code: 'ZENGIN_CHARACTER', character: 'ｮ' }],
    ['ヲ', { payeeName: 'ｦ' }, { code: 'ZENGIN_CHARACTER', character: 'ｦ' }],
    ['lower case', { payeeName: 'Aa' }, { code: 'ZENGIN_CHARACTER', character: 'a' }],
    ['a comma', { payeeName: 'A,B' }, { code: 'ZENGIN_CHARACTER', character: ',' }],
    ['a surrogate pair', { payeeName: 'A𠮷B' }, { code: 'ZENGIN_CHARACTER', character: '𠮷', position: 2 }],
    ['a leading space', { payeeName: ' A' }, { code: 'ZENGIN_CHARACTER', character: ' ', position: 1 }],
    ['a trailing space', { payeeName: 'A ' }, { code: 'ZENGIN_CHARACTER', character: ' ', position: 2 }],
    ['a space in a bank name', { bankName: 'A B' }, { code: 'ZENGIN_CHARACTER', field: '被仕向金融機関名' }],
    [
      'a bracket in a branch name',
      { branchName: 'A(B' },
      { code: 'ZENGIN_CHARACTER', field: '被仕向支店名' },
    ],
    [
      'letters in a bank code',
      { bankCode: '05A7' },
      { code: 'ZENGIN_DIGITS', field: '被仕向金融機関番号', width: 4 },
    ],
    ['a long branch code', { branchCode: '0001' }, { code: 'ZENGIN_DIGITS', width: 3 }],
    ['an empty account number', { accountNumber: '' }, { code: 'ZENGIN_DIGITS', field: '口座番号' }],
    [
      'an unknown account type',
      { accountType: '3' as '1' },
      { code: 'ZENGIN_CHOICE', found: '3', allowed: ['1', '2', '4', '9'] },
    ],
    [
      'an amount of 0円',
      { amountYen: yen(0) },
      { code: 'ZENGIN_AMOUNT', amountYen: 0, maxYen: 9_999_999_999 },
    ],
    ['eleven digits', { amountYen: yen(10_000_000_000) }, { code: 'ZENGIN_AMOUNT' }],
  ])('refuses %s and names the transfer', (_name, change, facts) => {
    const refused = answer(encode(aFile({ transfers: [aTransfer(), aTransfer(change)] })));
    expect(refused).toMatchObject({ line: 2, ...facts });
  });

  it('refuses a header value without a transfer number', () => {
    const header = { ...aFile().header, consignorName: '' };
    expect(answer(encode(aFile({ header })))).toEqual({
      code: 'ZENGIN_REQUIRED',
      line: 0,
      field: '振込依頼人名',
    });
    const result = encode(aFile({ header }));
    expect(result.ok ? '' : result.refusal.message).toBe('振込依頼人名が空です。入力してください。');
  });

  it('left-fills short digits with zeros', () => {
    const transfers = [aTransfer({ accountNumber: '42' })];
    expect(linesOf(bytesOf(encode(aFile({ transfers }))))[1]?.slice(43, 50)).toBe('0000042');
  });

  it('takes the largest amount, name and count of its fields', () => {
    const transfers = [
      aTransfer({ amountYen: yen(9_999_999_999), payeeName: 'ｱ'.repeat(30), bankName: 'A'.repeat(15) }),
    ];
    expect(encode(aFile({ transfers })).ok).toBe(true);
  });

  it('keeps the limits of the bank contract', () => {
    const transfers = [aTransfer(), aTransfer()];
    expect(answer(encode(aFile({ transfers: [] })))).toEqual({ code: 'ZENGIN_NO_TRANSFERS' });
    expect(answer(encode(aFile({ transfers }), { maxItems: 1 }))).toEqual({
      code: 'ZENGIN_TOO_MANY',
      count: 2,
      max: 1,
    });
    expect(
      encode(aFile({ transfers }), { maxItems: 2, maxAmountYen: 300_000, maxTotalYen: 600_000 }).ok,
    ).toBe(true);
    expect(answer(encode(aFile({ transfers }), { maxAmountYen: 299_999 }))).toMatchObject({
      code: 'ZENGIN_AMOUNT',
      line: 1,
      maxYen: 299_999,
    });
    expect(answer(encode(aFile({ transfers }), { maxTotalYen: 599_999 }))).toEqual({
      code: 'ZENGIN_TOTAL',
      totalYen: 600_000,
      maxYen: 599_999,
    });
  });

  it('takes ヲ and other symbols only where the bank does', () => {
    const transfers = [aTransfer({ payeeName: 'ｦA,/' })];
    expect(encode(aFile({ transfers }), { woAllowed: true, symbols: ',/' }).ok).toBe(true);
    expect(answer(encode(aFile(), { symbols: '' }))).toMatchObject({ character: ')' });
  });
});

const digits = (width: number) => fc.stringMatching(new RegExp(`^\\d{${width}}$`, 'u'));
const nameText = (max: number) =>
  fc.stringMatching(new RegExp(`^[ｱ-ﾝA-Z0-9().-][ｱ-ﾟA-Z0-9(). -]{0,${max - 2}}[ｱ-ﾟA-Z0-9().-]$`, 'u'));
const bankText = fc.stringMatching(/^(?:[ｱ-ﾟA-Z0-9-]{1,15})?$/u);
const anyTransfer = fc
  .record({
    bankCode: digits(4),
    bankName: bankText,
    branchCode: digits(3),
    branchName: bankText,
    accountType: fc.constantFrom('1' as const, '2' as const, '4' as const, '9' as const),
    accountNumber: digits(7),
    payeeName: nameText(30),
    amountYen: fc.integer({ min: 1, max: 9_999_999 }).map(yen),
    newCode: fc.constantFrom('0' as const, '1' as const, '2' as const),
    codes: fc.oneof(
      fc.record({ customerCode1: digits(10), customerCode2: digits(10) }),
      fc.record({
        customerCode1: fc.constant('0000000000'),
        customerCode2: fc.constant('0000000000'),
        edi: fc.stringMatching(/^[ｦｱ-ﾟA-Z0-9/.()｢｣\\-]{1,20}$/u),
      }),
    ),
  })
  .map(({ codes, ...rest }) => ({ ...rest, ...codes }));
const anyFile = fc.record({
  header: fc.record({
    consignorCode: digits(10),
    consignorName: nameText(40),
    transferDate: fc.integer({ min: 0, max: 1500 }).map((days) => addDays(civilDate('2026-01-01'), days)),
    bankCode: digits(4),
    bankName: bankText,
    branchCode: digits(3),
    branchName: bankText,
    accountType: fc.constantFrom('1' as const, '2' as const, '9' as const),
    accountNumber: digits(7),
  }),
  transfers: fc.array(anyTransfer, { minLength: 1, maxLength: 8 }),
});
const anyProfile = fc.record({
  separator: fc.constantFrom('CRLF' as const, 'LF' as const, 'none' as const),
  clearingHouse: fc.constantFrom('zeros' as const, 'spaces' as const),
  transferCategory: fc.constantFrom('7' as const, '8' as const, '0' as const),
});

describe('decodeTransferFile 総合振込ファイルの読取り', () => {
  it('gives back every valid file exactly, whatever the bank', () => {
    fc.assert(
      fc.property(anyFile, anyProfile, (file, change) => {
        const bytes = bytesOf(encode(file, change));
        expect(validateTransferBytes(bytes, profile(change))).toEqual([]);
        const year = Number(file.header.transferDate.slice(0, 4));
        const decoded = answer(decodeTransferFile(bytes, profile(change), year));
        expect(decoded).toEqual(file);
        expect(transferFileSchema.parse(decoded)).toEqual(file);
      }),
      { numRuns: 300 },
    );
  });

  it('takes the year from the caller and refuses a day that year does not have', () => {
    const header = { ...aFile().header, transferDate: civilDate('2028-02-29') };
    const bytes = bytesOf(encode(aFile({ header })));
    expect(answer(decodeTransferFile(bytes, profile(), 2028))).toMatchObject({ header });
    expect(answer(decodeTransferFile(bytes, profile(), 2027))).toMatchObject({ code: 'INVALID_DATE' });
  });

  it('refuses a faulty file with the first of its faults', () => {
    const bytes = bytesOf(encode(aFile()));
    bytes[122 + 49] = 0x41;
    bytes[122 * 2 + 1] = 0x41;
    expect(answer(decodeTransferFile(bytes, profile(), 2026))).toMatchObject({
      code: 'ZENGIN_FILE_FAULTY',
      line: 2,
      column: 50,
      fault: 'NOT_DIGITS',
      count: 2,
    });
  });

  it('never throws on any bytes, and accepts none that it could not write again', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 700 }), anyProfile, (bytes, change) => {
        expect(decodeTransferFile(bytes, profile(change), 2026).ok).toBe(false);
      }),
      { numRuns: 500 },
    );
  });

  it('sees every changed byte or reads the change as written', () => {
    const good = bytesOf(encode(aFile()));
    fc.assert(
      fc.property(fc.nat({ max: good.length - 1 }), fc.integer({ min: 1, max: 255 }), (at, xor) => {
        const changed = good.slice();
        changed[at] = (changed[at] as number) ^ xor;
        const decoded = decodeTransferFile(changed, profile(), 2026);
        if (decoded.ok) expect(bytesOf(encode(decoded.value))).toEqual(changed);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('duplicateTransfers 重複の疑い', () => {
  it('groups the same account with the same amount, and nothing else', () => {
    const other = [
      aTransfer({ amountYen: yen(1) }),
      aTransfer({ bankCode: '0129' }),
      aTransfer({ branchCode: '002' }),
      aTransfer({ accountType: '2' }),
      aTransfer({ accountNumber: '0000001' }),
    ];
    expect(duplicateTransfers([aTransfer(), ...other])).toEqual([]);
    expect(duplicateTransfers([aTransfer(), ...other, aTransfer({ payeeName: 'A' }), aTransfer()])).toEqual([
      [1, 7, 8],
    ]);
  });
});

describe('The bank profile 銀行別の取決め', () => {
  it('has defaults that most banks accept', () => {
    expect(DEFAULT_BANK_PROFILE).toEqual({
      separator: 'CRLF',
      fillBankNames: true,
      clearingHouse: 'zeros',
      transferCategory: '7',
      symbols: '()-.',
      woAllowed: false,
      maxItems: 999_999,
      maxAmountYen: 9_999_999_999,
      maxTotalYen: 999_999_999_999,
      cutOffMinute: 900,
      minDaysAhead: 1,
      maxDaysAhead: 15,
    });
  });

  it.each([
    { symbols: '&' },
    { maxItems: 1_000_000 },
    { maxItems: 0 },
    { maxAmountYen: 10_000_000_000 },
    { cutOffMinute: 1441 },
    { separator: 'CR' },
  ])('refuses %j', (change) => {
    expect(bankProfileSchema.safeParse(change).success).toBe(false);
  });

  it('allows no digit string of another length in a file', () => {
    const file = aFile();
    expect(transferFileSchema.safeParse(file).success).toBe(true);
    const transfers = [aTransfer({ accountNumber: '12345678' })];
    const issue = transferFileSchema.safeParse({ ...file, transfers }).error?.issues[0];
    expect(issue?.message).toBe('7桁の数字で入力してください。');
    expect(
      transferFileSchema.safeParse({ ...file, transfers: [aTransfer({ accountNumber: 'x1234567' })] })
        .success,
    ).toBe(false);
    expect(
      transferFileSchema.safeParse({ ...file, transfers: [aTransfer({ accountNumber: '1234567x' })] })
        .success,
    ).toBe(false);
  });
});
