import { describe, expect, it } from 'vitest';
import type { Result } from '../refusal.ts';
import { yen } from '../yen.ts';
import type { BankProfile } from './bank-profile.ts';
import { transferTotals, type Transfer } from './transfer-file.ts';
import { aTransfer, aFile, encode, bytesOf, linesOf } from './example.ts';

const sp = (count: number) => ' '.repeat(count);
const HEADER_RECORD = `12101234567890ﾄﾁｷﾞﾀﾞﾝｾｲｲｸｷﾕｳｼﾞﾑｷﾖｸ${sp(20)}06150129ｱｼｶｶﾞ${sp(10)}100ﾎﾝﾃﾝ${sp(11)}11234567${sp(17)}`;
const DATA_RECORD = `20517ﾄﾁｷﾞ${sp(11)}001ﾎﾝﾃﾝ${sp(11)}000017654321ｶ)ｻﾝﾌﾟﾙ-ｼﾖｳｶｲ${sp(17)}00003000001000000000000000000007${sp(8)}`;
const TRAILER_RECORD = `8000001000000300000${sp(101)}`;
const END_RECORD = `9${sp(119)}`;

const answer = <T>(result: Result<T>) =>
  result.ok ? result.value : { code: result.refusal.code, ...result.refusal.facts };

describe('encodeTransferFile 総合振込ファイルの作成', () => {
  it('writes the bytes of the bank documents, CRLF after every record', () => {
    const bytes = bytesOf(encode(aFile()));
    expect(bytes).toHaveLength(4 * 122);
    expect(linesOf(bytes)).toEqual([HEADER_RECORD, DATA_RECORD, TRAILER_RECORD, END_RECORD]);
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
