import { Buffer } from 'node:buffer';
import papa from 'papaparse';
import readSheets from 'read-excel-file/node';

/** Rows of a table from outside, every cell as trimmed text; the first row is the heading. */
export type TextTable = readonly (readonly string[])[];

const ZIP_START = Buffer.from('PK\u0003\u0004', 'latin1');

/** 行のあるシートが複数ある: which one was meant is not guessed, and none is left out in silence. */
export class SeveralSheets extends Error {
  readonly names: readonly string[];

  constructor(names: readonly string[]) {
    super(`${String(names.length)} sheets hold rows`);
    this.names = names;
  }
}

/**
 * 表の読取り: rows of an XLSX (of the one sheet that has any) or a CSV (UTF-8 or CP932), told apart by content and not by name. Empty rows
 * are left out. Cells that hold a day come as `YYYY-MM-DD`.
 *
 * @throws SeveralSheets when more than one sheet has rows
 * @throws Error when the bytes are neither; the caller refuses in its own words.
 */
export async function readTable(bytes: Buffer): Promise<TextTable> {
  return bytes.subarray(0, 4).equals(ZIP_START) ? fromWorkbook(bytes) : withWords(fromCsv(bytes));
}

const withWords = (rows: string[][]): string[][] => rows.filter((row) => row.some((cell) => cell !== ''));

async function fromWorkbook(bytes: Buffer): Promise<string[][]> {
  const read = (await readSheets(bytes)).map(({ sheet, data }) => ({
    sheet,
    rows: withWords(data.map((row) => row.map((cell) => textOf(cell)))),
  }));
  const filled = read.filter(({ rows }) => rows.length > 0);
  if (filled.length > 1) throw new SeveralSheets(filled.map(({ sheet }) => sheet));
  return filled[0]?.rows ?? [];
}

// Excel keeps a day as midnight of no zone; the reader gives it as midnight UTC.
function textOf(cell: unknown): string {
  if (cell instanceof Date) return cell.toISOString().slice(0, 10);
  if (typeof cell === 'string') return cell.trim();
  return typeof cell === 'number' || typeof cell === 'boolean' ? String(cell) : '';
}

function fromCsv(bytes: Buffer): string[][] {
  const text = decoded(bytes);
  if (text.includes('\u0000')) throw new Error('neither a workbook nor a text file');
  const { data } = papa.parse<string[]>(text, { skipEmptyLines: 'greedy' });
  return data.map((row) => row.map((cell) => cell.trim()));
}

// Japanese Excel saves CSV as CP932 unless told otherwise; what is not valid UTF-8 is read as that.
function decoded(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('shift_jis', { fatal: true }).decode(bytes);
  }
}
