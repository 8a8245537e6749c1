import {
  accountTypeCodes,
  compactCode,
  questionLabel,
  type AccountTypeChoice,
  type VerbParsed,
} from '@grant/schema';
import { accountIndex, type AccountRecord } from '../../adapter/store/accounts.ts';
import type { PaymentRecord } from '../../adapter/store/batches.ts';

/** 照合入力: what was typed, as fingerprints, and which items are not as stored. */
export interface Entry {
  /** Keyed fingerprint of the whole account as typed (hex); the database compares it with the stored one. */
  readonly index: string;
  readonly amount: number;
  /** Japanese names of the items that differ; never their values, and never which digit. */
  readonly different: readonly { readonly path: string; readonly label: string }[];
}

// The form sends the word; a script may send the code of the bank file.
function typeOf(typed: string): string {
  return Object.hasOwn(accountTypeCodes, typed) ? accountTypeCodes[typed as AccountTypeChoice] : typed;
}

/** Reads an entry and compares it item by item with what is stored, without opening the stored number. */
export function readEntry(
  env: Readonly<Record<string, unknown>>,
  input: VerbParsed<'payment.confirm'>,
  account: AccountRecord,
  payment: PaymentRecord,
): Entry {
  const typed = {
    bankCode: compactCode(input.bankCode),
    branchCode: compactCode(input.branchCode),
    accountType: typeOf(input.accountType),
    accountNumber: compactCode(input.accountNumber).padStart(7, '0'),
  };
  const stored = accountTypeCodes[account.accountType];
  const indexOf = (other: Pick<AccountRecord, 'bankCode' | 'branchCode'>, accountType: string) =>
    accountIndex(env, {
      ...other,
      accountType: accountType as typeof stored,
      accountNumber: typed.accountNumber,
    });
  const checks: [boolean, string, string][] = [
    [typed.bankCode === account.bankCode, 'bankCode', questionLabel('bankCode')],
    [typed.branchCode === account.branchCode, 'branchCode', questionLabel('branchCode')],
    [typed.accountType === stored, 'accountType', questionLabel('accountType')],
    // The number alone: looked up with the stored bank and type, so that each item is told apart.
    [indexOf(account, stored) === account.numberIndex, 'accountNumber', questionLabel('accountNumber')],
    [input.amount === payment.amount, 'amount', '金額'],
  ];
  return {
    index: indexOf(typed, typed.accountType),
    amount: input.amount,
    different: checks.filter(([same]) => !same).map(([, path, label]) => ({ path, label })),
  };
}
