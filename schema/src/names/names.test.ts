import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { kanaSchema } from '../answer-shapes.ts';
import { addressKey } from './address-key.ts';
import { parseKana, toKatakana } from './kana.ts';
import { emailKey } from '../identifiers/contact.ts';
import { corporateNameKey, nameKey, phoneKey } from './keys.ts';
import { foldVariants } from './variants.ts';
import { compactCode, toHalfWidthAscii } from './width.ts';

const answer = (input: string) => {
  const result = parseKana(input);
  return result.ok ? result.value : { code: result.refusal.code, ...result.refusal.facts };
};

describe('Widths of letters', () => {
  it('turns full-width ASCII into half-width and keeps everything else', () => {
    expect(toHalfWidthAscii('！～ＡｚＺ０９－（）　栃ア')).toBe('!~AzZ09-()　栃ア');
    expect(compactCode('１-２‐３–４—５―６−７－８ー９ｰ０─1━2 3　4\u200b5\ufeff6')).toBe('1234567890123456');
  });
});

describe('フリガナ', () => {
  it.each([
    ['とちぎ　たろう', 'トチギ　タロウ'],
    ['ﾄﾁｷﾞ ﾀﾛｳ', 'トチギ　タロウ'],
    ['  サンプル  ショウカイ ', 'サンプル　ショウカイ'],
    ['サーヴィス', 'サーヴィス'],
    ['さ-び−す', 'サービース'],
    ['ｻﾝ･ﾌﾟﾙ', 'サン・プル'],
    ['サン·プル', 'サン・プル'],
    ['ABC12', 'ＡＢＣ１２'],
    ['Ｂ＆Ｇ．', 'Ｂ＆Ｇ．'],
    ['ヶヵヮ', 'ヶヵヮ'],
  ])('%j is written %s', (input, kana) => {
    expect(answer(input)).toBe(kana);
  });

  it.each([
    ['栃木', '栃'],
    ['トチギ（タロウ', '('],
    ['', ''],
    ['　', ''],
    ['ア〜', '〜'],
  ])('%j is refused for %j', (found, character) => {
    expect(answer(found)).toEqual({ code: 'KANA_NOT_READABLE', found, character });
  });

  it('asks for one when there is none', () => {
    const result = parseKana('');
    expect(result.ok ? '' : result.refusal.message).toBe('フリガナを入力してください。');
  });

  it('keeps what it has written', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[ぁ-んァ-ヴ]{1,20}$/u), (text) => {
        const kana = answer(text) as string;
        expect(answer(kana)).toBe(kana);
        expect(kanaSchema.parse(text)).toBe(kana);
      }),
    );
  });

  it('joins a kana and its separate mark', () => {
    expect(toKatakana('か\u3099ﾊﾟ')).toBe('ガパ');
    expect(toKatakana('ゞ栃')).toBe('ヾ栃');
  });
});

describe('異体字', () => {
  it.each([
    ['髙橋', '高橋'],
    ['山﨑嵜', '山崎崎'],
    ['齋齊斉', '斎斎斎'],
    ['渡邊渡邉', '渡辺渡辺'],
    ['𠮷田', '吉田'],
    ['辻\u{e0100}堂', '辻堂'],
    ['神\ufe00', '神'],
    ['\ufa19', '神'],
    ['嶋嶌', '島島'],
    ['塚', '塚'],
    ['瀧澤', '滝沢'],
  ])('%s and %s are one', (variant, common) => {
    expect(foldVariants(variant)).toBe(common);
    expect(nameKey(variant)).toBe(nameKey(common));
  });
});

describe('nameKey 照合用の名称', () => {
  it.each([
    ['とちぎ 太郎', 'トチギ太郎'],
    ['サン・プル', 'サンプル'],
    ['ヴァヴィヴヴェヴォ', 'バビブベボ'],
    ['キャノン', 'キヤノン'],
    ['ァィゥェォャュョッヮヵヶ', 'アイウエオヤユヨツワカケ'],
    ['サービス', 'サ－ビス'],
    ['ｻﾝﾌﾟﾙ', 'サンプル'],
    ['Sample Co., Ltd.', 'ＳＡＭＰＬＥ　ＣＯ　ＬＴＤ'],
    ["O'ne “a”", 'ONEA'],
  ])('%s and %s are one', (left, right) => {
    expect(nameKey(left)).toBe(nameKey(right));
  });

  it('keeps different names apart', () => {
    expect(nameKey('栃木商店')).toBe('栃木商店');
    expect(nameKey('Ｓａｍｐｌｅ')).toBe('SAMPLE');
    expect(nameKey('栃木商店')).not.toBe(nameKey('栃木商会'));
  });

  it('of a key is the key', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[ぁ-んァ-ヴー・\u3000A-Za-zＡ-Ｚ㈱髙﨑辺邊-]{0,20}$/u), (text) => {
        expect(nameKey(nameKey(text))).toBe(nameKey(text));
      }),
    );
  });
});

describe('corporateNameKey 法人名の照合', () => {
  it.each([
    ['株式会社サンプル', 'サンプル', '株式会社', 'leading'],
    ['㈱サンプル', 'サンプル', '株式会社', 'leading'],
    ['（株） サンプル', 'サンプル', '株式会社', 'leading'],
    ['カブシキガイシャサンプル', 'サンプル', '株式会社', 'leading'],
    ['カブシキカイシャ　サンプル', 'サンプル', '株式会社', 'leading'],
    ['サンプル株式会社', 'サンプル', '株式会社', 'trailing'],
    ['サンプル（株）', 'サンプル', '株式会社', 'trailing'],
    ['医療法人社団髙橋会', '高橋会', '医療法人社団', 'leading'],
    ['一般社団法人サンプル', 'サンプル', '一般社団法人', 'leading'],
    ['サンプル', 'サンプル', null, 'none'],
    ['株式会社', '株式会社', null, 'none'],
    ['サンプル株式会社販売', 'サンプル株式会社販売', null, 'none'],
  ])('%s is %s with %s %s', (name, key, word, place) => {
    expect(corporateNameKey(name)).toEqual({ key, word, place });
  });
});

describe('addressKey 照合用の住所', () => {
  it.each([
    ['栃木県宇都宮市塙田１丁目１番２０号', '宇都宮市塙田1-1-20'],
    ['宇都宮市塙田一丁目一番二十号', '宇都宮市塙田1-1-20'],
    ['宇都宮市塙田1－1ー20', '宇都宮市塙田1-1-20'],
    ['宇都宮市 塙田 1‐1−20', '宇都宮市塙田1-1-20'],
    ['宇都宮市塙田1の1の20', '宇都宮市塙田1-1-20'],
    ['小山市大字サンプル十二番地の三十四', '小山市大字サンプル12-34'],
    ['小山市サンプル12番地の34', '小山市サンプル12-34'],
    ['小山市サンプル12番地', '小山市サンプル12'],
    ['小山市サンプル12番地－A棟', '小山市サンプル12A棟'],
    ['宇都宮市塙田1の二', '宇都宮市塙田1-2'],
    ['宇都宮市塙田1の二荒町', '宇都宮市塙田1の二荒町'],
    ['小山市サンプル九十九番地', '小山市サンプル99'],
    ['小山市サンプル十番地', '小山市サンプル10'],
    ['宇都宮市二荒町1-2', '宇都宮市二荒町1-2'],
    ['宇都宮市塙田1丁目2番3号サンプルビル', '宇都宮市塙田1-2-3サンプルビル'],
    ['鹿沼市鶴ヶ丘', '鹿沼市鶴ケ丘'],
    ['鹿沼市鶴が丘', '鹿沼市鶴ケ丘'],
    ['鹿沼市鶴ケ丘', '鹿沼市鶴ケ丘'],
    ['髙根沢町Ａ棟a', '高根沢町A棟A'],
    ['サーラ1ー2', 'サーラ1-2'],
    ['宇都宮市栃木県通り', '宇都宮市栃木県通り'],
  ])('%s has the key %s', (address, key) => {
    expect(addressKey(address)).toBe(key);
  });

  it('is one for every way of writing the same numbers', () => {
    const kanji = (count: number) => {
      const digit = (part: number) => '〇一二三四五六七八九'.charAt(part);
      const tens = Math.floor(count / 10);
      return `${tens > 1 ? digit(tens) : ''}${tens > 0 ? '十' : ''}${count % 10 > 0 ? digit(count % 10) : ''}`;
    };
    const wide = (count: number) =>
      String(count).replace(/\d/gu, (digit) => String.fromCodePoint(0xff10 + Number(digit)));
    const number = fc.integer({ min: 1, max: 99 });
    fc.assert(
      fc.property(number, number, number, fc.constantFrom('-', '－', '‐', '−', 'ー'), (a, b, c, dash) => {
        const spellings = [String, wide, kanji].flatMap((say) => [
          `栃木県宇都宮市塙田${say(a)}丁目${say(b)}番${say(c)}号`,
          `宇都宮市 塙田${say(a)}丁目${say(b)}番地の${say(c)}`,
        ]);
        const short = [`宇都宮市塙田${wide(a)}${dash}${b}${dash}${c}`, `宇都宮市塙田${a}の${b}の${c}`];
        for (const spelling of [...spellings, ...short]) {
          expect(addressKey(spelling)).toBe(`宇都宮市塙田${a}-${b}-${c}`);
        }
      }),
    );
  });

  it('of a key is the key', () => {
    const key = '高根沢町1-2-3サンプルビルA棟';
    expect(addressKey(key)).toBe(key);
  });
});

describe('Keys of contacts', () => {
  it('are the same for every spelling', () => {
    expect(phoneKey('＋81 28-600-0000')).toBe(phoneKey('028(600)0000'));
    expect(phoneKey('内線 １２３')).toBe('123');
    expect(emailKey('A@Example.jp ')).toBe(emailKey('a@example.JP'));
  });
});
