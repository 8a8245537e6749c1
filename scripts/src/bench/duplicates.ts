/** How many of 2,000 second filings the duplicate check finds among 20,000 firms, and how often it takes two for one: recall and precision by kind of noise. */
import { randomUUID } from 'node:crypto';
import { type ComparedRecord, compareCases, recordedKeys } from '@grant/schema';
import type { Sql } from 'postgres';
import type { Progress } from '../progress.ts';
import { ensureProgramme } from '../seed/programme.ts';
import { atLeast, type Bench, type Measurement, measured } from './bench.ts';
import { type Filed, fileFirms } from './duplicates/filing.ts';
import { firmsOf } from './duplicates/firms.ts';
import { NOISES } from './duplicates/noise.ts';
import { randomFrom } from './duplicates/random.ts';
import { type Throwaway, withOffice } from './throwaway.ts';

const FIRMS = 20_000;
const SECOND_FILINGS = 2_000;
const AT_ONCE = 4;
const TOLD_EVERY = 2_000;
/**
 * Of a hundred: duplicates that may be missed in all, firms that may stand in a false set; in one kind of noise the
 * duplicates to be found, and the cases found that must be the duplicate.
 */
const MISSED_MAX = 1;
const FALSE_MAX = 2;
const RECALL_MIN_OF_KIND = 95;
const PRECISION_MIN_OF_KIND = 90;

/** Ids of the cases that the check would put into a set with this one. */
async function found(sql: Sql, { id, firm }: Filed): Promise<readonly string[]> {
  const keys = recordedKeys(firm);
  const probe = JSON.stringify({ ...keys, id, practice: true });
  const candidates = await sql<(ComparedRecord & { readonly id: string })[]>`
    select id, agent, employer_corporate_number as "employerCorporateNumber",
           insurance_office_number as "insuranceOfficeNumber", name_key as "nameKey",
           employer_name_kana as "employerNameKana", representative_name as "representativeName",
           address_key as "addressKey", phone_key as "phoneKey", contact_email as "contactEmail", contact_phone as "contactPhone",
           employee_key as "employeeKey", employee_insured_number as "employeeInsuredNumber",
           employee_name as "employeeName", employee_name_kana as "employeeNameKana",
           employee_birth_on::text as "employeeBirthOn", child_birth_on::text as "childBirthOn",
           null as "numberIndex"
      from grant_duplicate_candidates(${probe}::text::jsonb)`;
  return candidates
    .filter((other) => compareCases(keys, recordedKeys(other)).length > 0)
    .map((other) => other.id);
}

async function each<T>(items: readonly T[], task: (item: T) => Promise<void>): Promise<void> {
  const waiting = [...items];
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let item = waiting.pop(); item !== undefined; item = waiting.pop()) await task(item);
    }),
  );
}

async function measure({ sql }: Throwaway, progress: Progress): Promise<readonly Measurement[]> {
  await ensureProgramme(sql, true);
  const [programme] = await sql<{ id: string }[]>`select id from programmes limit 1`;
  if (programme === undefined) throw new Error('there is no programme');
  const random = randomFrom(20_260_401);
  const filed = firmsOf(random, FIRMS).map((firm) => ({ id: randomUUID(), firm }));
  await progress.step('filing 20,000 firms', () => fileFirms(sql, programme.id, filed));

  const kinds = new Map(NOISES.map(({ name }) => [name, { filings: 0, hit: 0, raised: 0 }]));
  const searches: number[] = [];
  const second = Array.from({ length: SECOND_FILINGS }, (_, index) => {
    const first = random.of(filed);
    const noise = NOISES[index % NOISES.length] as (typeof NOISES)[number];
    return { first, noise, again: { id: randomUUID(), firm: noise.apply(first.firm, random) } };
  });
  await progress.step('2,000 second filings', () =>
    each(second, async ({ first, noise, again }) => {
      const began = performance.now();
      const ids = await found(sql, again);
      searches.push(performance.now() - began);
      const kind = kinds.get(noise.name);
      if (kind === undefined) return;
      kind.filings += 1;
      kind.raised += ids.length;
      if (ids.includes(first.id)) kind.hit += 1;
    }),
  );

  for (const [name, { filings, hit, raised }] of kinds)
    progress.say(`  ${name}: ${String(hit)} of ${String(filings)} found, ${String(raised)} cases named`);

  const inFalseSet = new Set<string>();
  let probed = 0;
  await progress.step('20,000 firms against each other', () =>
    each(filed, async (one) => {
      for (const id of await found(sql, one)) inFalseSet.add(id).add(one.id);
      probed += 1;
      if (probed % TOLD_EVERY === 0)
        progress.say(`  ${String(probed)} of ${String(FIRMS)}, ${String(inFalseSet.size)} in false sets`);
    }),
  );

  const all = [...kinds.values()];
  const hits = all.reduce((sum, { hit }) => sum + hit, 0);
  const percent = (part: number, whole: number): number => (whole === 0 ? 0 : (part / whole) * 100);
  return [
    measured('duplicates.missed', '%', MISSED_MAX, [percent(SECOND_FILINGS - hits, SECOND_FILINGS)]),
    measured('duplicates.firms-in-false-sets', '%', FALSE_MAX, [(inFalseSet.size / FIRMS) * 100]),
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
    '2,000 noisy second filings searched among 20,000 firms: recall and precision by kind of noise, share of false sets.',
  run: (progress) => withOffice(progress, (throwaway) => measure(throwaway, progress)),
};
