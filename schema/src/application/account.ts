import { z } from 'zod';
import {
  parseAccountNumber,
  parseBankCode,
  parseBranchCode,
  parseHolderKana,
  type AccountType,
  type BankAccount,
} from '../bank/account.ts';
import { refusingShape } from '../refusal/door.ts';
import { accountTypes, valuesOf, type AccountTypeChoice } from './choices.ts';

/** 預金種目 as answered -> code of the bank file. */
export const accountTypeCodes: Readonly<Record<AccountTypeChoice, AccountType>> = {
  ordinary: '1',
  current: '2',
  savings: '4',
};

/** 振込口座の回答: the five answers of the form, read into the account the payment rooms work with. */
export const accountAnswersSchema = z
  .object({
    bankCode: refusingShape(parseBankCode),
    branchCode: refusingShape(parseBranchCode),
    accountType: z.enum(valuesOf(accountTypes)),
    accountNumber: refusingShape(parseAccountNumber),
    accountHolderKana: refusingShape(parseHolderKana),
  })
  .transform(({ accountType, accountHolderKana, ...rest }): BankAccount => ({
    ...rest,
    accountType: accountTypeCodes[accountType],
    holderKana: accountHolderKana,
  }));
