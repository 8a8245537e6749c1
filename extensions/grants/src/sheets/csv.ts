import papa from 'papaparse';
import type { CellValue, Sheet } from './table.ts';

/** So that Excel reads the file as UTF-8. */
const BOM = '\uFEFF';

/** Beginnings that a spreadsheet runs as a formula. */
const FORMULA = /^[=+\-@\t\r＝＋－＠]/u;

// Only text is disarmed: a negative amount is a number and stays one.
function written(cell: CellValue): string | number {
  if (typeof cell === 'number') return cell;
  if (typeof cell === 'boolean') return cell ? 'はい' : 'いいえ';
  return cell !== null && FORMULA.test(cell) ? `'${cell}` : (cell ?? '');
}

/**
 * CSV の作成: UTF-8 with a mark at its start and CRLF, as Excel opens it; text that a spreadsheet would run as a formula
 * gets a leading apostrophe.
 */
export function csv<Row>({ columns, rows }: Sheet<Row>): Buffer {
  const lines = [
    columns.map(({ title }) => title),
    ...rows.map((row) => columns.map(({ value }) => written(value(row)))),
  ];
  return Buffer.from(`${BOM}${papa.unparse(lines, { newline: '\r\n' })}\r\n`, 'utf8');
}
