/** 報告書: tables of counts for the prefecture, each with its bars drawn, on A4. */
import { requireDrawable } from './drawable.ts';
import { paragraph, plain, roomFor, title, typeset, type Sheet } from './sheet.ts';

/** One table: its columns, its rows, and which column is drawn as a bar. */
interface Table {
  readonly name: string;
  readonly columns: readonly {
    readonly title: string;
    readonly kind: 'text' | 'number' | 'yen';
    /** Characters; text columns share the room in this proportion. */
    readonly width?: number;
  }[];
  readonly rows: readonly (readonly (string | number | boolean | null)[])[];
  readonly bars: number | null;
}

/** What is printed. */
interface Printed {
  readonly title: string;
  readonly preface: readonly string[];
  readonly sheets: readonly Table[];
}

const ROW = 18;
const SIZE = 9;
const BAR_SHARE = 0.16;

/** Points of each column: text shares what the numbers and the bar leave, in proportion to its characters. */
function widths({ columns, bars }: Table, width: number): number[] {
  const bar = bars === null ? 0 : width * BAR_SHARE;
  const numbers = columns.filter(({ kind }) => kind !== 'text').length;
  const numeric = 62;
  const left = width - bar - numbers * numeric;
  const share = (column: Table['columns'][number]): number => column.width ?? 12;
  const whole = columns.filter(({ kind }) => kind === 'text').reduce((sum, column) => sum + share(column), 0);
  return columns.map((column) => (column.kind === 'text' ? (left * share(column)) / whole : numeric));
}

const written = (cell: string | number | boolean | null): string =>
  cell === null ? '' : typeof cell === 'number' ? cell.toLocaleString('ja-JP') : String(cell);

function drawRow(sheet: Sheet, table: Table, cells: readonly string[], value: number, most: number): void {
  const { doc, left, width } = sheet;
  const columns = widths(table, width);
  const heights = columns.map((column, place) =>
    doc.fontSize(SIZE).heightOfString(cells[place] ?? '', { width: column - 8, lineGap: 1 }),
  );
  const height = Math.max(ROW, ...heights.map((one) => one + 6));
  roomFor(sheet, height);
  const top = doc.y;
  let x = left;
  columns.forEach((column, place) => {
    const align = table.columns[place]?.kind === 'text' ? 'left' : 'right';
    doc.text(cells[place] ?? '', x + 4, top + 4, { width: column - 8, lineGap: 1, align });
    x += column;
  });
  if (table.bars !== null && value > 0) {
    doc
      .rect(x + 4, top + 4, Math.max(1, ((width * BAR_SHARE - 8) * value) / most), height - 8)
      .fill('#2a6f97');
    doc.fillColor('black');
  }
  doc
    .lineWidth(0.4)
    .moveTo(left, top + height)
    .lineTo(left + width, top + height)
    .stroke('#999999');
  doc.y = top + height;
  doc.x = left;
}

function drawTable(sheet: Sheet, table: Table): void {
  const { doc, left } = sheet;
  roomFor(sheet, ROW * 4);
  doc.font('bold').fontSize(11).fillColor('black').text(table.name, left, doc.y);
  doc.moveDown(0.3);
  doc.font('bold').fontSize(SIZE);
  drawRow(sheet, table, head(table), 0, 1);
  doc.font('regular').fontSize(SIZE);
  const values = table.rows.map((row) => Number(table.bars === null ? 0 : (row[table.bars] ?? 0)));
  // A total would dwarf what it is the sum of.
  const parts = values.filter(
    (_, place) => table.rows[place]?.[0] !== '計' && table.rows[place]?.[1] !== '計',
  );
  const most = Math.max(1, ...parts);
  table.rows.forEach((row, place) => {
    const value = values[place] ?? 0;
    const total = row[0] === '計' || row[1] === '計';
    drawRow(sheet, table, row.map(written), total ? 0 : value, most);
  });
  if (table.rows.length === 0) paragraph(sheet, '該当する記録はありません。', 0.2);
  doc.moveDown(0.9);
  plain(sheet);
}

const head = ({ columns }: Table): string[] => columns.map(({ title: words }) => words);

/**
 * @returns the bytes of a PDF
 * @throws LETTER_GLYPH_MISSING when a text holds a character the face lacks
 */
export function reportPdf(
  report: Printed,
  made: { readonly today: string; readonly practice: boolean },
): Promise<Uint8Array> {
  requireDrawable(report);
  return typeset(
    { title: report.title, date: made.today, footer: report.title, practice: made.practice },
    (sheet) => {
      title(sheet, report.title);
      paragraph(sheet, report.preface.join('\n'));
      for (const table of report.sheets) drawTable(sheet, table);
    },
  );
}
