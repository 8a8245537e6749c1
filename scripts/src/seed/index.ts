/** Practice data: made-up cases in every state, so that a fresh office can be looked at and practised with. */
import type { AccountName } from '../accounts.ts';
import type { SeedContext } from '../office.ts';
import { signIn, type Caller } from './caller.ts';
import * as journey from './journey.ts';
import { madeUpAnswers } from './made-up.ts';
import { ensureFunds, ensureProgramme } from './programme.ts';

const CAST = [
  'applicant',
  'reception',
  'reviewer',
  'approver',
  'approver2',
  'clerk',
  'confirmer',
  'confirmer2',
] as const satisfies readonly AccountName[];

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

/** Makes the programme and the practice cases; does nothing when they stand. */
export async function seed(context: SeedContext): Promise<void> {
  const { sql, accounts, say } = context;
  await ensureProgramme(sql, true);
  if (accounts.clerk !== undefined) await ensureFunds(sql, accounts.clerk.id);
  const [present] = await sql<{ count: number }[]>`select count(*)::int as count from applications`;
  if ((present?.count ?? 0) > 0) return;

  const cast = await castOf(context);
  const { today } = cast;
  let made = 0;
  const fresh = (changes: Parameters<typeof madeUpAnswers>[2] = {}): Promise<journey.Walk> => {
    const index = made;
    made += 1;
    return journey.submitted(cast, index, madeUpAnswers(index, today, changes));
  };

  made += 1;
  const { employerName, employerLegalForm, contactEmail } = madeUpAnswers(0, today);
  await journey.draft(cast, 0, { employerName, employerLegalForm, contactEmail });
  await fresh();
  await fresh();
  await journey.inReview(cast, await fresh());
  await journey.correctionRequested(cast, await fresh());
  await journey.correctionAnswered(cast, await fresh());
  await journey.recommended(cast, await fresh());
  say(`  練習用の案件 ${String(made)}件 / practice cases so far`);
  await journey.granted(cast, await fresh());
  await journey.refused(cast, await fresh({ employeeInsuredOn: '2026-09-01', returnedToOriginalPost: 'no' }));
  await journey.suspended(cast, await fresh());
  await journey.withdrawn(cast, await fresh());
  const revoked = await fresh();
  await journey.granted(cast, revoked);
  await journey.cancelled(cast, revoked);
  await journey.payable(cast, await fresh());

  const paid = [await fresh(), await fresh(), await fresh()];
  for (const walk of paid) await journey.payable(cast, walk);
  await journey.settled(cast, await journey.inBatch(cast, paid), paid, paid.slice(2));
  const waiting = [await fresh(), await fresh()];
  for (const walk of waiting) await journey.payable(cast, walk);
  await journey.inBatch(cast, waiting);
  say(`  練習用の案件 ${String(made)}件 / practice cases`);
}
