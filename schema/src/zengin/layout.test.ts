import { describe, expect, it } from 'vitest';
import { assertCoversRecord, DATA, DATA_WITH_EDI, END, HEADER, TRAILER } from './layout.ts';

describe('The layout 様式', () => {
  it('covers each record of 120 bytes without gap or overlap', () => {
    for (const fields of [HEADER, DATA, DATA_WITH_EDI, TRAILER, END]) {
      expect(fields.reduce((sum, { width }) => sum + width, 0)).toBe(120);
      expect(() => assertCoversRecord(fields)).not.toThrow();
    }
  });

  it('is refused at load when a field is missing, moved or too short', () => {
    expect(() => assertCoversRecord(END.slice(1))).toThrow('filler begins at 2, expected 1');
    expect(() => assertCoversRecord(END.slice(0, 1))).toThrow('record has 1 bytes');
    expect(() => assertCoversRecord(END.map((row) => ({ ...row, at: 1 })))).toThrow('filler');
  });

  it.each([
    ['header', HEADER, 'consignorName', 15, 40, 'C'],
    ['header', HEADER, 'transferMonthDay', 55, 4, 'N'],
    ['header', HEADER, 'accountNumber', 97, 7, 'N'],
    ['data', DATA, 'clearingHouse', 39, 4, 'N'],
    ['data', DATA, 'payeeName', 51, 30, 'C'],
    ['data', DATA, 'amountYen', 81, 10, 'N'],
    ['data', DATA, 'newCode', 91, 1, 'N'],
    ['data', DATA, 'customerCode2', 102, 10, 'N'],
    ['data with EDI', DATA_WITH_EDI, 'edi', 92, 20, 'C'],
    ['data', DATA, 'transferCategory', 112, 1, 'N'],
    ['data', DATA, 'ediMark', 113, 1, 'C'],
    ['trailer', TRAILER, 'totalCount', 2, 6, 'N'],
    ['trailer', TRAILER, 'totalAmountYen', 8, 12, 'N'],
  ])('%s: %5$s', (_record, fields, name, at, width, kind) => {
    expect(fields.find((row) => row.name === name)).toMatchObject({ at, width, kind });
  });
});
