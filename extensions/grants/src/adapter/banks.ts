import { createRequire } from 'node:module';
import {
  bankSearchNames,
  checkYuchoType,
  civilDate,
  foldBankName,
  officialBankName,
  refuse,
  YUCHO_BANK_CODE,
  type BankAccount,
  type CivilDate,
} from '@grant/schema';

interface Branch {
  readonly code: string;
  readonly name: string;
  readonly kana: string;
  readonly hira: string;
}
interface Bank extends Branch {
  readonly branches: Readonly<Record<string, Branch>>;
}

// A 4 MB module of CommonJS data; loaded with the first question and kept.
const require = createRequire(import.meta.url);
let master: Readonly<Record<string, Bank>> | undefined;
function banks(): Readonly<Record<string, Bank>> {
  master ??= require('zengin-code') as Readonly<Record<string, Bank>>;
  return master;
}

/** 金融機関一覧の日付: the day of the master, which its version ends with (`1.0.0-p20260824`). */
export function banksAsOf(): CivilDate {
  const { version } = require('zengin-code/package.json') as { version: string };
  return civilDate(version.replace(/^.*-p(\d{4})(\d{2})(\d{2})$/u, '$1-$2-$3'));
}

/** 金融機関: one bank or branch as a search answers it: a bank by its official name, the kana as the master has it. */
export interface BankEntry {
  readonly code: string;
  readonly name: string;
  readonly kana: string;
}

const SEARCH_MAX = 30;

function bankEntry({ code, name, kana }: BankEntry): BankEntry {
  return { code, name: officialBankName(code, name), kana };
}

interface Found<E> {
  readonly entry: E;
  readonly rank: number;
}

// Best first: the very name, then names that begin so, then names that hold it.
function search<E extends Branch>(
  entries: Iterable<E>,
  query: string,
  namesOfEntry: (entry: E) => readonly string[],
): E[] {
  const wanted = foldBankName(query);
  const hits: Found<E>[] = [];
  for (const entry of entries) {
    const names = [entry.code, ...namesOfEntry(entry)];
    if (names.includes(wanted)) hits.push({ entry, rank: 0 });
    else if (names.some((name) => name.startsWith(wanted))) hits.push({ entry, rank: 1 });
    else if (names.some((name) => name.includes(wanted))) hits.push({ entry, rank: 2 });
  }
  return hits
    .sort((left, right) => left.rank - right.rank || left.entry.code.localeCompare(right.entry.code))
    .slice(0, SEARCH_MAX)
    .map(({ entry }) => entry);
}

/** 金融機関の検索: by code or by any name people call it; at most 30, best first. */
export function searchBanks(query: string): BankEntry[] {
  return search(Object.values(banks()), query, bankSearchNames).map(bankEntry);
}

/** 支店の検索 of one bank. An unknown bank has no branches; an empty query lists the first. */
export function searchBranches(bankCode: string, query: string): BankEntry[] {
  const branches = Object.values(banks()[bankCode]?.branches ?? {});
  const wanted = query.trim().replace(/支店$/u, '');
  return search(branches, wanted, ({ name, hira }) => [foldBankName(name), foldBankName(hira)]).map(
    ({ code, name, kana }) => ({ code, name, kana }),
  );
}

/** Names of a bank and its branch, or null when the master does not know the pair. */
export function namesOf(bankCode: string, branchCode: string): { bank: BankEntry; branch: BankEntry } | null {
  const bank = banks()[bankCode];
  const branch = bank?.branches[branchCode];
  return bank === undefined || branch === undefined ? null : { bank: bankEntry(bank), branch };
}

/** 金融機関名・支店名 with the code, as `足利銀行（0129）`; null for any other answer and for a pair the master does not know. */
export function nameOfCode(
  key: string,
  {
    bankCode = '',
    branchCode = '',
  }: { readonly bankCode?: string | undefined; readonly branchCode?: string | undefined },
): string | null {
  const names = namesOf(bankCode, branchCode);
  if (key === 'bankCode' && names !== null) return `${names.bank.name}（${bankCode}）`;
  return key === 'branchCode' && names !== null ? `${names.branch.name}（${branchCode}）` : null;
}

/**
 * 口座の照合: what is wrong with an account that has the right form: a bank or branch that the master does not know, a
 * type that ゆうちょ's branch number rules out. One fault for each field, none for an account a transfer can reach.
 */
export function accountFaults(
  account: Pick<BankAccount, 'bankCode' | 'branchCode' | 'accountType'>,
): { readonly key: 'branchCode' | 'accountType'; readonly message: string }[] {
  const { bankCode, branchCode, accountType } = account;
  if (namesOf(bankCode, branchCode) === null)
    return [{ key: 'branchCode', message: refuse('BRANCH_NOT_LISTED', { bankCode, branchCode }).message }];
  if (bankCode !== YUCHO_BANK_CODE) return [];
  const type = checkYuchoType(branchCode, accountType);
  return type.ok ? [] : [{ key: 'accountType', message: type.refusal.message }];
}
