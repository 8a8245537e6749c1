import { accountKey, accountTypeCodes, type AccountTypeChoice, type BankAccount } from '@grant/schema';
import type { Knex } from 'knex';
import { fromRow } from '../row.ts';
import { bankKeys, blindIndex, contentHash, open, seal } from '../secrets.ts';
import type { Unit } from '../work.ts';

/** 振込口座の行: the number is sealed; three digits are in clear for people to recognise it. */
export interface AccountRecord {
  readonly id: string;
  readonly application: string;
  readonly bankCode: string;
  readonly branchCode: string;
  readonly accountType: AccountTypeChoice;
  readonly numberSealed: string;
  readonly numberIndex: string;
  readonly last3: string;
  readonly holderKana: string;
  readonly status: 'live' | 'replaced';
  readonly contentHash: string;
  readonly editedBy: string | null;
  readonly editedAt: string;
}

type Env = Readonly<Record<string, unknown>>;

/** The live account of a case, or undefined. */
export async function liveAccount(database: Knex, application: string): Promise<AccountRecord | undefined> {
  const row = await database<object>('bank_accounts').where({ application, status: 'live' }).first();
  return row === undefined ? undefined : fromRow<AccountRecord>(row);
}

/** Keyed index of a whole account: equal for the same account, whoever entered it. */
export function accountIndex(
  env: Env,
  account: Pick<BankAccount, 'bankCode' | 'branchCode' | 'accountType' | 'accountNumber'>,
): string {
  return blindIndex(bankKeys(env), accountKey(account));
}

// The column holds the word of the form, the rules work with the code of the bank file.
function typeWord(code: BankAccount['accountType']): AccountTypeChoice {
  const words = Object.keys(accountTypeCodes) as AccountTypeChoice[];
  const word = words.find((choice) => accountTypeCodes[choice] === code);
  if (word === undefined) throw new Error(`no account type for code ${code}`);
  return word;
}

/** The number of a stored account. Every caller writes the access log. */
export function openNumber(env: Env, account: AccountRecord): string {
  return open(bankKeys(env), account.numberSealed, account.application);
}

/** Writes a new live account for a case and sets the old one aside; returns the new id. */
export async function replaceAccount(unit: Unit, application: string, account: BankAccount): Promise<string> {
  const old = await liveAccount(unit.trx, application);
  if (old !== undefined) await unit.update('bank_accounts', old.id, { status: 'replaced' });
  const index = accountIndex(unit.office.env, account);
  return unit.create('bank_accounts', {
    application,
    bankCode: account.bankCode,
    branchCode: account.branchCode,
    accountType: typeWord(account.accountType),
    numberSealed: seal(bankKeys(unit.office.env), account.accountNumber, application),
    numberIndex: index,
    last3: account.accountNumber.slice(-3),
    holderKana: account.holderKana,
    status: 'live',
    contentHash: contentHash({ index, holderKana: account.holderKana }),
    editedBy: unit.actor.id,
    editedAt: unit.moment.at,
  });
}
