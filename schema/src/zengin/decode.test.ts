import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, civilDate } from '../civil-date.ts';
import type { Result } from '../refusal.ts';
import { yen } from '../yen.ts';
import { decodeTransferFile } from './decode.ts';
import { transferFileSchema } from './transfer-file.ts';
import { validateTransferBytes } from './validate.ts';
import { aFile, profile, encode, bytesOf } from './example.ts';

const answer = <T>(result: Result<T>) =>
  result.ok ? result.value : { code: result.refusal.code, ...result.refusal.facts };

const digits = (width: number) => fc.stringMatching(new RegExp(`^\\d{${width}}$`, 'u'));
const nameText = (max: number) =>
  fc.stringMatching(new RegExp(`^[ｱ-ﾝA-Z0-9().-][ｱ-ﾟA-Z0-9(). -]{0,${max - 2}}[ｱ-ﾟA-Z0-9().-]$`, 'u'));
const bankText = fc.stringMatching(/^(?:[ｱ-ﾟA-Z0-9-]{1,15})?$/u);
const anyTransfer = fc
  .record({
    bankCode: digits(4),
    bankName: bankText,
    branchCode: digits(3),
    branchName: bankText,
    accountType: fc.constantFrom('1' as const, '2' as const, '4' as const, '9' as const),
    accountNumber: digits(7),
    payeeName: nameText(30),
    amountYen: fc.integer({ min: 1, max: 9_999_999 }).map(yen),
    newCode: fc.constantFrom('0' as const, '1' as const, '2' as const),
    codes: fc.oneof(
      fc.record({ customerCode1: digits(10), customerCode2: digits(10) }),
      fc.record({
        customerCode1: fc.constant('0000000000'),
        customerCode2: fc.constant('0000000000'),
        edi: fc.stringMatching(/^[ｦｱ-ﾟA-Z0-9/.()｢｣\\-]{1,20}$/u),
      }),
    ),
  })
  .map(({ codes, ...rest }) => ({ ...rest, ...codes }));
const anyFile = fc.record({
  header: fc.record({
    consignorCode: digits(10),
    consignorName: nameText(40),
    transferDate: fc.integer({ min: 0, max: 1500 }).map((days) => addDays(civilDate('2026-01-01'), days)),
    bankCode: digits(4),
    bankName: bankText,
    branchCode: digits(3),
    branchName: bankText,
    accountType: fc.constantFrom('1' as const, '2' as const, '9' as const),
    accountNumber: digits(7),
  }),
  transfers: fc.array(anyTransfer, { minLength: 1, maxLength: 8 }),
});
const anyProfile = fc.record({
  separator: fc.constantFrom('CRLF' as const, 'LF' as const, 'none' as const),
  clearingHouse: fc.constantFrom('zeros' as const, 'spaces' as const),
  codes: fc.constantFrom('zeros' as const, 'spaces' as const),
  transferCategory: fc.constantFrom('7' as const, '8' as const, '0' as const),
});

describe('decodeTransferFile 総合振込ファイルの読取り', () => {
  it('gives back every valid file exactly, whatever the bank', () => {
    fc.assert(
      fc.property(anyFile, anyProfile, (file, change) => {
        const bytes = bytesOf(encode(file, change));
        expect(validateTransferBytes(bytes, profile(change))).toEqual([]);
        const year = Number(file.header.transferDate.slice(0, 4));
        const decoded = answer(decodeTransferFile(bytes, profile(change), year));
        expect(decoded).toEqual(file);
        expect(transferFileSchema.parse(decoded)).toEqual(file);
      }),
      { numRuns: 300 },
    );
  });

  it('takes the year from the caller and refuses a day that year does not have', () => {
    const header = { ...aFile().header, transferDate: civilDate('2028-02-29') };
    const bytes = bytesOf(encode(aFile({ header })));
    expect(answer(decodeTransferFile(bytes, profile(), 2028))).toMatchObject({ header });
    expect(answer(decodeTransferFile(bytes, profile(), 2027))).toMatchObject({ code: 'INVALID_DATE' });
  });

  it('refuses a faulty file with the first of its faults', () => {
    const bytes = bytesOf(encode(aFile()));
    bytes[122 + 49] = 0x41;
    bytes[122 * 2 + 1] = 0x41;
    expect(answer(decodeTransferFile(bytes, profile(), 2026))).toMatchObject({
      code: 'ZENGIN_FILE_FAULTY',
      line: 2,
      column: 50,
      fault: 'NOT_DIGITS',
      count: 2,
    });
  });

  it('never throws on any bytes, and accepts none that it could not write again', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 700 }), anyProfile, (bytes, change) => {
        expect(decodeTransferFile(bytes, profile(change), 2026).ok).toBe(false);
      }),
      { numRuns: 500 },
    );
  });

  it('sees every changed byte or reads the change as written', () => {
    const good = bytesOf(encode(aFile()));
    fc.assert(
      fc.property(fc.nat({ max: good.length - 1 }), fc.integer({ min: 1, max: 255 }), (at, xor) => {
        const changed = good.slice();
        changed[at] = (changed[at] as number) ^ xor;
        const decoded = decodeTransferFile(changed, profile(), 2026);
        if (decoded.ok) expect(bytesOf(encode(decoded.value))).toEqual(changed);
      }),
      { numRuns: 2000 },
    );
  });
});
