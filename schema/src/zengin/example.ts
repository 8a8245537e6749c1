import { civilDate } from '../civil-date.ts';
import type { Result } from '../refusal.ts';
import { yen } from '../yen.ts';
import { DEFAULT_BANK_PROFILE, type BankProfile } from './bank-profile.ts';
import { textOf } from './charset.ts';
import { encodeTransferFile } from './encode.ts';
import { type Transfer, type TransferFile } from './transfer-file.ts';

/** One transfer of 300,000円; say only what matters. */
export const aTransfer = (change: Partial<Transfer> = {}): Transfer => ({
  bankCode: '0517',
  bankName: 'ﾄﾁｷﾞ',
  branchCode: '001',
  branchName: 'ﾎﾝﾃﾝ',
  accountType: '1',
  accountNumber: '7654321',
  payeeName: 'ｶ)ｻﾝﾌﾟﾙ-ｼﾖｳｶｲ',
  amountYen: yen(300_000),
  newCode: '1',
  customerCode1: '0000000000',
  customerCode2: '0000000000',
  ...change,
});

/** A file of one transfer. */
export const aFile = (change: Partial<TransferFile> = {}): TransferFile => ({
  header: {
    consignorCode: '1234567890',
    consignorName: 'ﾄﾁｷﾞﾀﾞﾝｾｲｲｸｷﾕｳｼﾞﾑｷﾖｸ',
    transferDate: civilDate('2026-06-15'),
    bankCode: '0129',
    bankName: 'ｱｼｶｶﾞ',
    branchCode: '100',
    branchName: 'ﾎﾝﾃﾝ',
    accountType: '1',
    accountNumber: '1234567',
  },
  transfers: [aTransfer()],
  ...change,
});

/** The default bank profile with changes. */
export const profile = (change: Partial<BankProfile> = {}): BankProfile => ({
  ...DEFAULT_BANK_PROFILE,
  ...change,
});

/** The file under the default profile with changes. */
export const encode = (file: TransferFile, change: Partial<BankProfile> = {}) =>
  encodeTransferFile(file, profile(change));

/** The bytes of an encoding that must succeed. */
export const bytesOf = (result: Result<Uint8Array>) => {
  if (!result.ok) throw new Error(result.refusal.message);
  return result.value;
};

/** The records of a file as text, without separators. */
export const linesOf = (bytes: Uint8Array, width = 122) =>
  Array.from({ length: bytes.length / width }, (_, index) =>
    textOf(bytes.subarray(index * width, index * width + 120)),
  );
