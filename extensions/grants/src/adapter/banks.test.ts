import { describe, expect, it } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { accountFaults, banksAsOf, nameOfCode, searchBanks, searchBranches } from './banks.ts';

describe('金融機関の検索', () => {
  it.each([
    ['栃木信用金庫', '1222'],
    ['栃木信金', '1222'],
    ['とちぎしんきん', '1222'],
    ['栃木銀行', '0517'],
    ['栃木', '0517'],
    ['とちぎ', '0517'],
    ['足利銀行', '0129'],
    ['アシカガ', '0129'],
    ['0129', '0129'],
    ['足利小山信用金庫', '1221'],
    ['宇都宮農業協同組合', '4445'],
    ['うつのみや農協', '4445'],
    ['JAうつのみや', '4445'],
    ['ＪＡ宇都宮', '4445'],
    ['那須野農業協同組合', '4507'],
    ['中央労働金庫', '2963'],
    ['ちゅうおうろうきん', '2963'],
    ['ゆうちょ', '9900'],
    ['ゆうちょ銀行', '9900'],
  ])('offers for %s first %s', (query, code) => {
    expect(searchBanks(query)[0]?.code).toBe(code);
  });

  it('shows every bank by its official name', () => {
    expect(searchBanks('1222')).toEqual([{ code: '1222', name: '栃木信用金庫', kana: 'トチギシンキン' }]);
  });
});

describe('金融機関一覧の日付', () => {
  it('is that of the master that is installed', () => {
    expect(manifest.dependencies['zengin-code']).toMatch(
      new RegExp(`p${banksAsOf().replaceAll('-', '')}$`, 'u'),
    );
  });
});

describe('支店の検索', () => {
  it('finds by name with or without 支店, by kana and by code', () => {
    for (const query of ['宇都宮支店', '宇都宮', 'うつのみや', 'ウツノミヤ', '101'])
      expect(searchBranches('0129', query)[0], query).toMatchObject({ code: '101', name: '宇都宮' });
  });

  it('lists the first branches before anything is typed in, and none of a bank that does not exist', () => {
    expect(searchBranches('0129', '')).toHaveLength(30);
    expect(searchBranches('0129', '')[0]?.code).toBe('100');
    expect(searchBranches('0000', '')).toEqual([]);
  });
});

describe('口座の照合', () => {
  it.each([
    ['0129', '100', '1', null],
    ['9900', '078', '1', null],
    ['9900', '079', '2', null],
    ['0129', '999', '1', 'branchCode'],
    ['0000', '100', '1', 'branchCode'],
    ['9900', '198', '1', 'branchCode'],
    ['9900', '078', '2', 'accountType'],
    ['9900', '079', '1', 'accountType'],
  ] as const)('of %s %s, type %s, finds %s', (bankCode, branchCode, accountType, key) => {
    const faults = accountFaults({ bankCode, branchCode, accountType });
    expect(faults.map((fault) => fault.key)).toEqual(key === null ? [] : [key]);
  });
});

it('writes the payee by name and code, so that an applicant can check it against the passbook', () => {
  const answers = { bankCode: '0129', branchCode: '100' };
  expect(nameOfCode('bankCode', answers)).toBe('足利銀行（0129）');
  expect(nameOfCode('branchCode', answers)).toMatch(/^.+（100）$/u);
  expect(nameOfCode('accountHolderKana', answers)).toBeNull();
  expect(nameOfCode('bankCode', { bankCode: '0000', branchCode: '100' })).toBeNull();
});
