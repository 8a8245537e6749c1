import { isRefusalError, PAPER_CODES, papers } from '@grant/schema';
import { expect, it } from 'vitest';
import { coverSheetPdf, type CoverSheet } from './cover-sheet.ts';
import { labelPdf } from './label.ts';
import { read } from './reading.ts';
import { statusCardPdf, type StatusCard } from './status-card.ts';

const sheet: CoverSheet = {
  programmeName: 'とちぎ男性育休推進企業奨励金',
  receiptNumber: 'R8-000012-5',
  employerName: null,
  arrivedOn: '2026-07-15',
  postmarkOn: null,
  receivedOn: '2026-07-15',
  papers: PAPER_CODES.filter((code) => code !== 'mandate').map((code) => papers[code].label),
  printedOn: '2026-07-15',
  practice: false,
};

const card: StatusCard = {
  programmeName: sheet.programmeName,
  receiptNumber: sheet.receiptNumber,
  addressee: {
    postalCode: '3230813',
    address: '栃木県小山市横倉新田900番地',
    building: '小山ビル3階',
    name: '株式会社おやま製作所',
    representativeTitle: '代表取締役',
    representativeName: '小山 太郎',
  },
  pin: 'ABCD-2345',
  url: 'https://grant.example.jp/portal/status',
  contact: '事務局',
  printedOn: sheet.printedOn,
  practice: false,
};

it('申請状況の確認のご案内: one page that bears its own address, so that it cannot go to somebody else', async () => {
  const { pages, text } = await read(await statusCardPdf(card));
  expect(pages).toBe(1);
  for (const words of [
    '〒323-0813',
    '横倉新田900番地',
    '小山ビル3階',
    '株式会社おやま製作所',
    '代表取締役小山太郎様',
    'ABCD-2345',
  ])
    expect(text).toContain(words);
});

it('整理票: one page with the number, both days and every paper to look for', async () => {
  const { pages, text } = await read(await coverSheetPdf(sheet));
  expect(pages).toBe(1);
  for (const words of ['R8-000012-5', '令和8年7月15日到着', '判読できない', ...sheet.papers])
    expect(text).toContain(words.replaceAll(/\s/gu, ''));
});

it('宛名ラベル: one label, with address, person, code and number together, however long the address is', async () => {
  const bytes = await labelPdf({
    addressee: {
      postalCode: '3230813',
      address: '栃木県小山市横倉新田九百番地三十五の二　小山北部工業団地第三街区',
      building: '小山北部総合事業者会館ビルディング　別館十二階　千二百三号室',
      name: '一般社団法人とちぎ県南地域しらさぎ運輸倉庫協同事業振興会',
      representativeTitle: '代表理事',
      representativeName: '上野　誠',
    },
    code: 'E-4D59-02C7',
    letterName: '不支給決定取消通知書',
    receiptNumber: 'R8-000002-2',
    practice: true,
  });
  const { pages, text } = await read(bytes);
  expect(pages).toBe(1);
  for (const words of ['〒323-0813', '別館', '振興会', '上野誠様', 'E-4D59-02C7', 'R8-000002-2'])
    expect(text).toContain(words);
});

it.each([
  ['整理票', () => coverSheetPdf({ ...sheet, employerName: '株式会社\u{2A6D7}' })],
  [
    '申請状況の確認のご案内',
    () =>
      statusCardPdf({
        ...card,
        addressee: { ...card.addressee, name: '株式会社\u{2A6D7}' },
      }),
  ],
] as const)('%s is refused with the characters named when the face cannot draw one', async (_name, make) => {
  const refused = await make().catch((error: unknown) => error);
  if (!isRefusalError(refused)) throw new Error('expected a refusal');
  expect(refused.refusal).toMatchObject({
    code: 'LETTER_GLYPH_MISSING',
    facts: { characters: '\u{2A6D7}' },
  });
});
