import { Buffer } from 'node:buffer';
import type { ListFormat } from '@grant/schema';
import { reportPdf } from '../letters/report.ts';
import { csv } from '../sheets/csv.ts';
import type { CellValue, Column } from '../sheets/table.ts';
import { sheetOf, workbook } from '../sheets/workbook.ts';
import type { Report, ReportSheet } from './report.ts';

type Row = readonly CellValue[];

function columnsOf(sheet: ReportSheet): Column<Row>[] {
  return sheet.columns.map(({ title, kind, width }, place) => ({
    title,
    kind,
    ...(width === undefined ? {} : { width }),
    value: (row) => row[place] ?? null,
  }));
}

/**
 * Several tables as one: which table a row is of stands first, so that a pivot table can be made of it. A CSV is one
 * table, so tables of another make than the first are in the workbook only.
 */
function joined(report: Report): ReportSheet {
  const [first] = report.sheets;
  if (first === undefined) throw new Error('a report without a table');
  const alike = report.sheets.filter(({ columns }) => columns.length === first.columns.length);
  if (alike.length === 1) return first;
  const [subject, ...rest] = first.columns;
  if (subject === undefined) throw new Error('a table without a column');
  return {
    ...first,
    columns: [{ title: '集計', kind: 'text' }, { ...subject, title: '項目' }, ...rest],
    rows: alike.flatMap(({ name, rows }) => rows.map((row) => [name, ...row])),
  };
}

/** A CSV has no heading: each of its lines says that it is practice, whatever the file is called later. */
function markedPractice(sheet: ReportSheet): ReportSheet {
  return {
    ...sheet,
    columns: [...sheet.columns, { title: '練習', kind: 'text' }],
    rows: sheet.rows.map((row) => [...row, '練習用']),
  };
}

/** What a file of a list is called by browsers. */
export const listMimes: Readonly<Record<ListFormat, string>> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
  pdf: 'application/pdf',
};

/** The bytes of a list as a file. */
export async function fileOf(
  report: Report,
  format: ListFormat,
  made: { readonly today: string; readonly practice: boolean },
): Promise<Buffer> {
  if (format === 'pdf') return Buffer.from(await reportPdf(report, made));
  if (format === 'csv') {
    const sheet = made.practice ? markedPractice(joined(report)) : joined(report);
    return csv({ name: sheet.name, columns: columnsOf(sheet), rows: sheet.rows });
  }
  return workbook(
    report.sheets.map((sheet) =>
      sheetOf({
        name: sheet.name,
        columns: columnsOf(sheet),
        rows: sheet.rows,
        preface: [report.title, ...report.preface],
      }),
    ),
  );
}
