import { z } from 'zod';
import { compactCode } from '../names/width.ts';
import { refusingShape } from '../refusal/door.ts';
import { accept, reject, type Result } from '../refusal.ts';
import { fitPayeeName, toBankKana } from '../zengin/payee-kana.ts';

/** 預金種目: code of the Zengin file and its name, in the order of a form. */
export const ACCOUNT_TYPES = [
  { code: '1', name: '普通' },
  { code: '2', name: '当座' },
  { code: '4', name: '貯蓄' },
  { code: '9', name: 'その他' },
] as const;

/** Code of an 預金種目. */
export type AccountType = (typeof ACCOUNT_TYPES)[number]['code'];

/** Shape of an 預金種目 at a door. */
export const accountTypeSchema = z.enum(['1', '2', '4', '9']);

/** `普通` for `1`. */
export function accountTypeName(code: AccountType): string {
  return ACCOUNT_TYPES.find((type) => type.code === code)?.name ?? '';
}

/** 金融機関コード: four digits. */
export function parseBankCode(input: string): Result<string> {
  const found = compactCode(input);
  return /^\d{4}$/u.test(found) ? accept(found) : reject('BANK_CODE_FORMAT', {});
}

/** 支店コード: three digits. */
export function parseBranchCode(input: string): Result<string> {
  const found = compactCode(input);
  return /^\d{3}$/u.test(found) ? accept(found) : reject('BRANCH_CODE_FORMAT', {});
}

/** 口座番号: up to seven digits, filled with zeros on the left as banks do. The refusal never quotes it. */
export function parseAccountNumber(input: string): Result<string> {
  const found = compactCode(input);
  return /^\d{1,7}$/u.test(found)
    ? accept(found.padStart(7, '0'))
    : reject('ACCOUNT_NUMBER_FORMAT', { digits: found.replace(/\D/gu, '').length });
}

/** 口座名義カナ: as on the passbook's kana page, in half-width letters of a bank file and at most 30 of them. */
export function parseHolderKana(input: string): Result<string> {
  const kana = toBankKana(input);
  return kana.ok ? fitPayeeName(kana.value) : kana;
}

/** 振込先口座: shape at a door. Full-width input is normalised; the holder becomes half-width kana. */
export const bankAccountSchema = z.object({
  bankCode: refusingShape(parseBankCode),
  branchCode: refusingShape(parseBranchCode),
  accountType: accountTypeSchema,
  accountNumber: refusingShape(parseAccountNumber),
  holderKana: refusingShape(parseHolderKana),
});

/** 振込先口座. */
export type BankAccount = z.output<typeof bankAccountSchema>;

/** 口座番号の表示: `•••123`, the only form outside the payment roles. */
export function maskAccountNumber(accountNumber: string): string {
  return `•••${accountNumber.slice(-3)}`;
}

/** True for a number that only shows its last digits, as `maskAccountNumber` writes it. */
export function isMaskedNumber(text: string | undefined): boolean {
  return text?.includes('•') === true;
}

/** The text whose equality means the same account: for comparing entries and for a blind index. */
export function accountKey(
  account: Pick<BankAccount, 'bankCode' | 'branchCode' | 'accountType' | 'accountNumber'>,
): string {
  return [account.bankCode, account.branchCode, account.accountType, account.accountNumber].join('-');
}

/** True when two people read the same account and holder. Blind entries count only when this holds. */
export function sameBankAccount(left: BankAccount, right: BankAccount): boolean {
  return accountKey(left) === accountKey(right) && left.holderKana === right.holderKana;
}
