/**
 * 資金管理の書類: requests, books, settlements and cost statements of the advance. One description gives the PDF and the
 * workbook, so that both say the same figures.
 */
import { refuse, RefusalError } from '@grant/schema';
import { sheetOf, workbook } from '../sheets/workbook.ts';
import type { CellValue, Column } from '../sheets/table.ts';
import { missingGlyphs } from './fonts.ts';
import { centred, flushRight, paragraph, title, typeset, type Sheet } from './sheet.ts';
import { facts, table } from './table.ts';
import { writtenDate } from './written.ts';

/** A table of a paper; `share` of the widths is told by `width` of its columns. Cells are worked out already. */
export interface PaperTable {
  readonly name: string;
  readonly columns: readonly Omit<Column<never>, 'value'>[];
  readonly rows: readonly (readonly CellValue[])[];
}

export interface FundPaper {
  readonly title: string;
  /** 文書番号; null for books and lists. */
  readonly number: string | null;
  /** Day of the paper, `YYYY-MM-DD`. */
  readonly date: string;
  readonly programmeName: string;
  readonly issuer: string;
  /** Whom it is for; null for what stays in the office. */
  readonly addressee: string | null;
  /** The sentence before 「記」; null for books and lists. */
  readonly sentence: string | null;
  /** Label and value; a number is an amount in yen. */
  readonly facts: readonly (readonly [string, string | number])[];
  readonly tables: readonly PaperTable[];
  readonly notes: readonly string[];
  readonly practice: boolean;
}

const yen = (amount: number): string => `${amount.toLocaleString('ja-JP')}円`;

function shown(value: CellValue, kind: string | undefined): string {
  if (value === null) return '';
  if (typeof value === 'boolean') return value ? 'はい' : 'いいえ';
  return typeof value === 'number' && kind !== 'text' ? value.toLocaleString('ja-JP') : String(value);
}

function drawTable(sheet: Sheet, { name, columns, rows }: PaperTable): void {
  const whole = columns.reduce((sum, { width = 12 }) => sum + width, 0);
  paragraph(sheet, `■ ${name}`, 0.2);
  table(
    sheet,
    columns.map(({ title: header, width = 12, kind }) => ({
      header,
      share: width / whole,
      size: 8.5,
      align: kind === undefined || kind === 'text' ? ('left' as const) : ('right' as const),
    })),
    rows.length === 0
      ? [columns.map((_, place) => (place === 0 ? '該当なし' : ''))]
      : rows.map((row) => row.map((cell, place) => shown(cell, columns[place]?.kind))),
  );
}

function words(paper: FundPaper): string {
  const cells = paper.tables.flatMap((one) => [one.name, ...one.rows.flat().map(String)]);
  return [
    paper.title,
    paper.issuer,
    paper.sentence ?? '',
    ...paper.facts.flat().map(String),
    ...cells,
    ...paper.notes,
  ].join('');
}

/**
 * @returns the bytes of the PDF
 * @throws RefusalError LETTER_GLYPH_MISSING when a word holds a character the face lacks
 */
export async function fundPaperPdf(paper: FundPaper): Promise<Uint8Array> {
  const missing = missingGlyphs(words(paper));
  if (missing.length > 0)
    throw new RefusalError(refuse('LETTER_GLYPH_MISSING', { characters: missing.join('、') }));
  const options = {
    title: paper.title,
    date: paper.date,
    footer: [paper.programmeName, paper.title, paper.number].filter((part) => part !== null).join('　'),
    practice: paper.practice,
  };
  return typeset(options, (sheet) => {
    flushRight(sheet, [...(paper.number === null ? [] : [paper.number]), writtenDate(paper.date)]);
    if (paper.addressee !== null) paragraph(sheet, `${paper.addressee}　様`);
    flushRight(sheet, [paper.issuer]);
    title(sheet, paper.title);
    if (paper.sentence !== null) {
      paragraph(sheet, `　${paper.sentence}`);
      centred(sheet, '記');
    }
    if (paper.facts.length > 0)
      facts(
        sheet,
        paper.facts.map(([label, value]) => [label, typeof value === 'number' ? yen(value) : value] as const),
      );
    for (const one of paper.tables) drawTable(sheet, one);
    for (const note of paper.notes) paragraph(sheet, note, 0.2);
  });
}

/** The same paper as a workbook: the facts on the first sheet, each table on its own. */
export function fundPaperWorkbook(paper: FundPaper): Promise<Buffer> {
  const preface = [
    [paper.title, paper.number].filter((part) => part !== null).join('　'),
    `${paper.programmeName}　${paper.date}${paper.practice ? '　【練習用】' : ''}`,
  ];
  const summary = sheetOf({
    name: '概要',
    preface,
    columns: [
      { title: '項目', width: 30, value: ([label]: readonly [string, string | number]) => label },
      {
        title: '内容',
        width: 40,
        kind: 'yen',
        value: ([, value]: readonly [string, string | number]) => value,
      },
    ],
    rows: paper.facts,
  });
  const tables = paper.tables.map(({ name, columns, rows }) =>
    sheetOf({
      name: name.slice(0, 31),
      preface,
      columns: columns.map((column, place) => ({
        ...column,
        value: (row: readonly CellValue[]) => row[place] ?? null,
      })),
      rows,
    }),
  );
  return workbook([...(paper.facts.length > 0 ? [summary] : []), ...tables]);
}
