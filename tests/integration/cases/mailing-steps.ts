/** Letters of decisions that were taken back, seen and tried through every door. */
import { randomUUID } from 'node:crypto';
import * as journey from '@grant/scripts/seed/journey';
import { letterCodes } from '@grant/schema';
import { expect } from 'vitest';
import type { Answer } from '../../fixtures/client.ts';
import { refusalCode, type Office } from '../../fixtures/office.ts';
import { PATIENCE } from '../../fixtures/patience.ts';
import type { Stage } from './cast.ts';

/** What a scanner reads off a letter and off the label of its envelope. */
export function codesOf(id: string, envelopeOf = id) {
  return { letterCode: letterCodes(id).letter, envelopeCode: letterCodes(envelopeOf).envelope };
}

interface Desk {
  readonly office: Office;
  readonly stage: Stage;
}

const seen = ({ stage }: Desk, { id }: journey.Walk) =>
  stage.cast.by('reception').call('case.workbench', { id });

/** The id of the newest letter of a kind, made and standing. */
async function standing(desk: Desk, walk: journey.Walk, kind: string): Promise<string> {
  const find = async () =>
    (await seen(desk, walk)).letters.findLast(
      (one) => one.kind === kind && one.madeAt !== null && !one.cancelled,
    )?.id;
  await expect.poll(find, { timeout: PATIENCE }).toBeDefined();
  return (await find()) ?? '';
}

async function revised({ stage }: Desk, walk: journey.Walk): Promise<void> {
  await stage.cast.by('approver2').call('case.reviseDecision', {
    id: walk.id,
    version: await stage.version(walk),
    reason: '金額の根拠となる書類を確かめ直すため。',
  });
}

async function grantedAgain({ stage }: Desk, walk: journey.Walk): Promise<void> {
  await journey.reviewed(stage.cast, walk);
  const { judgement } = await stage.cast.by('approver').call('case.workbench', { id: walk.id });
  await stage.cast.by('approver').call('case.grant', {
    id: walk.id,
    version: await stage.version(walk),
    amount: judgement?.amount?.total ?? 0,
  });
}

async function posted({ stage }: Desk, walk: journey.Walk, letter: string, by: object): Promise<Answer> {
  return stage.client('reception').post(`/grants/cases/${walk.id}/post-notice`, {
    version: await stage.version(walk),
    method: 'tracked',
    postedOn: stage.cast.today,
    ...codesOf(letter),
    ...by,
  });
}

async function recorded({ stage }: Desk, walk: journey.Walk, letterId: string, by: object): Promise<Answer> {
  return stage.client('reception').post(`/grants/cases/${walk.id}/record-mailing`, {
    version: await stage.version(walk),
    letterId,
    method: 'tracked',
    postedOn: stage.cast.today,
    ...codesOf(letterId),
    ...by,
  });
}

// As the applicant reads it: the portal's verb, items, GraphQL and the paper itself.
async function readable({ stage }: Desk, { id }: journey.Walk, letter: string): Promise<boolean[]> {
  const applicant = stage.client('applicant');
  const { letters } = await stage.cast.by('applicant').call('application.show', { id });
  const items = await applicant.get(`/items/letters?filter[application][_eq]=${id}&fields=id`);
  const graph = await applicant.post('/graphql', { query: '{ letters(limit: -1) { id } }' });
  for (const answer of [items, graph]) expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return [
    letters.some((one) => one.id === letter),
    JSON.stringify(items.body).includes(letter),
    JSON.stringify(graph.body).includes(letter),
    (await applicant.fetch(`/grants/letters/${letter}/file`)).status === 200,
  ];
}

const HIDDEN = [false, false, false, false];
const SHOWN = [true, true, true, true];

/** A grant taken back before its notice went out: nobody reads or posts that notice any more. */
export async function revisedBeforePosting(desk: Desk): Promise<void> {
  const walk = await desk.stage.submitted();
  await journey.granted(desk.stage.cast, walk);
  const old = await standing(desk, walk, 'grant');
  await revised(desk, walk);
  expect(refusalCode(await recorded(desk, walk, old, { trackingNumber: '53100123510' }))).toBe(
    'GUARD_FAILED',
  );
  await grantedAgain(desk, walk);
  const fresh = await standing(desk, walk, 'grant');
  expect(fresh).not.toBe(old);
  expect(refusalCode(await posted(desk, walk, old, { trackingNumber: '53100123521' }))).toBe(
    'ENVELOPE_MISMATCH',
  );
  const sent = await posted(desk, walk, fresh, { trackingNumber: '53100123532' });
  expect(sent.status, JSON.stringify(sent.body)).toBe(200);
  expect(await readable(desk, walk, old)).toEqual(HIDDEN);
  expect(await readable(desk, walk, fresh)).toEqual(SHOWN);
  const mailable = (await seen(desk, walk)).letters.filter((one) => one.mailable).map(({ id }) => id);
  expect(mailable).toContain(fresh);
  expect(mailable).not.toContain(old);
  const late = await recorded(desk, walk, old, { trackingNumber: '53100123543' });
  expect(JSON.stringify(late.body)).toContain('この通知書が知らせる決定は取り消されています。');
  const { sql } = desk.office;
  const row = {
    id: randomUUID(),
    letter: old,
    application: walk.id,
    method: 'tracked',
    posted_on: desk.stage.cast.today,
    letter_code: letterCodes(old).letter,
    envelope_code: letterCodes(old).envelope,
  };
  await expect(sql`insert into mailings ${sql(row)}`.execute()).rejects.toThrow(/letter_revoked/u);
  const [bound] = await sql`
    update letters set decision = null where id = ${fresh} and state = 'queued' returning id`;
  expect(bound).toBeUndefined();
}

/** A grant taken back after its notice went out: whoever has it on paper finds it marked, and the new one beside it. */
export async function revisedAfterPosting(desk: Desk): Promise<void> {
  const walk = await desk.stage.submitted();
  await journey.granted(desk.stage.cast, walk);
  const old = await standing(desk, walk, 'grant');
  expect((await posted(desk, walk, old, { trackingNumber: '53100123554' })).status).toBe(200);
  await revised(desk, walk);
  expect(await readable(desk, walk, old)).toEqual(SHOWN);
  await grantedAgain(desk, walk);
  const fresh = await standing(desk, walk, 'grant');
  expect((await posted(desk, walk, fresh, { trackingNumber: '53100123565' })).status).toBe(200);
  for (const by of ['applicant', 'reception'] as const) {
    const verb = by === 'applicant' ? 'application.show' : 'case.workbench';
    const { letters } = await desk.stage.cast.by(by).call(verb, { id: walk.id });
    expect(letters.filter(({ kind }) => kind === 'grant')).toMatchObject([
      { id: old, cancelled: true },
      { id: fresh, cancelled: false },
    ]);
  }
}

/** A refusal taken back before it went out leaves the queue of what waits for the post; the letter that says so is in it. */
export async function refusalTakenBack(
  desk: Desk,
  waiting: () => Promise<ReadonlyMap<string, readonly string[]>>,
): Promise<journey.Walk> {
  const walk = await desk.stage.submitted({ returnedToOriginalPost: 'no' });
  await journey.refused(desk.stage.cast, walk);
  const refusal = await standing(desk, walk, 'refusal');
  expect((await waiting()).get(walk.id)).toEqual(['不支給決定通知書']);
  await revised(desk, walk);
  expect((await waiting()).get(walk.id)).toEqual(['決定取消通知書']);
  expect(await readable(desk, walk, refusal)).toEqual(HIDDEN);
  const late = await recorded(desk, walk, refusal, { trackingNumber: '53100123576' });
  expect(refusalCode(late)).toBe('GUARD_FAILED');
  return walk;
}

/** 普通郵便 recorded again after a lost answer is one posting and one postage; another day is another posting. */
export async function postedOnce(desk: Desk): Promise<void> {
  const walk = await desk.stage.submitted({ returnedToOriginalPost: 'no' });
  await journey.refused(desk.stage.cast, walk);
  const refusal = await standing(desk, walk, 'refusal');
  const ordinary = { method: 'ordinary', trackingNumber: '' };
  expect((await recorded(desk, walk, refusal, ordinary)).status).toBe(200);
  const again = await recorded(desk, walk, refusal, ordinary);
  expect(refusalCode(again)).toBe('GUARD_FAILED');
  expect(JSON.stringify(again.body)).toContain('同じ日に同じ方法で発送した記録がすでにあります');
  const both = await Promise.all([
    recorded(desk, walk, refusal, { ...ordinary, method: 'online' }),
    recorded(desk, walk, refusal, { ...ordinary, method: 'online' }),
  ]);
  expect(both.map(({ status }) => status).toSorted()).toEqual([200, 422]);
  const costs = await desk.office.sql`
    select c.id from costs c join mailings m on m.id = c.mailing where m.letter = ${refusal}`;
  expect(costs).toHaveLength(1);
  const tracked = await recorded(desk, walk, refusal, { trackingNumber: '53100123587' });
  expect(tracked.status, JSON.stringify(tracked.body)).toBe(200);
}
