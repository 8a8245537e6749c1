import { defaultProgramme, papers, PAPER_CODES, pledgeTexts, questionKeys, questions } from '@grant/schema';
import { describe, expect, it } from 'vitest';
import { blankFormPdf } from './blank-form.ts';
import { missingGlyphs } from './fonts.ts';
import { leafletPdf } from './leaflet.ts';
import { mandateFormPdf } from './mandate-form.ts';
import { read } from './reading.ts';

const given = {
  figures: {
    ...defaultProgramme,
    letterContact: '奨励金事務局',
    letterPhone: '028-000-0000',
    letterAddress: '〒320-0000 宇都宮市',
  },
  practice: false,
  portalUrl: 'https://ikukyu.example.jp/portal/',
};

const tight = (text: string): string => text.replaceAll(/\s/gu, '');

describe('支給申請書（記入用）', () => {
  it('asks every question, every paper and every pledge of the form on the screen', async () => {
    const { pages, text } = await read(await blankFormPdf(given));
    expect(pages).toBeLessThanOrEqual(6);
    const asked = questionKeys.filter((key) => !['leavePeriods', 'measures', 'pledges'].includes(key));
    for (const key of asked) expect(text, key).toContain(tight(questions[key].label));
    for (const code of PAPER_CODES.filter((one) => one !== 'other'))
      expect(text, code).toContain(tight(papers[code].mustShow));
    for (const words of Object.values(pledgeTexts)) expect(text).toContain(tight(words));
    expect(text).toContain('奨励金事務局御中');
    expect(text).not.toContain('入力');
  });

  it('has all pledges and the name of who gives them on one sheet, and no heading without its rows', async () => {
    const { sheets } = await read(await blankFormPdf(given));
    const pledged = sheets.filter((sheet) => sheet.includes('代表者の役職・氏名'));
    expect(pledged).toHaveLength(1);
    for (const words of Object.values(pledgeTexts)) expect(pledged[0]).toContain(tight(words));
    const leave = sheets.find((sheet) => sheet.includes('4育児休業'));
    expect(leave).toContain('□育児休業');
  });

  it('follows the programme', async () => {
    const figures = { ...given.figures, requiredPapers: ['registry' as const], postRule: 'arrival' as const };
    const { text } = await read(await blankFormPdf({ ...given, figures }));
    expect(text).not.toContain(tight(papers.wages.mustShow));
    expect(text).toContain('令和9年3月12日まで（必着）');
  });

  it('is the same bytes for the same programme', async () => {
    const [one, other] = await Promise.all([blankFormPdf(given), blankFormPdf(given)]);
    expect(Buffer.compare(one, other)).toBe(0);
  });
});

describe('委任状（記入用）', () => {
  it('is one page that names office, programme, both sides and what is given over', async () => {
    const { pages, text } = await read(await mandateFormPdf(given));
    expect(pages).toBe(1);
    for (const words of ['奨励金事務局御中', tight(given.figures.name), '事業主の名称', '資格・登録番号'])
      expect(text).toContain(words);
    expect(text).toContain('支給申請書の作成と提出');
    expect(text).toContain('代理人が受け取ることはできません');
    expect(Buffer.compare(await mandateFormPdf(given), await mandateFormPdf(given))).toBe(0);
  });
});

describe('リーフレット', () => {
  it('fits one sheet and says what the programme says', async () => {
    const { pages, text } = await read(await leafletPdf(given));
    expect(pages).toBe(2);
    expect(text).toContain('20万円');
    expect(text).toContain('＋30万円');
    expect(text).toContain('高い額のみ');
    expect(text).toContain('ikukyu.example.jp/portal/');
    const both = await leafletPdf({ ...given, figures: { ...given.figures, additionMode: 'cumulative' } });
    expect((await read(both)).text).toContain('合計します');
  });

  it('uses no sign that the face lacks', () => {
    const words = questionKeys.map((key) => questions[key].label + questions[key].hint).join('');
    expect(missingGlyphs(`${words}□①－＋・　${Object.values(pledgeTexts).join('')}`)).toEqual([]);
  });
});
