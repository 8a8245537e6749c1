/** Ruled tables for letters: fixed column widths in points, rows that grow with their text and never split. */
import { plain, roomFor, type Sheet } from './sheet.ts';

const PAD = 4;

export interface Column {
  /** Share of the text width, all shares together 1. */
  share: number;
  align?: 'left' | 'right' | 'center';
  header?: string;
  size?: number;
}

/** Draws `rows` under an optional header row; leaves the cursor below the table. */
export function table(sheet: Sheet, columns: readonly Column[], rows: readonly (readonly string[])[]): void {
  if (columns.some((column) => column.header !== undefined)) {
    drawRow(
      sheet,
      columns,
      columns.map((column) => column.header ?? ''),
      true,
    );
  }
  for (const row of rows) drawRow(sheet, columns, row, false);
  sheet.doc.x = sheet.left;
  sheet.doc.moveDown(0.9);
  plain(sheet);
}

/** Two columns: what it is, and what it says. */
export function facts(sheet: Sheet, rows: readonly (readonly [string, string])[]): void {
  table(sheet, [{ share: 0.26 }, { share: 0.74 }], rows);
}

function drawRow(sheet: Sheet, columns: readonly Column[], cells: readonly string[], header: boolean): void {
  const { doc } = sheet;
  const widths = columns.map((column) => column.share * sheet.width);
  const heights = columns.map((column, index) => {
    doc.font(header ? 'bold' : 'regular').fontSize(column.size ?? 10);
    return doc.heightOfString(cells[index] ?? '', { width: (widths[index] ?? 0) - 2 * PAD, lineGap: 2 });
  });
  const height = Math.max(...heights) + 2 * PAD;
  roomFor(sheet, height);
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
