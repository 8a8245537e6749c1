/** The people of a test office, and cases walked by them to where a test begins. */
import type { AccountName } from '@grant/scripts/accounts';
import { signIn, type Caller } from '@grant/scripts/seed/caller';
import * as journey from '@grant/scripts/seed/journey';
import { madeUpAnswers } from '@grant/scripts/seed/made-up';
import { ensureAdvance } from '@grant/scripts/seed/funds';
import { ensureBank, ensureProgramme } from '@grant/scripts/seed/programme';
import type { Answers } from '@grant/schema';
import type { Client, Office } from '../../fixtures/office.ts';

const PEOPLE = [
  'applicant',
  'applicant2',
  'reception',
  'reviewer',
  'approver',
  'approver2',
  'clerk',
  'confirmer',
  'confirmer2',
  'manager',
] as const satisfies readonly AccountName[];

export type Person = (typeof PEOPLE)[number];

/** Everybody signed in twice: as a caller that throws on a refusal, and as a client that reads it. */
export interface Stage {
  readonly cast: journey.Cast;
  client(name: Person): Client;
  /** A complete, eligible application, different from all before it. */
  answers(changes?: Answers): Answers;
  /** A submitted case. */
  submitted(changes?: Answers): Promise<journey.Walk>;
  version(walk: journey.Walk): Promise<number>;
}

/** Sets the programme up, signs everybody in. */
export async function setStage(office: Office): Promise<Stage> {
  await ensureProgramme(office.sql, true);
  await ensureBank(office.sql);
  const { clerk, manager } = office.accounts;
  if (clerk !== undefined && manager !== undefined)
    await ensureAdvance(office.sql, { clerk: clerk.id, manager: manager.id });
  const callers = new Map<string, Caller>();
  const clients = new Map<string, Client>();
  for (const name of PEOPLE) {
    const account = office.accounts[name];
    if (account === undefined) throw new Error(`no account ${name}`);
    callers.set(name, await signIn(office.url, account));
    clients.set(name, await office.signIn(name));
  }
  const caller = (name: AccountName): Caller => {
    const found = callers.get(name);
    if (found === undefined) throw new Error(`${name} is not on stage`);
    return found;
  };
  const today = await journey.todayOf(caller('applicant'));
  const cast = { by: caller, today };
  let made = 100;
  const answers = (changes: Answers = {}): Answers => {
    made += 1;
    return madeUpAnswers(made, today, changes);
  };
  return {
    cast,
    answers,
    client(name) {
      const found = clients.get(name);
      if (found === undefined) throw new Error(`${name} is not on stage`);
      return found;
    },
    submitted(changes) {
      const given = answers(changes);
      return journey.submitted(cast, made, given);
    },
    version: async (walk) => (await caller('applicant').call('application.show', { id: walk.id })).version,
  };
}
