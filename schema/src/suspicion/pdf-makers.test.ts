import { describe, expect, it } from 'vitest';
import { ownMailDomain } from './mail-domain.ts';
import { pdfMakers } from './pdf-makers.ts';

describe('PDF の作成者 pdfMakers', () => {
  it.each([
    ['/Author (Sano Taro) /Producer (Skia/PDF m120)', { author: 'sano taro', producer: 'skia/pdf m120' }],
    ['/Author(SANO  TARO)', { author: 'sano taro', producer: null }],
    ['/Author (a \\(b\\) (c) \\\\ \\101\\12x)', { author: 'a (b) (c) \\ a x', producer: null }],
    ['/Author <FEFF4F5091CE592A90CE>', { author: '佐野太郎', producer: null }],
    ['/Author (\u00FE\u00FF\\117\\120\\221\\316)', { author: '佐野', producer: null }],
    ['/Author <EFBBBFE4BD90E9878E>', { author: '佐野', producer: null }],
    ['/Author (first) … /Author (second)', { author: 'second', producer: null }],
    ['/Author <414> ', { author: 'a@', producer: null }],
    ['/Author << /x 1 >>', { author: null, producer: null }],
    ['', { author: null, producer: null }],
  ])('reads %s', (text, expected) => {
    expect(pdfMakers(text)).toEqual(expected);
  });

  it.each(['User', ' owner ', 'Microsoft Office User', 'x', ''])('knows nobody by 「%s」', (name) => {
    expect(pdfMakers(`/Author (${name})`).author).toBeNull();
  });
});

describe('独自ドメイン ownMailDomain', () => {
  it.each([
    ['Soumu@Keyaki.co.jp', 'keyaki.co.jp'],
    ['taro@gmail.com', null],
    ['taro@docomo.ne.jp', null],
    ['taro@bz01.plala.or.jp', null],
    ['taro@ucatv.ne.jp', null],
    ['taro@notplala.example', 'notplala.example'],
    ['taro', null],
    ['', null],
  ])('of %s is %s', (address, domain) => {
    expect(ownMailDomain(address)).toBe(domain);
  });
});
