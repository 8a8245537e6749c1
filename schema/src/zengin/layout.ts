import type { TextKind } from './charset.ts';

/**
 * 総合振込のレコード様式: the layout as one table, read by encode, decode and validate alike. Positions are 1-based
 * bytes as in the banks' documents; N is right-aligned and zero-filled, C left-aligned and space-filled.
 */
export interface Field {
  readonly name: string;
  /** First byte, 1-based. */
  readonly at: number;
  /** Bytes. */
  readonly width: number;
  readonly kind: 'N' | 'C';
  /** Japanese name in the bank's document. */
  readonly label: string;
  /** The only value the field has. */
  readonly constant?: string;
  /** The values the field may have. */
  readonly choices?: readonly string[];
  /** Which characters a C field takes; without it, only spaces. */
  readonly text?: TextKind;
  /** A C field that may not be empty. */
  readonly required?: boolean;
  /** An N field some banks want empty: spaces are read as well. */
  readonly mayBeBlank?: boolean;
}

/** Bytes in a record, without its separator. */
export const RECORD_BYTES = 120;

type More = Omit<Field, 'name' | 'at' | 'width' | 'kind' | 'label'>;

function field(
  name: string,
  at: number,
  width: number,
  kind: 'N' | 'C',
  label: string,
  more: More = {},
): Field {
  return { name, at, width, kind, label, ...more };
}

/** ヘッダーレコード. */
export const HEADER: readonly Field[] = [
  field('recordType', 1, 1, 'N', 'データ区分', { constant: '1' }),
  field('kindCode', 2, 2, 'N', '種別コード', { constant: '21' }),
  // 1 would be EBCDIC, which no bank asks of us.
  field('codeClass', 4, 1, 'N', 'コード区分', { constant: '0' }),
  field('consignorCode', 5, 10, 'N', '振込依頼人コード'),
  field('consignorName', 15, 40, 'C', '振込依頼人名', { text: 'name', required: true }),
  field('transferMonthDay', 55, 4, 'N', '取組日'),
  field('bankCode', 59, 4, 'N', '仕向金融機関番号'),
  field('bankName', 63, 15, 'C', '仕向金融機関名', { text: 'bankName' }),
  field('branchCode', 78, 3, 'N', '仕向支店番号'),
  field('branchName', 81, 15, 'C', '仕向支店名', { text: 'bankName' }),
  field('accountType', 96, 1, 'N', '預金種目（依頼人）', { choices: ['1', '2', '9'] }),
  field('accountNumber', 97, 7, 'N', '口座番号（依頼人）'),
  field('filler', 104, 17, 'C', 'ダミー'),
];

const DATA_BEFORE_CODES: readonly Field[] = [
  field('recordType', 1, 1, 'N', 'データ区分', { constant: '2' }),
  field('bankCode', 2, 4, 'N', '被仕向金融機関番号'),
  field('bankName', 6, 15, 'C', '被仕向金融機関名', { text: 'bankName' }),
  field('branchCode', 21, 3, 'N', '被仕向支店番号'),
  field('branchName', 24, 15, 'C', '被仕向支店名', { text: 'bankName' }),
  field('clearingHouse', 39, 4, 'N', '手形交換所番号', { constant: '0000', mayBeBlank: true }),
  field('accountType', 43, 1, 'N', '預金種目', { choices: ['1', '2', '4', '9'] }),
  field('accountNumber', 44, 7, 'N', '口座番号'),
  field('payeeName', 51, 30, 'C', '受取人名', { text: 'name', required: true }),
  field('amountYen', 81, 10, 'N', '振込金額'),
  field('newCode', 91, 1, 'N', '新規コード', { choices: ['0', '1', '2'] }),
];

const DATA_AFTER_CODES: readonly Field[] = [
  field('transferCategory', 112, 1, 'N', '振込指定区分', { choices: ['0', '7', '8'] }),
];

const DATA_FILLER = field('filler', 114, 7, 'C', 'ダミー');

/** Position of 識別表示, which tells the two forms of the data record apart. */
export const EDI_MARK_AT = 113;

/** データ・レコード with 顧客コード1 and 2 (識別表示 is a space). */
export const DATA: readonly Field[] = [
  ...DATA_BEFORE_CODES,
  field('customerCode1', 92, 10, 'N', '顧客コード1', { mayBeBlank: true }),
  field('customerCode2', 102, 10, 'N', '顧客コード2', { mayBeBlank: true }),
  ...DATA_AFTER_CODES,
  field('ediMark', EDI_MARK_AT, 1, 'C', '識別表示'),
  DATA_FILLER,
];

/** データ・レコード with EDI情報 in the place of the customer codes (識別表示 is Y). */
export const DATA_WITH_EDI: readonly Field[] = [
  ...DATA_BEFORE_CODES,
  field('edi', 92, 20, 'C', 'EDI情報', { text: 'edi', required: true }),
  ...DATA_AFTER_CODES,
  field('ediMark', EDI_MARK_AT, 1, 'C', '識別表示', { constant: 'Y' }),
  DATA_FILLER,
];

/** トレーラー・レコード. */
export const TRAILER: readonly Field[] = [
  field('recordType', 1, 1, 'N', 'データ区分', { constant: '8' }),
  field('totalCount', 2, 6, 'N', '合計件数'),
  field('totalAmountYen', 8, 12, 'N', '合計金額'),
  field('filler', 20, 101, 'C', 'ダミー'),
];

/** エンド・レコード. */
export const END: readonly Field[] = [
  field('recordType', 1, 1, 'N', 'データ区分', { constant: '9' }),
  field('filler', 2, 119, 'C', 'ダミー'),
];

/** Largest amount of one transfer and largest number of transfers that the fields can hold. */
export const AMOUNT_YEN_MAX = 9_999_999_999;
export const TRANSFERS_MAX = 999_999;
export const TOTAL_YEN_MAX = 999_999_999_999;

/** Throws when the rows leave a gap, overlap, or do not add up to one record. */
export function assertCoversRecord(fields: readonly Field[]): void {
  let next = 1;
  for (const row of fields) {
    if (row.at !== next) throw new Error(`${row.name} begins at ${row.at}, expected ${next}`);
    next += row.width;
  }
  if (next !== RECORD_BYTES + 1) throw new Error(`record has ${next - 1} bytes, expected ${RECORD_BYTES}`);
}

for (const fields of [HEADER, DATA, DATA_WITH_EDI, TRAILER, END]) assertCoversRecord(fields);
