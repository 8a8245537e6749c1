import { z } from 'zod';
import { compactCode } from '../names/width.ts';
import { refusingShape } from '../refusal/door.ts';
import { accept, reject, type Result } from '../refusal.ts';
import { fitPayeeName, toBankKana } from '../zengin/payee-kana.ts';
import { accountTypes, valuesOf } from './choices.ts';

function readBankCode(input: string): Result<string> {
  const found = compactCode(input);
  return /^\d{4}$/u.test(found) ? accept(found) : reject('BANK_CODE_FORMAT', {});
}

function readBranchCode(input: string): Result<string> {
  const found = compactCode(input);
  return /^\d{3}$/u.test(found) ? accept(found) : reject('BRANCH_CODE_FORMAT', {});
}

function readAccountNumber(input: string): Result<string> {
  const found = compactCode(input);
  return /^\d{1,7}$/u.test(found)
    ? accept(found.padStart(7, '0'))
    : reject('ACCOUNT_NUMBER_FORMAT', { digits: found.replace(/\D/gu, '').length });
}

function readHolder(input: string): Result<string> {
  const kana = toBankKana(input.trim());
  return kana.ok ? fitPayeeName(kana.value) : kana;
}

/** 振込口座: codes as digits, number padded to seven, holder in the half-width kana of the bank file. */
export const bankAccountSchema = z.object({
  bankCode: refusingShape(readBankCode),
  branchCode: refusingShape(readBranchCode),
  accountType: z.enum(valuesOf(accountTypes)),
  accountNumber: refusingShape(readAccountNumber),
  accountHolderKana: refusingShape(readHolder),
});

/** 振込口座. Holds a whole account number: never log it, never store it unencrypted. */
export type BankAccount = z.output<typeof bankAccountSchema>;

/** 口座番号の伏字: only the last three digits remain. */
export function maskAccountNumber(accountNumber: string): string {
  return accountNumber.slice(-3).padStart(7, '＊');
}
