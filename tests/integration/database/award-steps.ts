/** Two cases that are one for the limit of awards, decided over two connections in every order. */
import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { PATIENCE } from '../../fixtures/patience.ts';
import { type Columns, grantCase, recommendCase, startCase, submitCase } from './case-path.ts';
import type { Databases } from './database.ts';
import type { World } from './world.ts';

/** By what two cases are one, and their columns; what is not named differs. */
export interface Agreement {
  readonly by: string;
  readonly columns: (world: World) => Promise<readonly [Columns, Columns]>;
}

let numbers = 0;
const digits = (length: number): string => String((numbers += 1)).padStart(length, '0');

export const AGREEMENTS: readonly Agreement[] = [
  {
    by: 'the row of the employer',
    async columns(world) {
      const employer = await world.employer();
      return [{ employer }, { employer }];
    },
  },
  {
    by: 'the 法人番号, the firm kept twice under two names and 適用事業所番号',
    columns() {
      const same = { employer_corporate_number: `5${digits(12)}` };
      return Promise.resolve([
        { ...same, name_key: `旧${digits(4)}`, insurance_office_number: `0901${digits(7)}` },
        { ...same, name_key: `新${digits(4)}`, insurance_office_number: `0902${digits(7)}` },
      ]);
    },
  },
  {
    by: 'the 適用事業所番号 of a sole owner kept twice',
    columns() {
      const same = { employer_corporate_number: null, insurance_office_number: `0903${digits(7)}` };
      return Promise.resolve([
        { ...same, name_key: `甲${digits(4)}` },
        { ...same, name_key: `乙${digits(4)}` },
      ]);
    },
  },
];

async function recommended(
  { app }: Databases,
  world: World,
  columns: Columns,
  judgedAt: string,
): Promise<string> {
  const id = await startCase(app, world);
  await app`update applications set ${app(columns)} where id = ${id}`;
  await submitCase(app, world, id);
  await recommendCase(app, world, id);
  const row = { id: randomUUID(), application: id, number: 1, judged_at: judgedAt, verdict: 'eligible' };
  await app`insert into judgements ${app(row)}`;
  return id;
}

/** Two recommended cases of the agreement, of which one is granted at the end. */
async function withTwo(
  databases: Databases,
  world: World,
  { columns }: Agreement,
  work: (first: string, second: string) => Promise<void>,
): Promise<void> {
  // Judged after the other was decided, so that nothing but the limit stands in the way.
  const [one, two] = await columns(world);
  const first = await recommended(databases, world, one, '2026-11-22T03:00:00Z');
  const second = await recommended(databases, world, two, '2026-11-22T03:00:00Z');
  await work(first, second);
  const [granted] = await databases.owner<{ cases: number }[]>`
    select count(distinct application)::int as cases from decisions
     where application = any(${[first, second]}) and kind = 'grant' and status = 'live'`;
  expect(granted?.cases).toBe(1);
}

const refusalOf = (answer: PromiseSettledResult<unknown> | undefined): string =>
  answer?.status === 'rejected'
    ? String((answer.reason as { constraint_name?: unknown }).constraint_name ?? answer.reason)
    : 'made';

/** A transaction that stands before its commit until it is told its end. */
function standing(begin: (stand: () => Promise<void>) => Promise<unknown>) {
  let end: (fault?: Error) => void = () => undefined;
  const told = new Promise<void>((resolve, reject) => {
    end = (fault) => {
      if (fault === undefined) resolve();
      else reject(fault);
    };
  });
  let arrive: () => void = () => undefined;
  const stands = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  const answer = Promise.allSettled([
    begin(() => {
      arrive();
      return told;
    }),
  ]).then(([only]) => only);
  // Refused before it stood, it never stands.
  return { stands: Promise.race([stands, answer]), end, answer };
}

/** Begins the second when the first has written all, and ends the first when the second waits for it. */
export async function decideInTurn(
  databases: Databases,
  world: World,
  agreement: Agreement,
  end: 'commit' | 'rollback',
): Promise<void> {
  const { app, owner } = databases;
  await withTwo(databases, world, agreement, async (first, second) => {
    const one = standing((stand) => grantCase(app, world, first, { stand }));
    await one.stands;
    let done = false;
    const two = Promise.allSettled([grantCase(app, world, second)]).then(([only]) => {
      done = true;
      return only;
    });
    const waits = async (): Promise<boolean> => {
      const rows = await owner`
        select from pg_stat_activity where datname = current_database() and wait_event = 'advisory'`;
      return done || rows.length > 0;
    };
    await expect.poll(waits, { timeout: PATIENCE, interval: 20 }).toBe(true);
    one.end(end === 'commit' ? undefined : new Error('taken back'));
    const made = [refusalOf(await one.answer), refusalOf(await two)];
    expect(made).toEqual(end === 'commit' ? ['made', 'grant_award_limit'] : ['Error: taken back', 'made']);
  });
}

/** Both at once, by two people over two connections, whoever is first. */
export async function decideTogether(
  databases: Databases,
  world: World,
  agreement: Agreement,
): Promise<void> {
  const { app } = databases;
  const other = await world.person('approver', 'parallel');
  await withTwo(databases, world, agreement, async (first, second) => {
    const answers = await Promise.allSettled([
      grantCase(app, world, first),
      grantCase(app, world, second, { actor: other }),
    ]);
    expect(answers.map(refusalOf).toSorted()).toEqual(['grant_award_limit', 'made']);
  });
}

/** 過年度の支給 listed while both are decided: before them, between or after them. */
export async function importBetween(databases: Databases, world: World): Promise<void> {
  const { app, owner } = databases;
  const other = await world.person('approver', 'beside the list');
  for (const order of ['before', 'between', 'after'] as const) {
    const employer = await world.employer();
    const [first, second] = [
      await recommended(databases, world, { employer }, '2026-11-22T03:00:00Z'),
      await recommended(databases, world, { employer }, '2026-11-22T03:00:00Z'),
    ];
    const award = { id: randomUUID(), employer_name: '株式会社サンプル', fiscal_year: 2024, practice: true };
    const list = standing((stand) =>
      owner.begin(async (trx) => {
        await trx`insert into prior_awards ${trx(award)}`;
        await trx`insert into list_matches (id, list, prior_award, employer, score, columns, state, found_at)
          values (${randomUUID()}, 'prior_award', ${award.id}, ${employer}, 90, '[]', 'open', '2026-11-23T03:00:00Z')`;
        await stand();
      }),
    );
    await list.stands;
    if (order === 'before') {
      list.end();
      await list.answer;
    }
    const one = standing((stand) => grantCase(app, world, first, { stand }));
    await one.stands;
    if (order === 'between') {
      list.end();
      await list.answer;
    }
    one.end();
    const answers = [await one.answer];
    answers.push(...(await Promise.allSettled([grantCase(app, world, second, { actor: other })])));
    if (order === 'after') {
      list.end();
      await list.answer;
    }
    const limit = { before: 'grant_lists_newer', between: 'grant_lists_newer', after: 'grant_award_limit' };
    const made = { before: 'grant_lists_newer', between: 'made', after: 'made' };
    expect(answers.map(refusalOf), order).toEqual([made[order], limit[order]]);
    const held = await owner<{ doubt: string | null }[]>`
      select grant_late_doubt(a.id) as doubt from applications a
       where a.id = any(${[first, second]}) and a.state = 'granted'`;
    expect(
      held.map(({ doubt }) => doubt),
      order,
    ).toEqual(order === 'before' ? [] : ['award']);
  }
}
