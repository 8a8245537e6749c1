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

  // Every row of the banks' documents: position, bytes, N or C.
  it.each([
    ['header', HEADER, 'recordType', 1, 1, 'N'],
    ['header', HEADER, 'kindCode', 2, 2, 'N'],
    ['header', HEADER, 'codeClass', 4, 1, 'N'],
    ['header', HEADER, 'consignorCode', 5, 10, 'N'],
    ['header', HEADER, 'consignorName', 15, 40, 'C'],
    ['header', HEADER, 'transferMonthDay', 55, 4, 'N'],
    ['header', HEADER, 'bankCode', 59, 4, 'N'],
    ['header', HEADER, 'bankName', 63, 15, 'C'],
    ['header', HEADER, 'branchCode', 78, 3, 'N'],
    ['header', HEADER, 'branchName', 81, 15, 'C'],
    ['header', HEADER, 'accountType', 96, 1, 'N'],
    ['header', HEADER, 'accountNumber', 97, 7, 'N'],
    ['header', HEADER, 'filler', 104, 17, 'C'],
    ['data', DATA, 'recordType', 1, 1, 'N'],
    ['data', DATA, 'bankCode', 2, 4, 'N'],
    ['data', DATA, 'bankName', 6, 15, 'C'],
    ['data', DATA, 'branchCode', 21, 3, 'N'],
    ['data', DATA, 'branchName', 24, 15, 'C'],
    ['data', DATA, 'clearingHouse', 39, 4, 'N'],
    ['data', DATA, 'accountType', 43, 1, 'N'],
    ['data', DATA, 'accountNumber', 44, 7, 'N'],
    ['data', DATA, 'payeeName', 51, 30, 'C'],
    ['data', DATA, 'amountYen', 81, 10, 'N'],
    ['data', DATA, 'newCode', 91, 1, 'N'],
    ['data', DATA, 'customerCode1', 92, 10, 'N'],
    ['data', DATA, 'customerCode2', 102, 10, 'N'],
    ['data', DATA, 'transferCategory', 112, 1, 'N'],
    ['data', DATA, 'ediMark', 113, 1, 'C'],
    ['data', DATA, 'filler', 114, 7, 'C'],
    ['data with EDI', DATA_WITH_EDI, 'edi', 92, 20, 'C'],
    ['data with EDI', DATA_WITH_EDI, 'transferCategory', 112, 1, 'N'],
    ['data with EDI', DATA_WITH_EDI, 'ediMark', 113, 1, 'C'],
    ['data with EDI', DATA_WITH_EDI, 'filler', 114, 7, 'C'],
    ['trailer', TRAILER, 'recordType', 1, 1, 'N'],
    ['trailer', TRAILER, 'totalCount', 2, 6, 'N'],
    ['trailer', TRAILER, 'totalAmountYen', 8, 12, 'N'],
    ['trailer', TRAILER, 'filler', 20, 101, 'C'],
    ['end', END, 'recordType', 1, 1, 'N'],
    ['end', END, 'filler', 2, 119, 'C'],
  ])('%s: %5$s', (_record, fields, name, at, width, kind) => {
    expect(fields.find((row) => row.name === name)).toMatchObject({ at, width, kind });
  });

  it.each([
    ['header', HEADER, { recordType: '1', kindCode: '21', codeClass: '0' }],
    ['data', DATA, { recordType: '2', clearingHouse: '0000' }],
    ['data with EDI', DATA_WITH_EDI, { recordType: '2', clearingHouse: '0000', ediMark: 'Y' }],
    ['trailer', TRAILER, { recordType: '8' }],
    ['end', END, { recordType: '9' }],
  ])('%s: has these constants and no other', (_record, fields, constants) => {
    const found = fields.flatMap(({ name, constant }) => (constant === undefined ? [] : [[name, constant]]));
    expect(Object.fromEntries(found)).toEqual(constants);
  });

  it('names the values of every field that has choices', () => {
    const choices = (fields: typeof DATA) =>
      Object.fromEntries(
        fields.flatMap(({ name, choices: some }) => (some === undefined ? [] : [[name, some]])),
      );
    expect(choices(HEADER)).toEqual({ accountType: ['1', '2', '9'] });
    const data = {
      accountType: ['1', '2', '4', '9'],
      newCode: ['0', '1', '2'],
      transferCategory: ['0', '7', '8'],
    };
    expect(choices(DATA)).toEqual(data);
    expect(choices(DATA_WITH_EDI)).toEqual(data);
    expect([choices(TRAILER), choices(END)]).toEqual([{}, {}]);
  });
});
