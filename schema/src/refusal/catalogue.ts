import type { Facts, RefusalEntry } from './entry.ts';
import { generalRefusals } from './general.ts';
import { dateRefusals } from './dates.ts';
import { identifierRefusals } from './identifiers.ts';
import { bankRefusals } from './bank.ts';
import { zenginRefusals } from './zengin.ts';
import { letterRefusals } from './letters.ts';
import { paperRefusals } from './papers.ts';
import { postRefusals } from './post.ts';
import { agencyRefusals } from './agency.ts';
import { accountRefusals } from './account.ts';
import { fundRefusals } from './funds.ts';

/** Any row, whatever its facts: the facts are checked where the code is used (`refuse`). */
type AnyEntry = RefusalEntry<never>;
type Table = Readonly<Record<string, AnyEntry>>;

/**
 * Adds one subject's table to another. A code has one meaning in the whole product, so a second row of the same
 * code is a fault of the program and stops it at load.
 */
export function mergeTables<A extends Table, B extends Table>(left: A, right: B): A & B {
  for (const code of Object.keys(right)) {
    if (Object.hasOwn(left, code)) throw new Error(`refusal code ${code} is defined twice`);
  }
  return { ...left, ...right };
}

const withDates = mergeTables(generalRefusals, dateRefusals);
const withIdentifiers = mergeTables(withDates, identifierRefusals);
const withBank = mergeTables(withIdentifiers, bankRefusals);
const withZengin = mergeTables(withBank, zenginRefusals);
const withLetters = mergeTables(withZengin, letterRefusals);

const withAgency = mergeTables(withLetters, agencyRefusals);
const withPeople = mergeTables(withAgency, accountRefusals);
const withFunds = mergeTables(withPeople, fundRefusals);
const withPost = mergeTables(withFunds, postRefusals);

/** 拒否の一覧: every refusal code of the product. A new subject adds its file and one merge line. */
export const catalogue = mergeTables(withPost, paperRefusals);

/** Every refusal code. */
export type RefusalCode = keyof typeof catalogue;

/** The facts that a code needs. */
export type FactsOf<C extends RefusalCode> =
  (typeof catalogue)[C] extends RefusalEntry<infer F extends Facts> ? F : never;
