/**
 * 表: what a list that leaves the office as a file is made of. One description gives the XLSX and the CSV, so that the two
 * can never show different figures.
 */

/** What a cell may hold. Days stay `YYYY-MM-DD` text: a date cell would be shown by the reader's own time zone. */
export type CellValue = string | number | boolean | null;

/** How a column is written: text as it is, whole numbers, or whole yen with commas. */
export type ColumnKind = 'text' | 'number' | 'yen';

/** One column of a list of `Row`. */
export interface Column<Row> {
  /** Japanese heading. */
  readonly title: string;
  readonly kind?: ColumnKind;
  /** Width in characters of the sheet; 12 without one. */
  readonly width?: number;
  readonly value: (row: Row) => CellValue;
}

/** One sheet: its name (31 characters at most, as Excel has it), columns and rows. */
export interface Sheet<Row> {
  readonly name: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  /** Lines above the heading: what the list is, its day and its period. */
  readonly preface?: readonly string[];
}
