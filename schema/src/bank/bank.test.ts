import { describe, expect, it } from 'vitest';
import type { Result } from '../refusal.ts';
import {
  ACCOUNT_TYPES,
  accountKey,
  accountTypeName,
  accountTypeSchema,
  bankAccountSchema,
  isMaskedNumber,
  maskAccountNumber,
  parseAccountNumber,
  parseBankCode,
  parseBranchCode,
  parseHolderKana,
  sameBankAccount,
  type BankAccount,
} from './account.ts';
import { toBankMasterName } from './master-name.ts';
import { checkYuchoType, yuchoAccountOf } from './yucho.ts';

const answer = <T>(result: Result<T>) =>
  result.ok ? result.value : { code: result.refusal.code, ...result.refusal.facts };

describe('ゆうちょ銀行の記号番号', () => {
  it.each([
    ['11940', '12345671', '198', '1', '1234567'],
    ['１０１８０', '１２３４５６７１', '018', '1', '1234567'],
    ['10180', '23451', '018', '1', '0002345'],
    ['10180', '11', '018', '1', '0000001'],
    ['00120-', '123456', '019', '2', '0123456'],
    ['00990', '1234567', '099', '2', '1234567'],
    ['00990', '1', '099', '2', '0000001'],
  ])(
    '%s and %s are 店番 %s, 種目 %s, 口座番号 %s',
    (symbol, number, branchCode, accountType, accountNumber) => {
      expect(answer(yuchoAccountOf(symbol, number))).toEqual({
        bankCode: '9900',
        branchCode,
        accountType,
        accountNumber,
      });
    },
  );

  it.each(['', '1194', '119400', '21940', '11941', '1194a', 'a11940', '11940-2'])(
    '%j is no 記号',
    (symbol) => {
      expect(answer(yuchoAccountOf(symbol, '12345671'))).toEqual({ code: 'YUCHO_SYMBOL_FORMAT' });
    },
  );

  it.each([
    ['11940', '12345670', 8],
    ['11940', '123456711', 9],
    ['11940', '1', 1],
    ['11940', '', 0],
    ['11940', 'a2345671', 7],
    ['00120', '12345678', 8],
    ['00120', '', 0],
    ['00120', '12345a', 5],
    ['00120', 'a12345', 5],
  ])('%s does not go with %j', (symbol, number, digits) => {
    expect(answer(yuchoAccountOf(symbol, number))).toEqual({ code: 'YUCHO_NUMBER_FORMAT', digits });
  });

  it.each([
    ['018', '1', '1'],
    ['019', '2', '2'],
    ['018', '2', { code: 'YUCHO_TYPE_MISMATCH', expected: '普通', found: '当座' }],
    ['019', '1', { code: 'YUCHO_TYPE_MISMATCH', expected: '当座', found: '普通' }],
    ['018', '4', { code: 'YUCHO_TYPE_MISMATCH', expected: '普通', found: '貯蓄' }],
  ] as const)('店番 %s with 種目 %s answers %j', (branch, type, expected) => {
    expect(answer(checkYuchoType(branch, type))).toEqual(expected);
  });
});

const anAccount = (change: Partial<BankAccount> = {}): BankAccount => ({
  bankCode: '0129',
  branchCode: '100',
  accountType: '1',
  accountNumber: '1234567',
  holderKana: 'ｶ)ｻﾝﾌﾟﾙ',
  ...change,
});

describe('BankAccount 振込先口座', () => {
  it('is read in full width and kept as the bank file needs it', () => {
    expect(
      bankAccountSchema.parse({
        bankCode: '０１２９',
        branchCode: '１００',
        accountType: '1',
        accountNumber: '１２３',
        holderKana: 'カ）さんぷるショウカイ',
      }),
    ).toEqual(anAccount({ accountNumber: '0000123', holderKana: 'ｶ)ｻﾝﾌﾟﾙｼﾖｳｶｲ' }));
  });

  it.each([
    [parseBankCode, '129', 'BANK_CODE_FORMAT'],
    [parseBankCode, '01290', 'BANK_CODE_FORMAT'],
    [parseBankCode, 'a0129', 'BANK_CODE_FORMAT'],
    [parseBranchCode, '10', 'BRANCH_CODE_FORMAT'],
    [parseBranchCode, '1000', 'BRANCH_CODE_FORMAT'],
    [parseBranchCode, 'a100', 'BRANCH_CODE_FORMAT'],
    [parseHolderKana, '', 'ZENGIN_REQUIRED'],
    [parseHolderKana, '株式会社', 'KANA_NOT_CONVERTIBLE'],
    [parseHolderKana, 'ア'.repeat(31), 'ZENGIN_TOO_LONG'],
  ])('%o refuses %j', (parse, input, code) => {
    expect(answer(parse(input))).toMatchObject({ code });
  });

  it.each([
    ['', 0],
    ['12345678', 8],
    ['12345a', 5],
    ['a12345', 5],
  ])('the number %j is refused by its count of digits and never quoted', (input, digits) => {
    const result = parseAccountNumber(input);
    expect(answer(result)).toEqual({ code: 'ACCOUNT_NUMBER_FORMAT', digits });
    expect(JSON.stringify(result)).not.toContain('12345');
  });

  it.each([
    ['1', '0000001'],
    ['1234567', '1234567'],
    ['１２３-４', '0001234'],
  ])('the number %s is kept as %s', (input, number) => {
    expect(answer(parseAccountNumber(input))).toBe(number);
  });

  it('has the four types of the bank file', () => {
    expect(ACCOUNT_TYPES.map(({ code }) => code)).toEqual(accountTypeSchema.options);
    expect(accountTypeSchema.options.map(accountTypeName)).toEqual(['普通', '当座', '貯蓄', 'その他']);
  });

  it('shows only the last three digits', () => {
    expect(maskAccountNumber('1234567')).toBe('•••567');
    expect(isMaskedNumber(maskAccountNumber('1234567'))).toBe(true);
    expect([isMaskedNumber('1234567'), isMaskedNumber(undefined)]).toEqual([false, false]);
  });

  it('is the same only when every part is the same', () => {
    expect(sameBankAccount(anAccount(), anAccount())).toBe(true);
    const others: Partial<BankAccount>[] = [
      { bankCode: '0130' },
      { branchCode: '101' },
      { accountType: '2' },
      { accountNumber: '1234568' },
      { holderKana: 'ｶ)ｻﾝﾌﾟﾗ' },
    ];
    for (const change of others)
      expect(sameBankAccount(anAccount(), anAccount(change)), JSON.stringify(change)).toBe(false);
    expect(accountKey(anAccount())).toBe('0129-100-1-1234567');
  });
});

describe('The bank master 金融機関マスタのカナ', () => {
  it.each([
    ['アシカガ', 'ｱｼｶｶﾞ'],
    ['トウキヨウセンタ－', 'ﾄｳｷﾖｳｾﾝﾀ-'],
    ['ＴＢＳ', 'TBS'],
    ['ダイ１　シテン', 'ﾀﾞｲ1ｼﾃﾝ'],
    ['ガギグゲゴガギア', 'ｶﾞｷﾞｸﾞｹﾞｺﾞｶﾞｷﾞｱ'],
  ])('%s is written %s', (kana, name) => {
    expect(answer(toBankMasterName(kana))).toBe(name);
  });

  it.each([
    ['栃木', '栃'],
    ['ア(イ', '('],
    ['ガギグゲゴガギアイ', 'ｲ'],
  ])('%s is refused for %s', (found, character) => {
    expect(answer(toBankMasterName(found))).toEqual({ code: 'BANK_NAME_NOT_CONVERTIBLE', found, character });
  });
});
