import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, civilDate } from '../civil-date.ts';
import type { Result } from '../refusal.ts';
import { yen } from '../yen.ts';
import type { BankProfile } from './bank-profile.ts';
import { allowedBytes, byteOf, characterOf, type TextKind } from './charset.ts';
import { decodeTransferFile } from './decode.ts';
import { carriedBy } from './encode.ts';
import { transferFileSchema, type Transfer, type TransferFile } from './transfer-file.ts';
import { validateTransferBytes } from './validate.ts';
import { aFile, profile, encode, bytesOf } from './example.ts';

const answer = <T>(result: Result<T>) =>
  result.ok ? result.value : { code: result.refusal.code, ...result.refusal.facts };

const digits = (width: number) => fc.stringMatching(new RegExp(`^\\d{${width}}$`, 'u'));
const anyProfile: fc.Arbitrary<BankProfile> = fc
  .record({
    separator: fc.constantFrom('CRLF' as const, 'LF' as const, 'none' as const),
    fillBankNames: fc.boolean(),
    clearingHouse: fc.constantFrom('zeros' as const, 'spaces' as const),
    codes: fc.constantFrom('zeros' as const, 'spaces' as const),
    transferCategory: fc.constantFrom('7' as const, '8' as const, '0' as const),
    symbols: fc.subarray(['(', ')', '.', ',', '-', '/', '\\', '｢', '｣']).map((taken) => taken.join('')),
    woAllowed: fc.boolean(),
  })
  .map((change) => profile(change));

/** Every character that some file may hold; which of them a field takes is for the product to say. */
const CHARACTERS = [...Array.from({ length: 256 }, (_, byte) => characterOf(byte) ?? '').join('')];
const textOfKind = (kind: TextKind, bank: BankProfile, max: number, min = 1) => {
  const allowed = allowedBytes(kind, bank);
  const taken = CHARACTERS.filter((character) => allowed[byteOf(character) ?? 0] === 1);
  const text = fc.array(fc.constantFrom(...taken), { minLength: min, maxLength: max });
  return text.map((characters) => characters.join('')).filter((found) => found === found.trim());
};

const transferUnder = (bank: BankProfile): fc.Arbitrary<Transfer> =>
  fc
    .record({
      bankCode: digits(4),
      bankName: textOfKind('bankName', bank, 15, 0),
      branchCode: digits(3),
      branchName: textOfKind('bankName', bank, 15, 0),
      accountType: fc.constantFrom('1' as const, '2' as const, '4' as const, '9' as const),
      accountNumber: digits(7),
      payeeName: textOfKind('name', bank, 30),
      amountYen: fc.integer({ min: 1, max: 9_999_999_999 }).map(yen),
      newCode: fc.constantFrom('0' as const, '1' as const, '2' as const),
      codes: fc.oneof(
        fc.record({ customerCode1: digits(10), customerCode2: digits(10) }),
        fc.record({
          customerCode1: fc.constant('0000000000'),
          customerCode2: fc.constant('0000000000'),
          edi: textOfKind('edi', bank, 20),
        }),
      ),
    })
    .map(({ codes, ...rest }) => ({ ...rest, ...codes }));

const fileUnder = (bank: BankProfile): fc.Arbitrary<TransferFile> =>
  fc.record({
    header: fc.record({
      consignorCode: digits(10),
      consignorName: textOfKind('name', bank, 40),
      transferDate: fc.integer({ min: 0, max: 1500 }).map((days) => addDays(civilDate('2026-01-01'), days)),
      bankCode: digits(4),
      bankName: textOfKind('bankName', bank, 15, 0),
      branchCode: digits(3),
      branchName: textOfKind('bankName', bank, 15, 0),
      accountType: fc.constantFrom('1' as const, '2' as const, '9' as const),
      accountNumber: digits(7),
    }),
    transfers: fc.array(transferUnder(bank), { minLength: 1, maxLength: 8 }),
  });

/** Any profile and any file that is valid under it. */
const anyWritten = anyProfile.chain((bank) => fc.tuple(fc.constant(bank), fileUnder(bank)));

describe('decodeTransferFile 総合振込ファイルの読取り', () => {
  it('gives back every valid file exactly, whatever the bank, but for names the bank wants left blank', () => {
    fc.assert(
      fc.property(anyWritten, ([bank, file]) => {
        const bytes = bytesOf(encode(file, bank));
        expect(validateTransferBytes(bytes, bank)).toEqual([]);
        const year = Number(file.header.transferDate.slice(0, 4));
        const decoded = answer(decodeTransferFile(bytes, bank, year));
        expect(decoded).toEqual(carriedBy(bank, file));
        expect(transferFileSchema.parse(decoded)).toEqual(decoded);
        // What was read is written as the same bytes, whether names are in it or not.
        expect(bytesOf(encode(decoded as TransferFile, bank))).toEqual(bytes);
      }),
      { numRuns: 300 },
    );
  });

  it('leaves out bank and branch names where the bank wants them blank, and nothing else', () => {
    const file = aFile();
    expect(carriedBy(profile(), file)).toEqual(file);
    const bank = profile({ fillBankNames: false });
    const nameless = { bankName: '', branchName: '' };
    const expected = {
      header: { ...file.header, ...nameless },
      transfers: file.transfers.map((transfer) => ({ ...transfer, ...nameless })),
    };
    expect(carriedBy(bank, file)).toEqual(expected);
    expect(answer(decodeTransferFile(bytesOf(encode(file, bank)), bank, 2026))).toEqual(expected);
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
      fc.property(fc.uint8Array({ maxLength: 700 }), anyProfile, (bytes, bank) => {
        expect(decodeTransferFile(bytes, bank, 2026).ok).toBe(false);
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
