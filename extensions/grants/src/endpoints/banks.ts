import { createRequire } from 'node:module';
import { officialBankName } from '@grant/schema';

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

function fold(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[ァ-ヶ]/g, (character) => String.fromCharCode(character.charCodeAt(0) - 0x60))
    .replace(/[ーｰ－]/g, '-')
    .replace(/(銀行|信用金庫|信金|信用組合|信組|労働金庫|労金|農業協同組合|農協|支店)$/u, '')
    .toLowerCase()
    .trim();
}

// Small kana stand in full size in the master (トウキヨウ), people write them small.
const SMALL: Readonly<Record<string, string>> = {
  ぁ: 'あ',
  ぃ: 'い',
  ぅ: 'う',
  ぇ: 'え',
  ぉ: 'お',
  っ: 'つ',
  ゃ: 'や',
  ゅ: 'ゆ',
  ょ: 'よ',
};

function search(entries: Iterable<Branch>, query: string): BankEntry[] {
  const wanted = fold(query);
  if (wanted === '') return [];
  const large = wanted.replace(/[ぁぃぅぇぉっゃゅょ]/g, (character) => SMALL[character] ?? character);
  const hits: { entry: Branch; rank: number }[] = [];
  for (const entry of entries) {
    const names = [fold(entry.name), fold(entry.hira)];
    if (
      entry.code.startsWith(wanted) ||
      names.some((name) => name.startsWith(wanted) || name.startsWith(large))
    )
      hits.push({ entry, rank: entry.code === wanted || names.includes(wanted) ? 0 : 1 });
    else if (names.some((name) => name.includes(wanted) || name.includes(large)))
      hits.push({ entry, rank: 2 });
  }
  return hits
    .sort((left, right) => left.rank - right.rank || left.entry.code.localeCompare(right.entry.code))
    .slice(0, SEARCH_MAX)
    .map(({ entry: { code, name, kana } }) => ({ code, name, kana }));
}

/** 金融機関の検索: by code, name, kana or hiragana; at most 30, best first. */
export function searchBanks(query: string): BankEntry[] {
  return search(Object.values(banks()), query).map(bankEntry);
}

/** 支店の検索 of one bank. An unknown bank has no branches; an empty query lists the first. */
export function searchBranches(bankCode: string, query: string): BankEntry[] {
  const branches = Object.values(banks()[bankCode]?.branches ?? {});
  if (query.trim() !== '') return search(branches, query);
  return branches.slice(0, SEARCH_MAX).map(({ code, name, kana }) => ({ code, name, kana }));
}

/** Names of a bank and its branch, or null when the master does not know the pair. */
export function namesOf(bankCode: string, branchCode: string): { bank: BankEntry; branch: BankEntry } | null {
  const bank = banks()[bankCode];
  const branch = bank?.branches[branchCode];
  return bank === undefined || branch === undefined ? null : { bank: bankEntry(bank), branch };
}
