import type { ListColumnKind, ListKind, VerbParsed } from '@grant/schema';
import type { ProgrammeRecord } from '../adapter/store/programmes.ts';
import type { Moment } from '../adapter/clock.ts';
import type { Office } from '../adapter/ports.ts';
import type { CellValue } from '../sheets/table.ts';

/** One column of a sheet. */
export interface ReportColumn {
  readonly title: string;
  readonly kind: ListColumnKind;
  readonly width?: number;
}

/** 表: one table of a list, the same for screen, XLSX, CSV and PDF. */
export interface ReportSheet {
  readonly name: string;
  readonly columns: readonly ReportColumn[];
  readonly rows: readonly (readonly CellValue[])[];
  /** Cases behind the rows, in their order; empty where rows are no cases. */
  readonly ids: readonly string[];
  /** The column drawn as a bar; null without one. */
  readonly bars: number | null;
}

/** 一覧: what it is, what it is of, and its tables. `total` counts all rows, of which a page may show a part. */
export interface Report {
  readonly title: string;
  readonly preface: readonly string[];
  readonly sheets: readonly ReportSheet[];
  readonly total: number;
}

/** 絞込み, as parsed at the door. */
export type ListFilter = Omit<VerbParsed<'list.show'>, 'kind' | 'page'>;

/** What a list is made from. `rows` bounds a page; null takes all. */
export interface Ask {
  readonly office: Office;
  readonly programme: ProgrammeRecord;
  readonly moment: Moment;
  readonly filter: ListFilter;
  readonly rows: { readonly offset: number; readonly limit: number } | null;
}

/** Makes one kind of list. */
type ListMaker = (ask: Ask) => Promise<Report>;

/** Every kind has its maker. */
export type ListMakers = Readonly<Record<ListKind, ListMaker>>;
