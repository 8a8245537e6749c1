import { accept, refuse, reject, type Refusal, type Result } from '../refusal.ts';
import type { BankProfile } from './bank-profile.ts';
import { allowedBytes, byteOf, SPACE, ZERO, type ByteSet, type TextKind } from './charset.ts';
import { proposeCut } from './cut.ts';
import {
  AMOUNT_YEN_MAX,
  DATA,
  DATA_WITH_EDI,
  END,
  HEADER,
  RECORD_BYTES,
  TRAILER,
  type Field,
} from './layout.ts';
import { transferTotals, type Transfer, type TransferFile, type TransferHeader } from './transfer-file.ts';

/** Bytes after every record, by the bank's separator. */
export const SEPARATOR_BYTES: Readonly<Record<BankProfile['separator'], readonly number[]>> = {
  CRLF: [0x0d, 0x0a],
  LF: [0x0a],
  none: [],
};

type Values = Readonly<Record<string, string>>;
type Allowed = Readonly<Record<TextKind, ByteSet>>;

/** The bytes each kind of text field allows under a bank's profile. */
export function allowedByKind(profile: BankProfile): Allowed {
  return {
    name: allowedBytes('name', profile),
    bankName: allowedBytes('bankName', profile),
    edi: allowedBytes('edi', profile),
  };
}

function writeDigits(
  target: Uint8Array,
  start: number,
  row: Field,
  value: string,
  line: number,
): Refusal | null {
  // The record is made of spaces already.
  if (row.mayBeBlank === true && value === '') return null;
  if (!/^\d+$/u.test(value) || value.length > row.width) {
    return refuse('ZENGIN_DIGITS', { line, field: row.label, width: row.width });
  }
  if (row.choices !== undefined && !row.choices.includes(value)) {
    return refuse('ZENGIN_CHOICE', { line, field: row.label, found: value, allowed: row.choices });
  }
  const padding = row.width - value.length;
  target.fill(ZERO, start, start + padding);
  for (let index = 0; index < value.length; index += 1) {
    target[start + padding + index] = value.charCodeAt(index);
  }
  return null;
}

function writeText(
  target: Uint8Array,
  start: number,
  row: Field,
  value: string,
  line: number,
  allowed: ByteSet | undefined,
): Refusal | null {
  const field = row.label;
  if (row.required === true && value === '') return refuse('ZENGIN_REQUIRED', { line, field });
  const characters = [...value];
  for (const [index, character] of characters.entries()) {
    const byte = byteOf(character);
    // A space at either end would vanish among the fillers, so that the name read back is not the name written.
    const atEnd = character === ' ' && (index === 0 || index === characters.length - 1);
    if (byte === undefined || atEnd || (allowed !== undefined && allowed[byte] !== 1)) {
      return refuse('ZENGIN_CHARACTER', { line, field, character, position: index + 1 });
    }
    if (index < row.width) target[start + index] = byte;
  }
  if (characters.length > row.width) {
    const proposed = proposeCut(value, row.width);
    return refuse('ZENGIN_TOO_LONG', {
      line,
      field,
      bytes: characters.length,
      maxBytes: row.width,
      proposed,
    });
  }
  return null;
}

interface Writer {
  readonly bytes: Uint8Array;
  readonly separator: readonly number[];
  readonly allowed: Allowed;
}

/** Writes the n-th record (0-based) of the file; `line` is named in refusals. */
function writeRecord(writer: Writer, index: number, fields: readonly Field[], values: Values, line: number) {
  const { bytes, separator, allowed } = writer;
  const offset = index * (RECORD_BYTES + separator.length);
  for (const row of fields) {
    const start = offset + row.at - 1;
    const value = values[row.name] ?? row.constant ?? '';
    const refusal =
      row.kind === 'N'
        ? writeDigits(bytes, start, row, value, line)
        : writeText(bytes, start, row, value, line, row.text === undefined ? undefined : allowed[row.text]);
    if (refusal !== null) return refusal;
  }
  bytes.set(separator, offset + RECORD_BYTES);
  return null;
}

function headerValues(header: Readonly<TransferHeader>): Values {
  const { transferDate, ...same } = header;
  return { ...same, transferMonthDay: transferDate.slice(5, 7) + transferDate.slice(8, 10) };
}

function transferValues(transfer: Readonly<Transfer>, profile: BankProfile): Values {
  const { amountYen, edi, customerCode1, customerCode2, ...same } = transfer;
  const code = (value: string) => (profile.codes === 'spaces' && Number(value) === 0 ? '' : value);
  return {
    ...same,
    customerCode1: code(customerCode1),
    customerCode2: code(customerCode2),
    clearingHouse: profile.clearingHouse === 'zeros' ? '0000' : '',
    amountYen: String(amountYen),
    transferCategory: profile.transferCategory,
    ...(edi === undefined ? {} : { edi }),
  };
}

/** EDI information stands where the customer codes would: a transfer that has both cannot be written whole. */
function losesCodes({ edi, customerCode1, customerCode2 }: Readonly<Transfer>): boolean {
  return edi !== undefined && Number(customerCode1) + Number(customerCode2) > 0;
}

function checkLimits({ transfers }: TransferFile, profile: BankProfile): Refusal | null {
  if (transfers.length === 0) return refuse('ZENGIN_NO_TRANSFERS', {});
  if (transfers.length > profile.maxItems) {
    return refuse('ZENGIN_TOO_MANY', { count: transfers.length, max: profile.maxItems });
  }
  const maxYen = Math.min(profile.maxAmountYen, AMOUNT_YEN_MAX);
  const wrong = transfers.findIndex(({ amountYen }) => amountYen < 1 || amountYen > maxYen);
  const amountYen = transfers[wrong]?.amountYen;
  if (amountYen !== undefined) return refuse('ZENGIN_AMOUNT', { line: wrong + 1, amountYen, maxYen });
  const { totalYen } = transferTotals(transfers);
  if (totalYen > profile.maxTotalYen) {
    return refuse('ZENGIN_TOTAL', { totalYen, maxYen: profile.maxTotalYen });
  }
  return null;
}

const NAMELESS = { bankName: '', branchName: '' };

/**
 * ファイルに載る内容: what of a file stands in its bytes under a bank's profile. Where the bank wants the names of banks and
 * branches left blank they are not in the file and nobody can read them out of it; everything else always is.
 */
export function carriedBy(profile: BankProfile, { header, transfers }: TransferFile): TransferFile {
  if (profile.fillBankNames) return { header, transfers };
  return {
    header: { ...header, ...NAMELESS },
    transfers: transfers.map((transfer) => ({ ...transfer, ...NAMELESS })),
  };
}

/**
 * 総合振込ファイルの作成: the bytes of the file under a bank's profile, one record of 120 bytes and its separator after
 * another; totals are computed from the transfers. A value that does not fit its field, in width or in characters, is
 * refused with its place; nothing is cut or replaced. For every file that is written and every profile,
 * `decode(encode(file)) = carriedBy(profile, file)`.
 */
export function encodeTransferFile(file: TransferFile, profile: BankProfile): Result<Uint8Array> {
  const overLimit = checkLimits(file, profile);
  if (overLimit !== null) return { ok: false, refusal: overLimit };
  const separator = SEPARATOR_BYTES[profile.separator];
  const records = file.transfers.length + 3;
  const bytes = new Uint8Array(records * (RECORD_BYTES + separator.length)).fill(SPACE);
  const writer: Writer = { bytes, separator, allowed: allowedByKind(profile) };

  const names = profile.fillBankNames ? {} : NAMELESS;
  const inHeader = writeRecord(writer, 0, HEADER, headerValues({ ...file.header, ...names }), 0);
  if (inHeader !== null) return { ok: false, refusal: inHeader };
  for (const [index, transfer] of file.transfers.entries()) {
    if (losesCodes(transfer)) return reject('ZENGIN_EDI_AND_CODES', { line: index + 1 });
    const fields = transfer.edi === undefined ? DATA : DATA_WITH_EDI;
    const refusal = writeRecord(
      writer,
      index + 1,
      fields,
      transferValues({ ...transfer, ...names }, profile),
      index + 1,
    );
    if (refusal !== null) return { ok: false, refusal };
  }
  const { count, totalYen } = transferTotals(file.transfers);
  writeRecord(
    writer,
    records - 2,
    TRAILER,
    { totalCount: String(count), totalAmountYen: String(totalYen) },
    0,
  );
  writeRecord(writer, records - 1, END, {}, 0);
  return accept(bytes);
}
