import { parseCivilDate } from '../civil-date.ts';
import { parseCorporateNumber } from '../identifiers/corporate-number.ts';
import { parseInsuranceOfficeNumber } from '../identifiers/insurance-number.ts';
import { nameKey } from '../names/keys.ts';
import { toHalfWidthAscii } from '../names/width.ts';

/** 名簿の種類: lists that the office receives from the prefecture. */
export const rosterLabels = { prior_award: '過年度の支給', supporter: '応援団の名簿' } as const;

/** Code of a list. */
export type RosterKind = keyof typeof rosterLabels;

/** Codes of all lists, as a shape takes them. */
export const ROSTER_KINDS = Object.keys(rosterLabels) as [RosterKind, ...RosterKind[]];

/** What a cell is read as; null for an empty one. */
export type RosterValue = string | number | null;

/** A cell as read, or a Japanese sentence that says what is wrong with it. */
type ReadCell = { readonly value: RosterValue } | { readonly fault: string };

/** 名簿の列: what a column is called, how its heading may be written, and how its cells are read. */
export interface RosterColumn {
  readonly label: string;
  /** Other headings by which the column is found. */
  readonly headings: readonly string[];
  readonly required: boolean;
  readonly read: (cell: string) => ReadCell;
}

const words = (cell: string): ReadCell =>
  cell.length > 255 ? { fault: '255文字以内で入力してください。' } : { value: cell };

function digits(cell: string): ReadCell {
  const text = toHalfWidthAscii(cell).replaceAll(/[,円日\s¥]/gu, '');
  return /^\d{1,9}$/u.test(text) ? { value: Number(text) } : { fault: '数字で入力してください。' };
}

/** R5, 令和5年度, 2023年度 -> 2023. */
function fiscalYear(cell: string): ReadCell {
  const text = toHalfWidthAscii(cell).replaceAll(/[年度\s]/gu, '');
  const era = /^(?:令和|R|r)(元|\d{1,2})$/u.exec(text);
  const year = era === null ? Number(text) : 2018 + (era[1] === '元' ? 1 : Number(era[1]));
  return Number.isInteger(year) && year >= 2019 && year <= 2099
    ? { value: year }
    : { fault: '年度を「令和5年度」又は「2023」のように入力してください。' };
}

// A row without a check digit that fits is a slip of the list: it must be seen, for by this number the match is certain.
function corporateNumber(cell: string): ReadCell {
  const parsed = parseCorporateNumber(cell);
  return parsed.ok ? { value: parsed.value } : { fault: parsed.refusal.message };
}

// A cell of Excel that holds a number has lost the 0 the numbers of this prefecture begin with (0901-…).
function officeNumber(cell: string): ReadCell {
  const parsed = parseInsuranceOfficeNumber(/^9\d{9}$/u.test(cell) ? `0${cell}` : cell);
  return parsed.ok ? { value: parsed.value } : { fault: parsed.refusal.message };
}

/** Excel counts the days from here; a day shown in the Japanese era comes as that number. */
const EXCEL_DAY_ZERO = Date.UTC(1899, 11, 30);

function day(cell: string): ReadCell {
  if (/^[1-9]\d{4}$/u.test(cell))
    return { value: new Date(EXCEL_DAY_ZERO + Number(cell) * 86_400_000).toISOString().slice(0, 10) };
  const parsed = parseCivilDate(cell);
  return parsed.ok ? { value: parsed.value } : { fault: parsed.refusal.message };
}

function column(
  label: string,
  read: RosterColumn['read'],
  headings: readonly string[],
  required = false,
): RosterColumn {
  return { label, read, headings, required };
}

/** 名簿ごとの列, by the names of their table. */
export const rosterColumns = {
  prior_award: {
    fiscalYear: column('年度', fiscalYear, ['支給年度', '交付年度', '申請年度'], true),
    employerName: column(
      '事業主の名称',
      words,
      ['事業主名', '企業名', '会社名', '事業者名', '申請者', '名称'],
      true,
    ),
    corporateNumber: column('法人番号', corporateNumber, ['法人番号13桁']),
    insuranceOfficeNumber: column('雇用保険適用事業所番号', officeNumber, [
      '適用事業所番号',
      '雇用保険事業所番号',
    ]),
    address: column('所在地', words, ['住所', '本社所在地', '事業所所在地']),
    amount: column('支給額', digits, ['交付額', '金額', '支給額円']),
    leaveDays: column('休業日数', digits, ['育休日数', '取得日数']),
  },
  supporter: {
    name: column('登録名', words, ['名称', '企業名', '団体名', '事業者名', '会社名', '企業団体名'], true),
    corporateNumber: column('法人番号', corporateNumber, ['法人番号13桁']),
    address: column('所在地', words, ['住所', '本社所在地']),
    registeredOn: column('登録日', day, ['登録年月日']),
    registrationNumber: column('登録番号', words, ['番号', '会員番号', 'No']),
  },
} as const satisfies Readonly<Record<RosterKind, Readonly<Record<string, RosterColumn>>>>;

/** 列の対応: which heading (by its place, from 0) each column is read from; null where none. */
export type RosterMapping = Readonly<Record<string, number | null>>;

function columnsOf(list: RosterKind): [string, RosterColumn][] {
  return Object.entries(rosterColumns[list]);
}

/** 見出しによる列の対応: by label first, then by the other headings; a heading is used once. */
export function guessMapping(list: RosterKind, headings: readonly string[]): RosterMapping {
  const keys = headings.map((heading) => nameKey(heading).replaceAll(/[()（）]/gu, ''));
  const used = new Set<number>();
  const mapping: Record<string, number | null> = {};
  for (const [name, { label, headings: others }] of columnsOf(list)) {
    const wanted = [label, ...others].map((heading) => nameKey(heading));
    const at = wanted
      .flatMap((key) => keys.findIndex((one, index) => one === key && !used.has(index)))
      .find((one) => one >= 0);
    if (at !== undefined) used.add(at);
    mapping[name] = at ?? null;
  }
  return mapping;
}

/** Columns that must be there and are read from no heading, by label. */
export function missingColumns(list: RosterKind, mapping: RosterMapping): string[] {
  return columnsOf(list)
    .filter(([name, { required }]) => required && (mapping[name] ?? null) === null)
    .map(([, { label }]) => label);
}

/** 名簿の一行 as read: its values by column, or why it cannot be taken in. */
export type RosterRow =
  | { readonly ok: true; readonly values: Readonly<Record<string, RosterValue>> }
  | { readonly ok: false; readonly reason: string };

/** Reads one row. Every fault is named, so that the list is mended once. */
export function readRosterRow(list: RosterKind, mapping: RosterMapping, cells: readonly string[]): RosterRow {
  const values: Record<string, RosterValue> = {};
  const faults: string[] = [];
  for (const [name, { label, required, read }] of columnsOf(list)) {
    const at = mapping[name] ?? null;
    const cell = at === null ? '' : (cells[at] ?? '').trim();
    if (cell === '') {
      if (required) faults.push(`「${label}」がありません。`);
      values[name] = null;
      continue;
    }
    const found = read(cell);
    if ('fault' in found) faults.push(`「${label}」：${found.fault}`);
    else values[name] = found.value;
  }
  return faults.length > 0 ? { ok: false, reason: faults.join('') } : { ok: true, values };
}

/** 行の同一性: one text for the same row however its columns were ordered or its cells written. */
export function rosterRowText(list: RosterKind, values: Readonly<Record<string, RosterValue>>): string {
  return JSON.stringify([list, ...Object.keys(rosterColumns[list]).map((name) => values[name] ?? null)]);
}
