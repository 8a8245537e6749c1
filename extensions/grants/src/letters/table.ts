/**
 * Ruled tables for letters: fixed column widths in points, rows that grow with their text. A row is split only when no page
 * holds it; the header row is said again on every page the table goes on to.
 */
import { pageRoom, plain, roomFor, type Sheet } from './sheet.ts';

const PAD = 4;
/** So many letters are on one page in every column there is; they are not measured twice. */
const SHORT = 400;

export interface Column {
  /** Share of the text width, all shares together 1. */
  share: number;
  align?: 'left' | 'right' | 'center';
  header?: string;
  size?: number;
}

/** Draws `rows` under an optional header row, never the header alone; leaves the cursor below the table. */
export function table(sheet: Sheet, columns: readonly Column[], rows: readonly (readonly string[])[]): void {
  const headed = columns.some((column) => column.header !== undefined);
  const headers = columns.map((column) => column.header ?? '');
  const headerHeight = headed ? rowHeight(sheet, columns, headers, true) : 0;
  const room = pageRoom(sheet) - headerHeight;
  rows
    .flatMap((row) => partsOf(sheet, columns, row, room))
    .forEach((part, index) => {
      const height = rowHeight(sheet, columns, part, false);
      const opens = roomFor(sheet, index === 0 ? headerHeight + height : height);
      if (headed && (index === 0 || opens)) drawRow(sheet, columns, headers, true);
      drawRow(sheet, columns, part, false);
    });
  sheet.doc.x = sheet.left;
  sheet.doc.moveDown(0.9);
  plain(sheet);
}

/** Two columns: what it is, and what it says. */
export function facts(sheet: Sheet, rows: readonly (readonly [string, string])[]): void {
  table(sheet, [{ share: 0.26 }, { share: 0.74 }], rows);
}

/** Points the text of one cell takes in its column. */
function heightOf(sheet: Sheet, column: Column, text: string, header: boolean): number {
  const { doc } = sheet;
  doc.font(header ? 'bold' : 'regular').fontSize(column.size ?? 10);
  return doc.heightOfString(text, { width: column.share * sheet.width - 2 * PAD, lineGap: 2 });
}

/** Points a row takes: what its tallest cell takes. */
function rowHeight(
  sheet: Sheet,
  columns: readonly Column[],
  cells: readonly string[],
  header: boolean,
): number {
  const heights = columns.map((column, index) => heightOf(sheet, column, cells[index] ?? '', header));
  return Math.max(...heights) + 2 * PAD;
}

/** The longest beginning of a text that its column has room for in `room` points. */
function beginningOf(sheet: Sheet, column: Column, text: string, room: number): string {
  const letters = [...text];
  if (letters.length <= SHORT) return text;
  const fits = (count: number): boolean =>
    heightOf(sheet, column, letters.slice(0, count).join(''), false) + 2 * PAD <= room;
  if (fits(letters.length)) return text;
  let [least, most] = [SHORT, letters.length];
  while (least < most) {
    const middle = Math.ceil((least + most) / 2);
    if (fits(middle)) least = middle;
    else most = middle - 1;
  }
  return letters.slice(0, least).join('');
}

/** A row as it is drawn: whole, or in several when no page holds it, each cell going on where it was cut. */
function partsOf(
  sheet: Sheet,
  columns: readonly Column[],
  cells: readonly string[],
  room: number,
): readonly string[][] {
  const text = (index: number): string => cells[index] ?? '';
  const first = columns.map((column, index) => beginningOf(sheet, column, text(index), room));
  const rest = columns.map((_column, index) => text(index).slice(first[index]?.length));
  return rest.every((left) => left === '') ? [first] : [first, ...partsOf(sheet, columns, rest, room)];
}

function drawRow(sheet: Sheet, columns: readonly Column[], cells: readonly string[], header: boolean): void {
  const { doc } = sheet;
  const widths = columns.map((column) => column.share * sheet.width);
  const height = rowHeight(sheet, columns, cells, header);
  const top = doc.y;
  let x = sheet.left;
  columns.forEach((column, index) => {
    const width = widths[index] ?? 0;
    const labelled = header || (columns.length === 2 && index === 0);
    if (labelled) doc.rect(x, top, width, height).fillAndStroke('#f2f2f2', '#666666');
    else doc.rect(x, top, width, height).lineWidth(0.6).stroke('#666666');
    doc
      .fillColor('black')
      .font(header ? 'bold' : 'regular')
      .fontSize(column.size ?? 10);
    doc.text(cells[index] ?? '', x + PAD, top + PAD, {
      width: width - 2 * PAD,
      lineGap: 2,
      align: column.align ?? 'left',
    });
    x += width;
  });
  doc.y = top + height;
}
