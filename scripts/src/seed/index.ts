/** Practice data: made-up cases in every state, so that a fresh office can be looked at and practised with. */
import type { AccountName } from '../accounts.ts';
import type { SeedContext } from '../office.ts';
import { signIn, type Caller } from './caller.ts';
import { ensureContent } from './content.ts';
import { ensureAdvance, ensureBook } from './funds.ts';
import * as journey from './journey.ts';
import { ensureRosters } from './rosters.ts';
import { PLANS } from './plans.ts';
import { ensurePost } from './post.ts';
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

/** Makes the programme and the practice cases, in an office that holds none (`first.ts`). */
export async function seed(context: SeedContext): Promise<void> {
  const { sql, accounts, say } = context;
  await ensureProgramme(sql, true);
  await ensureBank(sql);
  if (accounts.clerk !== undefined && accounts.manager !== undefined)
    await ensureAdvance(sql, { clerk: accounts.clerk.id, manager: accounts.manager.id });
  await ensureContent(sql, accounts.official?.id);
  const cast = await castOf(context);
  const { reception, official } = accounts;
  if (reception !== undefined && official !== undefined)
    await ensureRegisters(sql, { reception: reception.id, official: official.id }, cast.today);
  const open = [...PLANS];
  let done = 0;
  const lane = async (): Promise<void> => {
    for (let plan = open.shift(); plan !== undefined; plan = open.shift()) {
      await plan.make(cast);
      done += 1;
      if (done % 6 === 0) say(`  練習用の案件 ${String(done)} / ${String(PLANS.length)} practice cases`);
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  await ensurePost(sql, cast);
  await ensureBook(context);
  await ensureRosters(sql, cast);
}
