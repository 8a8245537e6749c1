/**
 * How many of 2,000 second filings the duplicate check finds among 20,000 firms, and how often it takes two for one: recall
 * and precision by kind of noise. The firms file one after another; each is searched among those that filed before it.
 */
import { randomUUID } from 'node:crypto';
import type { DuplicateMatch, DuplicateRule } from '@grant/schema';
import type { Progress } from '../progress.ts';
import { ensureProgramme } from '../seed/programme.ts';
import { atLeast, type Bench, type BenchOptions, type Measurement, measured } from './bench.ts';
import { type Filed, fileFirms, registerAgents } from './duplicates/filing.ts';
import { firmsOf } from './duplicates/firms.ts';
import { NOISES, UNCHANGED } from './duplicates/noise.ts';
import { randomFrom } from './duplicates/random.ts';
import { search } from './duplicates/search.ts';
import { agentsOf, sharing } from './duplicates/neighbours.ts';
import { type Throwaway, withOffice } from './throwaway.ts';

const FIRMS = 20_000;
/** Of so many firms one files twice. */
const FIRMS_OF_SECOND_FILING = 10;
const AT_ONCE = 4;
/** So many firms file before the statistics of the table are made anew. */
const BATCH = 500;
const TOLD_EVERY = 2_000;
const SHOWN = 12;
/**
 * Of a hundred: duplicates that may be missed in all, firms that may stand in a false set; in one kind of noise the
 * duplicates to be found, and the cases found that must be the duplicate.
 */
const MISSED_MAX = 1;
const FALSE_MAX = 2;
const RECALL_MIN_OF_KIND = 95;
const PRECISION_MIN_OF_KIND = 90;
const BY_LIKENESS: readonly DuplicateRule[] = ['similar_name', 'similar_employer', 'similar_employee'];

interface Kind {
  filings: number;
  hit: number;
  raised: number;
  /** Duplicates that nothing but likeness has found. */
  byLikeness: number;
  /** Rule -> duplicates that it has found, alone or with others. */
  readonly rules: Map<string, number>;
}

async function each<T>(items: readonly T[], task: (item: T) => Promise<void>): Promise<void> {
  const waiting = [...items];
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let item = waiting.pop(); item !== undefined; item = waiting.pop()) await task(item);
    }),
  );
}

const count = (counts: Map<string, number>, key: string): unknown =>
  counts.set(key, (counts.get(key) ?? 0) + 1);
const told = (counts: ReadonlyMap<string, number>): string =>
  [...counts]
    .toSorted(([, one], [, two]) => two - one)
    .map(([key, number]) => `${key} ${String(number)}`)
    .join(', ');
const rulesOf = (matches: readonly DuplicateMatch[]): string => matches.map(({ rule }) => rule).join('+');
const written = ({ firm }: Filed): string =>
  `${firm.employerName}, ${firm.employerAddress}, ${firm.employerPhone}, ${firm.representativeName ?? ''}`;

async function measure(
  { sql }: Throwaway,
  progress: Progress,
  { firms = FIRMS }: BenchOptions,
): Promise<readonly Measurement[]> {
  await ensureProgramme(sql, true);
  const [programme] = await sql<{ id: string }[]>`select id from programmes limit 1`;
  if (programme === undefined) throw new Error('there is no programme');
  const random = randomFrom(20_260_401);
  const agents = agentsOf(random);
  const filed: readonly Filed[] = sharing(random, firmsOf(random, firms), agents).map((firm) => ({
    id: randomUUID(),
    firm,
  }));
  const orderOf = new Map(filed.map(({ id }, at) => [id, at]));
  const searches: number[] = [];
  const timed = async (one: Filed) => {
    const began = performance.now();
    const found = await search(sql, one);
    searches.push(performance.now() - began);
    return found;
  };

  const inFalseSet = new Set<string>();
  const falseBy = new Map<string, number>();
  const examples: string[] = [];
  await progress.step(`${String(firms)} firms file one after another`, async () => {
    await registerAgents(sql, agents);
    for (let from = 0; from < filed.length; from += BATCH) {
      const batch = filed.slice(from, from + BATCH);
      await fileFirms(sql, programme.id, batch);
      await each(batch, async (one) => {
        const at = orderOf.get(one.id) ?? 0;
        for (const { id, matches } of await timed(one)) {
          const before = orderOf.get(id) ?? 0;
          if (before >= at) continue;
          inFalseSet.add(id).add(one.id);
          count(falseBy, rulesOf(matches));
          const other = filed[before];
          if (examples.length < SHOWN && other !== undefined)
            examples.push(`  ${rulesOf(matches)}: ${written(other)} / ${written(one)}`);
        }
      });
      const done = from + batch.length;
      if (done % TOLD_EVERY === 0)
        progress.say(`  ${String(done)} of ${String(firms)}, ${String(inFalseSet.size)} in false sets`);
    }
  });
  progress.say(`  pairs of different firms by rule: ${told(falseBy)}`);
  for (const example of examples) progress.say(example);

  const kinds = new Map<string, Kind>(
    NOISES.map(({ name }) => [name, { filings: 0, hit: 0, raised: 0, byLikeness: 0, rules: new Map() }]),
  );
  // What is filed a second time just as it was is found by any rule, so it comes on top and counts for nothing.
  const kindsOfNoise = NOISES.filter(({ name }) => name !== UNCHANGED).length;
  const perKind = Math.ceil(firms / FIRMS_OF_SECOND_FILING / kindsOfNoise);
  const second = NOISES.flatMap((noise) =>
    Array.from({ length: perKind }, () => {
      const first = random.of(filed);
      return { first, noise, again: { id: randomUUID(), firm: noise.apply(first.firm, random) } };
    }),
  );
  await progress.step(`${String(second.length)} second filings`, () =>
    each(second, async ({ first, noise, again }) => {
      const found = await timed(again);
      const kind = kinds.get(noise.name) as Kind;
      kind.filings += 1;
      kind.raised += found.length;
      const matches = found.find(({ id }) => id === first.id)?.matches;
      if (matches === undefined) {
        progress.say(`  missed (${noise.name}): ${written(first)} / ${written(again)}`);
        return;
      }
      kind.hit += 1;
      if (matches.every(({ rule }) => BY_LIKENESS.includes(rule))) kind.byLikeness += 1;
      for (const { rule } of matches) count(kind.rules, rule);
    }),
  );
  for (const [name, { filings, hit, raised, byLikeness, rules }] of kinds)
    progress.say(
      `  ${name}: ${String(hit)} of ${String(filings)} found, ${String(byLikeness)} by likeness alone, ${String(raised)} cases named; ${told(rules)}`,
    );

  const noisy = [...kinds].filter(([name]) => name !== UNCHANGED).map(([, kind]) => kind);
  const filings = noisy.reduce((sum, kind) => sum + kind.filings, 0);
  const missed = filings - noisy.reduce((sum, { hit }) => sum + hit, 0);
  const percent = (part: number, whole: number): number => (whole === 0 ? 0 : (part / whole) * 100);
  return [
    measured('duplicates.missed', '%', MISSED_MAX, [percent(missed, filings)]),
    measured('duplicates.firms-in-false-sets', '%', FALSE_MAX, [percent(inFalseSet.size, firms)]),
    ...[...kinds].flatMap(([name, { filings, hit, raised }]) => [
      atLeast(`duplicates.recall.${name}`, '%', RECALL_MIN_OF_KIND, [percent(hit, filings)]),
      atLeast(`duplicates.precision.${name}`, '%', PRECISION_MIN_OF_KIND, [percent(hit, raised)]),
    ]),
    { ...measured('duplicates.search', 'ms', 100, searches), samples: [] },
  ];
}

export const duplicates: Bench = {
  name: 'duplicates',
  about:
    '2,000 noisy second filings searched among 20,000 firms: recall and precision by kind of noise, share of false sets. --firms for fewer.',
  run: (progress, options) => withOffice(progress, (throwaway) => measure(throwaway, progress, options)),
};
