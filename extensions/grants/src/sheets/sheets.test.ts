import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { csv } from './csv.ts';
import { readTable } from './read-table.ts';
import type { Sheet } from './table.ts';
import { sheetOf, workbook } from './workbook.ts';

interface Line {
  readonly number: string;
  readonly name: string;
  readonly amount: number;
  readonly first: boolean;
  readonly note: string | null;
}

const lines: readonly Line[] = [
  { number: '00012', name: '株式会社髙﨑', amount: 300_000, first: true, note: null },
  { number: '00013', name: '=HYPERLINK("x")', amount: -200_000, first: false, note: '改行\nと"引用"、,' },
];

const sheet: Sheet<Line> = {
  name: '審査管理表',
  columns: [
    { title: '受付番号', value: (line) => line.number },
    { title: '申請者', width: 30, value: (line) => line.name },
    { title: '支給額', kind: 'yen', value: (line) => line.amount },
    { title: 'はじめて', value: (line) => line.first },
    { title: '備考', value: (line) => line.note },
  ],
  rows: lines,
};

describe('a workbook', () => {
  it('gives back what was written, numbers as numbers and text as typed', async () => {
    const read = await readTable(await workbook([sheetOf(sheet)]));
    expect(read).toEqual([
      ['受付番号', '申請者', '支給額', 'はじめて', '備考'],
      ['00012', '株式会社髙﨑', '300000', 'はい', ''],
      ['00013', '=HYPERLINK("x")', '-200000', 'いいえ', '改行\nと"引用"、,'],
    ]);
  });

  it('is refused by the names of its sheets where several hold rows; an empty one is passed over', async () => {
    const named = (name: string, rows: readonly Line[] = lines) => sheetOf({ ...sheet, name, rows });
    await expect(readTable(await workbook([named('R5'), named('R6')]))).rejects.toMatchObject({
      names: ['R5', 'R6'],
    });
    const bare = sheetOf({ name: '余白', columns: [], rows: [] });
    expect(await readTable(await workbook([bare, named('R6')]))).toHaveLength(3);
  });

  it('sets what the list is above its heading', async () => {
    const read = await readTable(await workbook([sheetOf({ ...sheet, preface: ['2026-07-31 現在'] })]));
    expect(read[0]).toEqual(['2026-07-31 現在', '', '', '', '']);
  });
});

describe('a CSV', () => {
  it('begins with the mark of UTF-8 and ends its lines as Excel does', () => {
    const bytes = csv(sheet);
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(bytes.toString('utf8')).toMatch(/^\uFEFF受付番号,申請者,支給額,はじめて,備考\r\n[^]*\r\n$/u);
  });

  it('disarms a formula and leaves a negative amount a number', () => {
    const text = csv(sheet).toString('utf8');
    expect(text).toContain(`"'=HYPERLINK(""x"")"`);
    expect(text).toContain(',-200000,');
  });

  it.each(['+81', '-1+2', '@SUM(A1)', '＝1', '\tx'])('disarms %j', (name) => {
    const text = csv({ ...sheet, rows: [{ ...(lines[0] as Line), name }] }).toString('utf8');
    expect(text).toContain(`'${name}`);
  });
});

describe('a table from outside', () => {
  it('is read in the two ways Japanese Excel saves it', async () => {
    const utf8 = Buffer.from('\uFEFF名称,所在地\r\n株式会社あ,宇都宮市\r\n\r\n', 'utf8');
    const cp932 = Buffer.from([0x96, 0xbc, 0x8f, 0xcc, 0x2c, 0x82, 0xa0, 0x0d, 0x0a]);
    expect(await readTable(utf8)).toEqual([
      ['名称', '所在地'],
      ['株式会社あ', '宇都宮市'],
    ]);
    expect(await readTable(cp932)).toEqual([['名称', 'あ']]);
  });

  it('is refused when it is neither', async () => {
    await expect(readTable(Buffer.from([0x00, 0x01, 0x02, 0xff]))).rejects.toThrow();
  });
});
