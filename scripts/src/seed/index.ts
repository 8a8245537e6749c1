/** Practice data: made-up cases in every state, so that a fresh office can be looked at and practised with. */
import type { Answers } from '@grant/schema';
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

type Plan = (cast: journey.Cast, index: number) => Promise<journey.Walk>;

/** A submitted case that goes on by the steps given. */
function going(
  on: (cast: journey.Cast, walk: journey.Walk) => Promise<unknown>,
  changes: Answers = {},
): Plan {
  return async (cast, index) => {
    const walk = await journey.submitted(cast, index, madeUpAnswers(index, cast.today, changes));
    await on(cast, walk);
    return walk;
  };
}

const bareDraft: Plan = (cast, index) => {
  const { employerName, employerLegalForm, contactEmail } = madeUpAnswers(index, cast.today);
  return journey.draft(cast, index, { employerName, employerLegalForm, contactEmail });
};

/** One case a line, in the order they are made. The last ones are paid in two batches. */
const PLANS: readonly Plan[] = [
  bareDraft,
  going(() => Promise.resolve()),
  going(() => Promise.resolve()),
  going(journey.inReview),
  going(journey.correctionRequested),
  going(journey.correctionAnswered),
  going(journey.recommended),
  going(journey.granted),
  going(journey.refused, { returnedToOriginalPost: 'no' }),
  going(journey.suspended),
  going(journey.withdrawn),
  going(async (cast, walk) => {
    await journey.granted(cast, walk);
    await journey.cancelled(cast, walk);
  }),
  going(journey.payable),
  going(journey.payable),
  going(journey.payable),
  going(journey.payable),
  going(journey.payable),
  going(journey.payable),
];

/** Three cases of the end are paid (the bank refuses the third), two wait in an open batch. */
async function pay(cast: journey.Cast, walks: readonly journey.Walk[]): Promise<void> {
  const [first, second, bounced, ...waiting] = walks.slice(-5);
  if (first === undefined || second === undefined || bounced === undefined) return;
  const sent = [first, second, bounced];
  await journey.settled(cast, await journey.inBatch(cast, sent), sent, [bounced]);
  await journey.inBatch(cast, waiting);
}

/** Makes the programme and the practice cases that are missing; a start that was cut short goes on where it ended. */
export async function seed(context: SeedContext): Promise<void> {
  const { sql, accounts, say } = context;
  await ensureProgramme(sql, true);
  if (accounts.clerk !== undefined) await ensureFunds(sql, accounts.clerk.id);
  const [present] = await sql<{ count: number }[]>`select count(*)::int as count from applications`;
  const standing = present?.count ?? 0;
  if (standing >= PLANS.length) return;

  const cast = await castOf(context);
  const walks: journey.Walk[] = [];
  for (const [index, plan] of PLANS.entries()) {
    if (index < standing) continue;
    walks.push(await plan(cast, index));
    if (index % 6 === 5) say(`  練習用の案件 ${String(index + 1)} / ${String(PLANS.length)} practice cases`);
  }
  await pay(cast, walks);
}
