import type { BankProfile } from './bank-profile.ts';
import { fault, type ZenginFault } from './faults.ts';
import { RECORD_BYTES } from './layout.ts';

/** One record as found: its 1-based line and its bytes, which may be too few or too many. */
export interface RawRecord {
  readonly line: number;
  readonly bytes: Uint8Array;
}

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const NAMES: Readonly<Record<BankProfile['separator'], string>> = {
  CRLF: '改行CR・LF',
  LF: '改行LF',
  none: '改行なし',
};

function checkLength(record: RawRecord, report: (found: ZenginFault) => void): void {
  const { length } = record.bytes;
  if (length === RECORD_BYTES) return;
  report(fault(record.line, Math.min(length, RECORD_BYTES) + 1, 'RECORD_LENGTH', { found: String(length) }));
}

function* cutByLength(bytes: Uint8Array): Generator<RawRecord> {
  for (let start = 0; start < bytes.length; start += RECORD_BYTES) {
    yield { line: start / RECORD_BYTES + 1, bytes: bytes.subarray(start, start + RECORD_BYTES) };
  }
}

function* cutByLines(
  bytes: Uint8Array,
  separator: 'CRLF' | 'LF',
  report: (found: ZenginFault) => void,
): Generator<RawRecord> {
  let line = 1;
  for (let start = 0; start < bytes.length; line += 1) {
    const feed = bytes.indexOf(LINE_FEED, start);
    const stop = feed === -1 ? bytes.length : feed;
    const hasReturn = bytes[stop - 1] === CARRIAGE_RETURN;
    const record = { line, bytes: bytes.subarray(start, hasReturn ? stop - 1 : stop) };
    if (feed === -1 || hasReturn !== (separator === 'CRLF')) {
      report(fault(line, record.bytes.length + 1, 'SEPARATOR', { expected: NAMES[separator] }));
    }
    yield record;
    start = stop + 1;
  }
}

/**
 * レコードの切出し: the records of a file by the bank's separator, reporting wrong separators and lengths on the way.
 * After a record of the wrong length the next one is found again by its line end, where there are line ends.
 */
export function* rawRecords(
  bytes: Uint8Array,
  separator: BankProfile['separator'],
  report: (found: ZenginFault) => void,
): Generator<RawRecord> {
  const records = separator === 'none' ? cutByLength(bytes) : cutByLines(bytes, separator, report);
  for (const record of records) {
    checkLength(record, report);
    yield record;
  }
}
