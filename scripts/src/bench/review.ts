/**
 * A simple case from the queue to its recommendation among 10,000 with their history: key presses and clicks, and what the
 * reviewer waits for, the reading of the queue included.
 */
import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { AccountName } from '../accounts.ts';
import { build } from '../build.ts';
import { runNode } from '../child.ts';
import { ROOT } from '../environment.ts';
import type { Progress } from '../progress.ts';
import { type Caller, signIn } from '../seed/caller.ts';
import * as journey from '../seed/journey.ts';
import { madeUpAnswers } from '../seed/made-up.ts';
import { ensureProgramme } from '../seed/programme.ts';
import { type Bench, type Measurement, median, never } from './bench.ts';
import { firmsOf } from './duplicates/firms.ts';
import { fileFirms } from './duplicates/filing.ts';
import { randomFrom } from './duplicates/random.ts';
import { writeHistory } from './review/history.ts';
import { type Throwaway, withOffice } from './throwaway.ts';

const CASES = 10_000;
const SAMPLES = 5;
/** The first case loads the screens; it is reviewed and not counted. */
const WARM_UP = 1;
const PRESSES_MAX = 12;
const WAITING_MAX_MS = 2_000;
const LOG_FOLDER = path.join(ROOT, '.data', 'bench');

const step = z.object({ name: z.string(), waitedMs: z.number() });
const reviewed = z.array(z.object({ presses: z.number(), waitedMs: z.number(), steps: z.array(step) }));
type Run = z.infer<typeof reviewed>[number];

/** Median of what was waited for after each press, and where it is longest. */
function* stepLines(runs: readonly Run[]): Generator<string> {
  for (const [at, { name }] of (runs[0]?.steps ?? []).entries()) {
    const waited = runs.map((run) => run.steps[at]?.waitedMs ?? 0);
    yield `  ${String(at + 1)}. ${name}  ${median(waited).toFixed(0)} ms (up to ${Math.max(...waited).toFixed(0)})`;
  }
}

async function castOf({ office }: Throwaway, names: readonly AccountName[]): Promise<journey.Cast> {
  const callers = new Map<AccountName, Caller>();
  for (const name of names) {
    const account = office.accounts[name];
    if (account === undefined) throw new Error(`the practice account ${name} is missing`);
    callers.set(name, await signIn(office.url, account));
  }
  const by = (name: AccountName): Caller => {
    const caller = callers.get(name);
    if (caller === undefined) throw new Error(`${name} is not in the cast`);
    return caller;
  };
  return { by, today: await journey.todayOf(by('applicant')) };
}

async function measure(throwaway: Throwaway, progress: Progress): Promise<readonly Measurement[]> {
  const { office, sql } = throwaway;
  await ensureProgramme(sql, true);
  const [programme] = await sql<{ id: string }[]>`select id from programmes where practice limit 1`;
  if (programme === undefined) throw new Error('there is no programme');
  const cast = await castOf(throwaway, ['applicant']);
  // The simple ones come first: they have the first numbers of the day.
  for (let index = 0; index < WARM_UP + SAMPLES; index += 1)
    await journey.submitted(cast, index, madeUpAnswers(index, cast.today));
  const filed = firmsOf(randomFrom(20_260_402), CASES).map((firm) => ({ id: randomUUID(), firm }));
  await progress.step(`filing ${String(CASES)} cases`, () =>
    fileFirms(sql, programme.id, filed, (index) => ({
      receipt_number: `R8-9${String(index).padStart(5, '0')}-0`,
      received_on: cast.today,
      waiting_from: cast.today,
      waiting_for: 'office',
      version: 1,
    })),
  );
  const [model] = await sql<
    { id: string }[]
  >`select id from applications where state = 'submitted' and receipt_number not like 'R8-9%' order by receipt_number limit 1`;
  if (model === undefined) throw new Error('no case was filed');
  const written = await progress.step('writing their history', () => writeHistory(sql, model.id, cast.today));
  progress.say(`  ${written.map(({ table, rows }) => `${table} ${String(rows)}`).join(', ')}`);
  const { email = '', password = '' } = office.accounts.reviewer ?? {};
  const program = path.join(ROOT, 'tests', 'fixtures', 'review-run.ts');
  const { code, lines } = await progress.step('reviewing', () =>
    runNode([program, office.url, email, password, String(WARM_UP + SAMPLES)], {
      env: { PATH: process.env['PATH'] ?? '' },
      log: path.join(LOG_FOLDER, 'review.log'),
    }),
  );
  if (code !== 0) throw new Error(lines);
  const runs = reviewed.parse(JSON.parse(lines.split('\n').at(-1) ?? '')).slice(WARM_UP);
  for (const line of stepLines(runs)) progress.say(line);
  return [
    never(
      'review.presses',
      'presses',
      PRESSES_MAX,
      runs.map((run) => run.presses),
    ),
    never(
      'review.waiting',
      'ms',
      WAITING_MAX_MS,
      runs.map((run) => run.waitedMs),
    ),
  ];
}

export const review: Bench = {
  name: 'review',
  about:
    'A simple case among 10,000 with their history, from turning to the queue to its recommendation: key presses and clicks, waiting in all.',
  async run(progress): Promise<readonly Measurement[]> {
    mkdirSync(LOG_FOLDER, { recursive: true });
    await build(progress, LOG_FOLDER);
    return withOffice(progress, (throwaway) => measure(throwaway, progress), { listed: true });
  },
};
