import { describe, expect, it } from 'vitest';
import { bankSearchNames, foldBankName } from './search-names.ts';

const named = (code: string, name: string, hira: string) => bankSearchNames({ code, name, hira });

describe('金融機関の呼び名', () => {
  it('of a bank are its name with and without 銀行, as written and as heard, and nothing else', () => {
    expect(named('0129', '足利', 'あしかが').toSorted()).toEqual(
      ['足利', '足利銀行', '足利ぎんこう', 'あしかが', 'あしかが銀行', 'あしかがぎんこう'].toSorted(),
    );
  });

  it.each([
    ['栃木信金', 'とちぎしんきん', '栃木信用金庫', 'とちぎしんようきんこ'],
    ['真岡信組', 'もおかしんくみ', '真岡信用組合', 'もおかしんようくみあい'],
    ['中央労金', 'ちゅうおうろうきん', '中央労働金庫', 'ちゆうおうろうどうきんこ'],
  ])('of %s are the short and the long form, by eye and by ear', (name, hira, long, heard) => {
    const names = named('1000', name, hira);
    const stem = name.slice(0, -2);
    for (const one of [name, long, stem, foldBankName(hira), foldBankName(heard), `${stem}${name.slice(-2)}`])
      expect(names).toContain(one);
    // A kind of its own: nobody calls it a bank.
    expect(names.filter((one) => one.includes('銀行') || one.includes('ぎんこう'))).toEqual([]);
  });

  it.each([
    ['宇都宮農協', 'うつのみやのうきょう', 'ja宇都宮', 'jaうつのみや', '農業協同組合'],
    ['大洗町漁協', 'おおあらいまちぎょきょう', 'jf大洗町', 'jfおおあらいまち', '漁業協同組合'],
  ])('of %s hold what stands before the name', (name, hira, written, heard, kind) => {
    const names = named('6000', name, hira);
    expect(names).toContain(written);
    expect(names).toContain(heard);
    expect(names).toContain(`${name.slice(0, -2)}${kind}`);
  });

  it('of any other kind begin with neither JA nor JF', () => {
    expect(named('0129', '足利', 'あしかが').filter((one) => /^j[af]/u.test(one))).toEqual([]);
    expect(named('1000', '栃木信金', 'とちぎしんきん').filter((one) => /^j[af]/u.test(one))).toEqual([]);
  });

  it('are each said once', () => {
    const names = named('6000', '宇都宮農協', 'うつのみやのうきょう');
    expect(new Set(names).size).toBe(names.length);
  });
});

describe('呼び名の比較', () => {
  it.each([
    ['ﾄｳｷﾖｳ', 'とうきよう'],
    ['トウキョウ', 'とうきよう'],
    ['ぁぃぅぇぉっゃゅょゎ', 'あいうえおつやゆよわ'],
    ['ＪＡ　うつのみや', 'jaうつのみや'],
    ['セブン　銀行', 'せぶん銀行'],
    ['ローソン', 'ろ-そん'],
    ['ろ－そん', 'ろ-そん'],
    ['ヴァ', 'ゔあ'],
    ['ヵヶ', 'ゕゖ'],
  ])('folds %s to %s', (text, folded) => {
    expect(foldBankName(text)).toBe(folded);
  });
});
