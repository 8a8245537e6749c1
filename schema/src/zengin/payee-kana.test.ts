import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Result } from '../refusal.ts';
import { allowedBytes, byteOf } from './charset.ts';
import { BUSINESS_WORDS, CORPORATE_WORDS, OFFICE_WORDS } from './corporate-words.ts';
import { proposeCut } from './cut.ts';
import {
  findCorporateWord,
  fitPayeeName,
  suggestCorporatePayee,
  suggestPersonPayee,
  toBankKana,
} from './payee-kana.ts';

const answer = <T>(result: Result<T>) =>
  result.ok ? result.value : { code: result.refusal.code, ...result.refusal.facts };

const suggest = (legalName: string, kana: string, shorten = false) =>
  answer(suggestCorporatePayee({ legalName, kana }, undefined, shorten));

describe('toBankKana 振込用カナへの変換', () => {
  it.each([
    ['さんぷるしょうかい', 'ｻﾝﾌﾟﾙｼﾖｳｶｲ'],
    [
      'ガギグゲゴザジズゼゾダヂヅデドバビブベボパピプペポヴ',
      'ｶﾞｷﾞｸﾞｹﾞｺﾞｻﾞｼﾞｽﾞｾﾞｿﾞﾀﾞﾁﾞﾂﾞﾃﾞﾄﾞﾊﾞﾋﾞﾌﾞﾍﾞﾎﾞﾊﾟﾋﾟﾌﾟﾍﾟﾎﾟｳﾞ',
    ],
    ['ァィゥェォャュョッヮヵヶ', 'ｱｲｳｴｵﾔﾕﾖﾂﾜｶｹ'],
    ['ｧｨｩｪｫｬｭｮｯｰ', 'ｱｲｳｴｵﾔﾕﾖﾂ-'],
    ['アイウエオカキクケコサシスセソタチツテト', 'ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄ'],
    ['ナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン', 'ﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜﾝ'],
    ['ｶﾞｸﾌﾟ', 'ｶﾞｸﾌﾟ'],
    ['か\u3099', 'ｶﾞ'],
    ['ン゛ン゜', 'ﾝﾞﾝﾟ'],
    ['ンﾞンﾟ', 'ﾝﾞﾝﾟ'],
    ['スーパー−―‐‑‒–—－', 'ｽ-ﾊﾟ---------'],
    ['Ａｂｃ　１２３', 'ABC 123'],
    ['（ア）．イ', '(ｱ).ｲ'],
    [' ア　　イ ', 'ｱ ｲ'],
  ])('%s is written %s', (input, output) => {
    expect(answer(toBankKana(input))).toBe(output);
  });

  it.each([
    ['栃木', '栃'],
    ['ア・イ', '・'],
    ['ア,イ', ','],
    ['ア〜', '〜'],
    ['ヲ', 'ヲ'],
    ['ヷ', 'ヷ'],
    ['ヺ', 'ヺ'],
    ['ヰ', 'ヰ'],
    ['A&B', '&'],
    ['𠮷', '𠮷'],
    ['㈱', '㈱'],
    ['①', '①'],
    ['ア＼', '\\'],
    ['¥', '¥'],
    ['￥', '￥'],
    ['ヸ', 'ヸ'],
    ['ヹ', 'ヹ'],
    ['「ア」', '「'],
    ['~', '~'],
  ])('%s is refused for %s rather than guessed at', (found, character) => {
    expect(answer(toBankKana(found))).toEqual({ code: 'KANA_NOT_CONVERTIBLE', found, character });
  });

  it.each([
    ['ア・イ', '「・」は入れずに'],
    ['ヱビス', '「ヱ」は「エ」と'],
    ['ヰセキ', '「ヰ」は「イ」と'],
    ['栃木', '通帳のカナ表記をそのまま'],
  ])('says for %s what to write instead', (found, words) => {
    const converted = toBankKana(found);
    expect(converted.ok ? '' : converted.refusal.message).toContain(words);
  });

  it('takes ヲ and brackets where the bank does', () => {
    expect(answer(toBankKana('ヲ「」', { symbols: '｢｣', woAllowed: true }))).toBe('ｦ｢｣');
    expect(answer(toBankKana('ヲ／', undefined, 'edi'))).toBe('ｦ/');
  });

  it('writes only bytes a name allows, and its own result again unchanged', () => {
    const allowed = allowedBytes('name', { symbols: '()-.', woAllowed: false });
    fc.assert(
      fc.property(fc.stringMatching(/^[ぁ-んァ-ヴーａ-ｚＡ-Ｚ０-９（）\u3000]{0,20}$/u), (text) => {
        const result = toBankKana(text);
        if (!result.ok) return;
        for (const character of result.value) expect(allowed[byteOf(character) as number]).toBe(1);
        expect(answer(toBankKana(result.value))).toBe(result.value);
      }),
    );
  });
});

describe('A name of at most 30 bytes 受取人名', () => {
  it.each([
    ['ｱ'.repeat(30), 'ｱ'.repeat(30)],
    ['ｱ'.repeat(31), 'ｱ'.repeat(30)],
    [`${'ｱ'.repeat(29)}ｶﾞ`, 'ｱ'.repeat(29)],
    [`${'ｱ'.repeat(29)}ﾊﾟ`, 'ｱ'.repeat(29)],
    [`${'ｱ'.repeat(28)}ｶﾞｱ`, `${'ｱ'.repeat(28)}ｶﾞ`],
    [`${'ｱ'.repeat(29)} ｱ`, 'ｱ'.repeat(29)],
    [`${'ｱ'.repeat(29)} `, 'ｱ'.repeat(29)],
    ['ｱ', 'ｱ'],
  ])('%s is proposed as %s', (name, proposed) => {
    expect(proposeCut(name, 30)).toBe(proposed);
  });

  it('is never cut without asking', () => {
    expect(answer(fitPayeeName('ｱ'.repeat(30)))).toBe('ｱ'.repeat(30));
    expect(answer(fitPayeeName(`${'ｱ'.repeat(29)}ｶﾞ`))).toEqual({
      code: 'ZENGIN_TOO_LONG',
      line: 0,
      field: '受取人名',
      bytes: 31,
      maxBytes: 30,
      proposed: 'ｱ'.repeat(29),
    });
    expect(answer(fitPayeeName(''))).toEqual({ code: 'ZENGIN_REQUIRED', line: 0, field: '受取人名' });
  });

  it('the proposal is a beginning of the name and never ends before a mark', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[ｱ-ﾝ]ﾞ?[ｱ-ﾟ ]{0,40}$/u),
        fc.integer({ min: 2, max: 30 }),
        (name, max) => {
          const cut = proposeCut(name, max);
          expect(cut.length).toBeLessThanOrEqual(max);
          expect(name.startsWith(cut)).toBe(true);
        },
      ),
    );
  });
});

describe('法人略語', () => {
  it.each([
    ['株式会社サンプル', 'カブシキガイシャサンプル', 'ｶ)ｻﾝﾌﾟﾙ'],
    ['株式会社サンプル', 'サンプル', 'ｶ)ｻﾝﾌﾟﾙ'],
    ['株式会社サンプル', 'カブシキカイシャ　サンプル', 'ｶ)ｻﾝﾌﾟﾙ'],
    ['株式会社サンプル', 'カ）サンプル', 'ｶ)ｻﾝﾌﾟﾙ'],
    ['株式会社サンプル', '（カ）サンプル', 'ｶ)ｻﾝﾌﾟﾙ'],
    ['㈱サンプル', 'サンプル', 'ｶ)ｻﾝﾌﾟﾙ'],
    ['（株）サンプル', 'サンプル', 'ｶ)ｻﾝﾌﾟﾙ'],
    ['サンプル株式会社', 'サンプルカブシキガイシャ', 'ｻﾝﾌﾟﾙ(ｶ'],
    ['サンプル株式会社', 'サンプル', 'ｻﾝﾌﾟﾙ(ｶ'],
    ['サンプル株式会社', 'サンプル（カ', 'ｻﾝﾌﾟﾙ(ｶ'],
    ['サンプル株式会社', 'サンプル　カブシキガイシャ', 'ｻﾝﾌﾟﾙ(ｶ'],
    ['株式会社サンプル', 'サンプルカブシキガイシャ', 'ｶ)ｻﾝﾌﾟﾙｶﾌﾞｼｷｶﾞｲｼﾔ'],
    ['株式　会社サンプル', ' カブシキガイシャサンプル ', 'ｶ)ｻﾝﾌﾟﾙ'],
    ['サンプル株式会社', 'サンプル（カ）', 'ｻﾝﾌﾟﾙ(ｶ'],
    ['サンプル 株式会社 千葉支店', 'サンプル カブシキガイシャ チバシテン', 'ｻﾝﾌﾟﾙ(ｶ)ﾁﾊﾞｼﾃﾝ'],
    ['サンプル株式会社', 'カブシキガイシャサンプル', 'ｶﾌﾞｼｷｶﾞｲｼﾔｻﾝﾌﾟﾙ(ｶ'],
    ['有限会社サンプル', 'ユウゲンガイシャサンプル', 'ﾕ)ｻﾝﾌﾟﾙ'],
    ['サンプル合同会社', 'サンプル', 'ｻﾝﾌﾟﾙ(ﾄﾞ'],
    ['医療法人社団サンプル会', 'イリョウホウジンシャダンサンプルカイ', 'ｲ)ｻﾝﾌﾟﾙｶｲ'],
    ['一般財団法人サンプル', 'サンプル', 'ｻﾞｲ)ｻﾝﾌﾟﾙ'],
    ['社会福祉法人サンプル会', 'シャカイフクシホウジンサンプルカイ', 'ﾌｸ)ｻﾝﾌﾟﾙｶｲ'],
    ['ＮＰＯ法人サンプル', 'サンプル', 'ﾄｸﾋ)ｻﾝﾌﾟﾙ'],
    ['サンプル社会保険労務士法人', 'サンプル', 'ｻﾝﾌﾟﾙ(ﾛｳﾑ'],
    ['地方独立行政法人サンプル', 'サンプル', 'ﾁﾄﾞｸ)ｻﾝﾌﾟﾙ'],
    ['サンプル商店', 'サンプルショウテン', 'ｻﾝﾌﾟﾙｼﾖｳﾃﾝ'],
  ])('%s (%s) is suggested as %s', (legalName, kana, payee) => {
    expect(suggest(legalName, kana)).toBe(payee);
  });

  it('is refused in the middle of a name when its place in the kana is not known', () => {
    expect(suggest('サンプル株式会社千葉支店', 'サンプルチバシテン')).toEqual({
      code: 'CORPORATE_WORD_NOT_PLACED',
      name: 'サンプルチバシテン',
      word: '株式会社',
    });
  });

  it('passes on what cannot be converted or does not fit', () => {
    expect(suggest('株式会社サンプル', '株式会社')).toMatchObject({ code: 'KANA_NOT_CONVERTIBLE' });
    expect(suggest('株式会社サンプル', 'ア'.repeat(29))).toMatchObject({
      code: 'ZENGIN_TOO_LONG',
      bytes: 31,
    });
  });

  it('shortens offices and lines of business only when asked', () => {
    const kana = 'カブシキガイシャサンプルウツノミヤエイギョウショ';
    expect(suggest('株式会社サンプル宇都宮営業所', kana, true)).toBe('ｶ)ｻﾝﾌﾟﾙｳﾂﾉﾐﾔ(ｴｲ');
    expect(suggest('株式会社サンプル宇都宮営業所', kana)).toBe('ｶ)ｻﾝﾌﾟﾙｳﾂﾉﾐﾔｴｲｷﾞﾖｳｼﾖ');
    expect(
      suggest('サンプル農業協同組合連合会', 'サンプルノウギョウキョウドウクミアイレンゴウカイ', true),
    ).toBe('ｻﾝﾌﾟﾙﾉｳｷﾖｳﾚﾝ');
    expect(suggest('サンプル営業所', 'サンプル　エイギョウショ', true)).toBe('ｻﾝﾌﾟﾙ(ｴｲ');
    expect(
      answer(suggestCorporatePayee({ legalName: 'サンプル営業所', kana: 'サンプルエイギョウショ' })),
    ).toBe('ｻﾝﾌﾟﾙｴｲｷﾞﾖｳｼﾖ');
    expect(suggest('営業所', 'エイギョウショ', true)).toBe('ｴｲｷﾞﾖｳｼﾖ');
  });

  it('are listed longer words first, so that none hides a longer one', () => {
    const names = CORPORATE_WORDS.flatMap(({ written }) => written);
    for (const [index, name] of names.entries()) {
      expect(
        names.slice(index + 1).filter((later) => later.includes(name)),
        name,
      ).toEqual([]);
    }
  });

  it('takes the longest word and its place', () => {
    expect(findCorporateWord('公益社団法人サンプル')).toMatchObject({
      written: '公益社団法人',
      place: 'leading',
    });
    expect(findCorporateWord('サンプル')).toBeUndefined();
  });

  it('can be written in a bank file, word for word, and reads as kana', () => {
    const words = [...CORPORATE_WORDS, ...OFFICE_WORDS, ...BUSINESS_WORDS];
    for (const { written, reading, short } of words) {
      expect(answer(toBankKana(short)), short).toBe(short);
      expect(toBankKana(reading).ok, reading).toBe(true);
      expect(
        written.every((name) => name !== ''),
        reading,
      ).toBe(true);
    }
    const table = Object.fromEntries(words.map(({ written, short }) => [written[0] ?? '', short]));
    expect(table).toMatchInlineSnapshot(`
      {
        "NPO法人": "ﾄｸﾋ",
        "一般社団法人": "ｼﾔ",
        "一般財団法人": "ｻﾞｲ",
        "中間法人": "ﾁﾕｳ",
        "健康保険組合": "ｹﾝﾎﾟ",
        "公益社団法人": "ｼﾔ",
        "公益財団法人": "ｻﾞｲ",
        "公立大学法人": "ﾀﾞｲ",
        "共済組合": "ｷﾖｳｻｲ",
        "共済農業協同組合連合会": "ｷﾖｳｻｲﾚﾝ",
        "出張所": "ｼﾕﾂ",
        "労働組合": "ﾛｳｸﾐ",
        "医療法人": "ｲ",
        "医療法人社団": "ｲ",
        "医療法人財団": "ｲ",
        "協同組合": "ｷﾖｳｸﾐ",
        "厚生年金基金": "ｺｳﾈﾝ",
        "司法書士法人": "ｼﾎｳ",
        "合同会社": "ﾄﾞ",
        "合名会社": "ﾒ",
        "合資会社": "ｼ",
        "営業所": "ｴｲ",
        "国民健康保険": "ｺｸﾎ",
        "国民健康保険団体連合会": "ｺｸﾎﾚﾝ",
        "国立大学法人": "ﾀﾞｲ",
        "地方独立行政法人": "ﾁﾄﾞｸ",
        "学校法人": "ｶﾞｸ",
        "宗教法人": "ｼﾕｳ",
        "弁護士法人": "ﾍﾞﾝ",
        "更生保護法人": "ﾎｺﾞ",
        "有限会社": "ﾕ",
        "株式会社": "ｶ",
        "海上火災保険": "ｶｲｼﾞﾖｳ",
        "漁業協同組合連合会": "ｷﾞﾖﾚﾝ",
        "火災海上保険": "ｶｻｲ",
        "特定非営利活動法人": "ﾄｸﾋ",
        "独立行政法人": "ﾄﾞｸ",
        "生命保険": "ｾｲﾒｲ",
        "相互会社": "ｿ",
        "社会保険労務士法人": "ﾛｳﾑ",
        "社会保険診療報酬支払基金": "ｼﾔﾎ",
        "社会医療法人": "ｲ",
        "社会医療法人社団": "ｲ",
        "社会医療法人財団": "ｲ",
        "社会福祉協議会": "ｼﾔｷﾖｳ",
        "社会福祉法人": "ﾌｸ",
        "社団法人": "ｼﾔ",
        "税理士法人": "ｾﾞｲ",
        "管理組合法人": "ｶﾝﾘ",
        "行政書士法人": "ｷﾞﾖ",
        "財団法人": "ｻﾞｲ",
        "農事組合法人": "ﾉｳ",
        "農業協同組合連合会": "ﾉｳｷﾖｳﾚﾝ",
        "連合会": "ﾚﾝ",
        "食糧販売協同組合": "ｼﾖｸﾊﾝｷﾖｳ",
      }
    `);
  });
});

describe('受取人名 of a person', () => {
  it('is surname, one space and given name', () => {
    expect(answer(suggestPersonPayee('とちぎ', 'たろう'))).toBe('ﾄﾁｷﾞ ﾀﾛｳ');
    expect(answer(suggestPersonPayee('栃木', 'タロウ'))).toMatchObject({ code: 'KANA_NOT_CONVERTIBLE' });
    expect(answer(suggestPersonPayee('ア'.repeat(20), 'イ'.repeat(20)))).toMatchObject({
      code: 'ZENGIN_TOO_LONG',
    });
  });
});
