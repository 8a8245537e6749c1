import writeExcelFile from 'write-excel-file/node';
import type { CellValue, Column, Sheet } from './table.ts';

const FORMATS = { text: undefined, number: '#,##0', yen: '#,##0' } as const;

const HEAD = {
  fontWeight: 'bold',
  backgroundColor: '#E8F1FE',
  borderStyle: 'thin',
  borderColor: '#949494',
  wrap: true,
  alignVertical: 'center',
} as const;

const BODY = { borderStyle: 'thin', borderColor: '#CCCCCC', wrap: true, alignVertical: 'top' } as const;

function cell(value: CellValue, kind: keyof typeof FORMATS) {
  if (value === null || value === '') return { ...BODY };
  if (typeof value === 'number') {
    const format = FORMATS[kind] ?? '0';
    return { ...BODY, value, type: Number, format, align: 'right' as const };
  }
  // Text stays text: a number with leading zeros and a name that begins with "=" are both kept as typed.
  const text = typeof value === 'boolean' ? (value ? 'はい' : 'いいえ') : value;
  return { ...BODY, value: text, type: String };
}

function laidOut<Row>({ name, columns, rows, preface = [] }: Sheet<Row>) {
  return {
    sheet: name,
    stickyRowsCount: preface.length + 1,
    orientation: 'landscape' as const,
    columns: columns.map((column: Column<Row>) => ({ width: column.width ?? 12 })),
    data: [
      ...preface.map((line, place) => [
        { value: line, type: String, ...(place === 0 ? { fontWeight: 'bold' as const } : {}) },
      ]),
      columns.map(({ title }) => ({ ...HEAD, value: title, type: String })),
      ...rows.map((row) => columns.map(({ value, kind = 'text' }) => cell(value(row), kind))),
    ],
  };
}

/** A sheet whose row type is no longer of interest; what `workbook` takes. */
export interface AnySheet {
  readonly laidOut: ReturnType<typeof laidOut>;
}

/** Lays out one sheet for `workbook`. */
export function sheetOf<Row>(sheet: Sheet<Row>): AnySheet {
  return { laidOut: laidOut(sheet) };
}

/** XLSX の作成: the bytes of a workbook of one or more sheets, the heading kept in sight. */
export async function workbook(sheets: readonly AnySheet[]): Promise<Buffer> {
  return writeExcelFile(
    sheets.map((one) => one.laidOut),
    { fontFamily: 'Yu Gothic', fontSize: 10 },
  ).toBuffer();
}
