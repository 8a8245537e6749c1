/** How long filing an application takes, beside a plain write of one item through the same server in the same run. */
import { randomUUID } from 'node:crypto';
import type { Caller } from '../seed/caller.ts';
import { signIn } from '../seed/caller.ts';
import * as journey from '../seed/journey.ts';
import { madeUpAnswers } from '../seed/made-up.ts';
import { ensureProgramme } from '../seed/programme.ts';
import { type Bench, type Measurement, measured } from './bench.ts';
import { type Throwaway, withOffice } from './throwaway.ts';

const SAMPLES = 15;
/** The first calls load code and fill caches; they are made and not counted. */
const WARM_UP = 3;
/** What an applicant waits for without noticing. */
const BOUND_MS = 1000;
/** Judging, comparing with all other cases, numbering and the history cost so many plain writes at most. */
const BOUND_TIMES = 40;

async function timed(act: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await act();
  return performance.now() - began;
}

/** A draft with all papers attached, ready to be filed. */
async function ready(cast: journey.Cast, index: number): Promise<() => Promise<unknown>> {
  const walk = await journey.draft(cast, index, madeUpAnswers(index, cast.today));
  await journey.attachAll(cast, walk);
  const applicant = cast.by('applicant');
  const { revision } = await applicant.call('application.show', { id: walk.id });
  return () =>
    applicant.call('application.submit', {
      id: walk.id,
      revision,
      idempotencyKey: `bench-submit-${String(index)}`,
    });
}

/** One employer through the items API: what Directus itself costs for one row, with its activity and revision. */
async function plainWrite({ office, adminToken }: Throwaway, index: number): Promise<void> {
  const response = await fetch(`${office.url}/items/employers`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${adminToken}` },
    body: JSON.stringify({ id: randomUUID(), name: `計測用 ${String(index)}`, practice: true }),
  });
  if (!response.ok) throw new Error(`plain write: ${String(response.status)} ${await response.text()}`);
  await response.arrayBuffer();
}

async function castOf({ office }: Throwaway): Promise<journey.Cast> {
  const account = office.accounts.applicant;
  if (account === undefined) throw new Error('the practice account applicant is missing');
  const applicant: Caller = await signIn(office.url, account);
  return { by: () => applicant, today: await journey.todayOf(applicant) };
}

async function measure(throwaway: Throwaway): Promise<readonly Measurement[]> {
  await ensureProgramme(throwaway.sql, true);
  const cast = await castOf(throwaway);
  const filings: number[] = [];
  const writes: number[] = [];
  for (let index = 0; index < WARM_UP + SAMPLES; index += 1) {
    const file = await ready(cast, index);
    // In turns, so that whatever else the machine does meets both alike.
    const write = await timed(() => plainWrite(throwaway, index));
    const filing = await timed(file);
    if (index < WARM_UP) continue;
    writes.push(write);
    filings.push(filing);
  }
  const times = filings.map((filing, index) => filing / (writes[index] ?? Number.NaN));
  return [
    measured('submission.submit', 'ms', BOUND_MS, filings),
    measured('submission.plain-write', 'ms', BOUND_MS, writes),
    measured('submission.submit-per-plain-write', 'times', BOUND_TIMES, times),
  ];
}

export const submission: Bench = {
  name: 'submission',
  about: 'The submit verb, from request to answer, and beside it one plain item write to Directus.',
  run: (progress) =>
    withOffice(progress, (throwaway) => progress.step('filing and writing', () => measure(throwaway))),
};
