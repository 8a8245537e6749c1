/** Practice data: made-up cases in every state, so that a fresh office can be looked at and practised with. */
import type { AccountName } from '../accounts.ts';
import type { SeedContext } from '../office.ts';
import { signIn, type Caller } from './caller.ts';
import { ensureContent } from './content.ts';
import { ensureAdvance, ensureBook } from './funds.ts';
import * as journey from './journey.ts';
import { ensureRosters } from './rosters.ts';
import { PLANS } from './plans.ts';
import { ensureBank, ensureProgramme } from './programme.ts';
import { ensureRegisters } from './registers.ts';

const CAST = [
  'applicant',
  'agent',
  'reception',
  'reviewer',
  'approver',
  'approver2',
  'clerk',
  'confirmer',
  'confirmer2',
  'manager',
] as const satisfies readonly AccountName[];

/** So many people of the practice office work at the same time; more would only wait for each other. */
const LANES = 3;

async function castOf(context: SeedContext): Promise<journey.Cast> {
  const callers = new Map<AccountName, Caller>();
  await Promise.all(
    CAST.map(async (name) => {
      const account = context.accounts[name];
      if (account === undefined) throw new Error(`the practice account ${name} is missing`);
      callers.set(name, await signIn(context.url, account));
    }),
  );
  const by = (name: AccountName): Caller => {
    const caller = callers.get(name);
    if (caller === undefined) throw new Error(`${name} is not in the cast`);
    return caller;
  };
  return { by, today: await journey.todayOf(by('applicant')) };
}

/** States of the practice cases by the contact address that marks them. */
async function standing({ sql }: SeedContext): Promise<ReadonlyMap<string, string>> {
  const rows = await sql<{ mark: string; state: string }[]>`
    select coalesce(d.answers->>'contactEmail', '') as mark, a.state
      from applications a join drafts d on d.application = a.id where a.practice`;
  return new Map(rows.map(({ mark, state }) => [mark, state]));
}

/** Makes the programme and the practice cases that are missing; a start that was cut short makes the rest. */
export async function seed(context: SeedContext): Promise<void> {
  const { sql, accounts, say } = context;
  await ensureProgramme(sql, true);
  await ensureBank(sql);
  if (accounts.clerk !== undefined && accounts.manager !== undefined)
    await ensureAdvance(sql, { clerk: accounts.clerk.id, manager: accounts.manager.id });
  await ensureContent(sql, accounts.official?.id);
  const states = await standing(context);
  const taken = (mark: string): boolean => (states.get(mark) ?? 'draft') !== 'draft';
  const open = PLANS.filter(({ mark, rests }) => (rests === 'draft' ? !states.has(mark) : !taken(mark)));
  if (open.length === 0) return ensureBook(context);

  const cast = await castOf(context);
  const { reception, official } = accounts;
  if (reception !== undefined && official !== undefined)
    await ensureRegisters(sql, { reception: reception.id, official: official.id }, cast.today);
  const whole = open.length;
  let done = 0;
  const lane = async (): Promise<void> => {
    for (let plan = open.shift(); plan !== undefined; plan = open.shift()) {
      await plan.make(cast, taken);
      done += 1;
      if (done % 6 === 0) say(`  練習用の案件 ${String(done)} / ${String(whole)} practice cases`);
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  await ensureBook(context);
  await ensureRosters(sql, cast);
}
