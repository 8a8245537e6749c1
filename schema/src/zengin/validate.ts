import { daysInMonth } from '../civil-date.ts';
import type { BankProfile } from './bank-profile.ts';
import { textOf, type ByteSet, type TextKind } from './charset.ts';
import { allowedByKind } from './encode.ts';
import { fault, type ZenginFault } from './faults.ts';
import { checkField, fieldsOf, namedText } from './field-check.ts';
import { DATA, HEADER, RECORD_BYTES, TRAILER } from './layout.ts';
import { rawRecords, type RawRecord } from './records.ts';

/** More faults than this are not listed: a file of the wrong kind would give one for every byte. */
export const FAULTS_MAX = 1000;

/** Which record types may follow each type; '' is the beginning of the file. */
const NEXT: Readonly<Record<string, { readonly types: string; readonly names: string }>> = {
  '': { types: '1', names: 'ヘッダー・レコード（1）' },
  '1': { types: '2', names: 'データ・レコード（2）' },
  '2': { types: '28', names: 'データ・レコード（2）又はトレーラー・レコード（8）' },
  '8': { types: '9', names: 'エンド・レコード（9）' },
  '9': { types: '', names: 'ファイルの終わり' },
};

/** Running sums and order of a file while its records go by. */
class FileCheck {
  #previous = '';
  #count = 0;
  #totalYen = 0;
  /** False once an amount could not be read: then the sum proves nothing. */
  #totalKnown = true;
  readonly #profile: BankProfile;
  readonly #allowed: Readonly<Record<TextKind, ByteSet>>;
  readonly #report: (found: ZenginFault) => void;

  constructor(profile: BankProfile, report: (found: ZenginFault) => void) {
    this.#profile = profile;
    this.#allowed = allowedByKind(profile);
    this.#report = report;
  }

  record({ line, bytes }: RawRecord): void {
    const type = textOf(bytes.subarray(0, 1));
    const fields = fieldsOf(bytes);
    if (fields === undefined) {
      this.#report(fault(line, 1, 'RECORD_TYPE', { found: type }));
      return;
    }
    this.#order(line, type);
    if (bytes.length !== RECORD_BYTES) return;
    for (const row of fields) {
      const wrong = checkField(line, row, bytes, this.#allowed);
      if (wrong !== null) this.#report(wrong);
    }
    if (type === '1') this.#date(line, bytes);
    if (type === '2') this.#transfer(line, bytes);
    if (type === '8') this.#totals(line, bytes);
  }

  end(line: number): void {
    const next = NEXT[this.#previous];
    if (next !== undefined && this.#previous !== '9') {
      this.#report(fault(line, 1, 'UNFINISHED', { expected: next.names }));
    }
  }

  #order(line: number, type: string): void {
    const next = NEXT[this.#previous];
    if (next !== undefined && !next.types.includes(type)) {
      const noTransfers = this.#previous === '1' && type === '8';
      this.#report(
        noTransfers
          ? fault(line, 1, 'NO_TRANSFERS')
          : fault(line, 1, 'RECORD_ORDER', { found: type, expected: next.names }),
      );
    }
    this.#previous = type;
  }

  #date(line: number, bytes: Uint8Array): void {
    const found = namedText(bytes, HEADER, 'transferMonthDay');
    const [month, day] = [Number(found.slice(0, 2)), Number(found.slice(2))];
    // 29 February is read as possible: the file does not say the year, and the caller who knows it checks again.
    const possible = month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(2000, month);
    if (/^\d{4}$/u.test(found) && !possible)
      this.#report(fault(line, 55, 'DATE', { field: '取組日', found }));
  }

  #transfer(line: number, bytes: Uint8Array): void {
    const written = namedText(bytes, DATA, 'amountYen');
    const { maxAmountYen, maxItems, transferCategory } = this.#profile;
    const category = namedText(bytes, DATA, 'transferCategory');
    if (/[078]/u.test(category) && category !== transferCategory) {
      const words = { field: '振込指定区分', found: category, expected: transferCategory };
      this.#report(fault(line, 112, 'NOT_THE_CONSTANT', words));
    }
    this.#count += 1;
    if (this.#count === maxItems + 1) {
      this.#report(fault(line, 1, 'TOO_MANY', { found: String(this.#count), expected: String(maxItems) }));
    }
    if (!/^\d+$/u.test(written)) {
      this.#totalKnown = false;
      return;
    }
    const amountYen = Number(written);
    this.#totalYen += amountYen;
    const words = { field: '振込金額', found: String(amountYen), expected: String(maxAmountYen) };
    if (amountYen === 0) this.#report(fault(line, 81, 'AMOUNT_ZERO', words));
    if (amountYen > maxAmountYen) this.#report(fault(line, 81, 'AMOUNT_MAX', words));
  }

  #totals(line: number, bytes: Uint8Array): void {
    const count = namedText(bytes, TRAILER, 'totalCount');
    const total = namedText(bytes, TRAILER, 'totalAmountYen');
    if (/^\d+$/u.test(count) && Number(count) !== this.#count) {
      const words = { field: '合計件数', found: String(Number(count)), expected: String(this.#count) };
      this.#report(fault(line, 2, 'TOTAL_COUNT', words));
    }
    if (this.#totalKnown && /^\d+$/u.test(total) && Number(total) !== this.#totalYen) {
      const words = { field: '合計金額', found: String(Number(total)), expected: String(this.#totalYen) };
      this.#report(fault(line, 8, 'TOTAL_AMOUNT', words));
    }
    if (this.#totalYen > this.#profile.maxTotalYen) {
      const words = {
        field: '合計金額',
        found: String(this.#totalYen),
        expected: String(this.#profile.maxTotalYen),
      };
      this.#report(fault(line, 8, 'AMOUNT_MAX', words));
    }
  }
}

function inFileOrder(faults: readonly ZenginFault[]): readonly ZenginFault[] {
  return faults.toSorted((left, right) => left.line - right.line || left.column - right.column);
}

/**
 * 総合振込ファイルの検査: every departure from the layout and the bank's profile, in file order, at most FAULTS_MAX.
 * An empty list means the file can be read. Works on any bytes and never throws; memory does not grow with the file.
 */
export function validateTransferBytes(bytes: Uint8Array, profile: BankProfile): readonly ZenginFault[] {
  if (bytes.length === 0) return [fault(1, 1, 'EMPTY_FILE')];
  const faults: ZenginFault[] = [];
  const report = (found: ZenginFault) => {
    if (faults.length < FAULTS_MAX) faults.push(found);
  };
  const check = new FileCheck(profile, report);
  let line = 0;
  for (const record of rawRecords(bytes, profile.separator, report)) {
    check.record(record);
    line = record.line;
    if (faults.length >= FAULTS_MAX) return inFileOrder(faults);
  }
  check.end(line + 1);
  return inFileOrder(faults);
}
