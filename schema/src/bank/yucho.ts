import { compactCode } from '../names/width.ts';
import { accept, reject, type Result } from '../refusal.ts';
import { accountTypeName, type AccountType } from './account.ts';

/** ゆうちょ銀行の金融機関コード. */
export const YUCHO_BANK_CODE = '9900';

/** An account of ゆうちょ銀行 as other banks address it. */
export interface YuchoAccount {
  readonly bankCode: typeof YUCHO_BANK_CODE;
  /** 店番, three digits. */
  readonly branchCode: string;
  readonly accountType: Extract<AccountType, '1' | '2'>;
  /** 口座番号, seven digits. */
  readonly accountNumber: string;
}

/**
 * 記号番号から店番・口座番号へ: digits 2 and 3 of the 記号 with 8 (総合口座, begins with 1) or 9 (振替口座, begins with 0)
 * make the 店番; the 番号 without its last 1, or as it is for a 振替口座, filled to seven digits makes the 口座番号.
 * Refuses what is no 記号 (YUCHO_SYMBOL_FORMAT) or no 番号 of that kind of account (YUCHO_NUMBER_FORMAT).
 */
export function yuchoAccountOf(symbol: string, number: string): Result<YuchoAccount> {
  const foundSymbol = compactCode(symbol);
  if (!/^[01]\d{3}0$/u.test(foundSymbol)) return reject('YUCHO_SYMBOL_FORMAT', {});
  const savings = foundSymbol.startsWith('1');
  const foundNumber = compactCode(number);
  // The 番号 of a 総合口座 always ends with 1, which is not part of the account number elsewhere.
  const pattern = savings ? /^\d{1,7}1$/u : /^\d{1,7}$/u;
  if (!pattern.test(foundNumber)) {
    return reject('YUCHO_NUMBER_FORMAT', { digits: foundNumber.replace(/\D/gu, '').length });
  }
  const accountNumber = (savings ? foundNumber.slice(0, -1) : foundNumber).padStart(7, '0');
  return accept({
    bankCode: YUCHO_BANK_CODE,
    branchCode: `${foundSymbol.slice(1, 3)}${savings ? '8' : '9'}`,
    accountType: savings ? '1' : '2',
    accountNumber,
  });
}

/** 預金種目の照合: the type chosen for a ゆうちょ account must be that of its 店番 (…8 普通, …9 当座). */
export function checkYuchoType(branchCode: string, accountType: AccountType): Result<AccountType> {
  const expected = branchCode.endsWith('9') ? '当座' : '普通';
  const fits = accountType === (expected === '当座' ? '2' : '1');
  return fits
    ? accept(accountType)
    : reject('YUCHO_TYPE_MISMATCH', { expected, found: accountTypeName(accountType) });
}
