/** The people of a round, signed in anew whenever a round begins: a token does not outlive a long run. */
import type { AccountName, Accounts } from '../../accounts.ts';
import { type Caller, signIn } from '../../seed/caller.ts';
import * as journey from '../../seed/journey.ts';

const PEOPLE = [
  'applicant',
  'reception',
  'reviewer',
  'approver',
  'clerk',
  'confirmer',
  'confirmer2',
  'manager',
] as const;

/** @throws Error when an account is missing or cannot sign in */
export async function castOf(url: string, accounts: Accounts): Promise<journey.Cast> {
  const callers = new Map<AccountName, Caller>();
  for (const name of PEOPLE) {
    const account = accounts[name];
    if (account === undefined) throw new Error(`the practice account ${name} is missing`);
    callers.set(name, await signIn(url, account));
  }
  const by = (name: AccountName): Caller => {
    const caller = callers.get(name);
    if (caller === undefined) throw new Error(`${name} has no part in this`);
    return caller;
  };
  return { by, today: await journey.todayOf(by('applicant')) };
}
