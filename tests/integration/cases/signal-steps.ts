/** 兆候 looked at by a person, and shown to the prefecture. */
import { verbs } from '@grant/schema';
import type * as journey from '@grant/scripts/seed/journey';
import { expect } from 'vitest';
import { type Client, type Office, refusalCode } from '../../fixtures/office.ts';
import { PATIENCE } from '../../fixtures/patience.ts';
import type { Person, Stage } from './cast.ts';

const signalOf = async (stage: Stage, walk: journey.Walk) =>
  (await stage.cast.by('reviewer').call('case.workbench', { id: walk.id })).signals.find(
    ({ code }) => code === 'shared_account',
  );

/** Looked at and no matter: out of the sum and of the board, with a reason; a further case brings it back. */
export async function lookedAt(stage: Stage): Promise<void> {
  const first = await stage.submitted();
  const { bankCode, branchCode, accountType, accountNumber } = first.answers;
  const account = { bankCode, branchCode, accountType, accountNumber };
  const second = await stage.submitted(account);
  const signal = await signalOf(stage, second);
  expect(signal).toMatchObject({ counts: true, look: null, mayLook: true });
  const given = { said: signal?.reason ?? '', counts: false, reason: '親会社の口座である。' };
  const look = (name: Person, input: object) =>
    stage.client(name).post(`/grants/signals/${signal?.id ?? ''}/look`, { ...given, ...input });
  for (const name of ['reception', 'clerk', 'applicant'] as const)
    expect((await look(name, {})).status).toBe(403);
  expect((await look('reviewer', { reason: ' ' })).status).toBe(400);
  expect(refusalCode(await look('reviewer', { said: '別の理由' }))).toBe('STALE_VERSION');
  expect(refusalCode(await look('reviewer', { counts: true }))).toBe('STALE_VERSION');
  const onBoard = async () =>
    (await stage.cast.by('reviewer').call('doubt.board', {})).cases.some(
      ({ applicationId }) => applicationId === second.id,
    );
  expect(await onBoard()).toBe(true);
  // A page behind the last one is empty, and still tells how many there are; a job may find one more in between.
  const pages = async () => {
    const full = await stage.cast.by('reviewer').call('doubt.board', {});
    const behind = await stage.cast.by('reviewer').call('doubt.board', { page: 2 });
    return [
      full.casesPages,
      full.casesTotal - full.cases.length,
      behind.cases,
      behind.casesTotal - full.casesTotal,
    ];
  };
  await expect.poll(pages, { timeout: PATIENCE }).toEqual([1, 0, [], 0]);
  expect((await look('reviewer', {})).status).toBe(200);
  expect(await signalOf(stage, second)).toMatchObject({ counts: false, look: { reason: given.reason } });
  expect(await onBoard()).toBe(false);
  expect(refusalCode(await look('approver', {}))).toBe('STALE_VERSION');
  expect((await look('approver', { counts: true, reason: '口座の名義が違う。' })).status).toBe(200);
  expect(await signalOf(stage, second)).toMatchObject({ counts: true });
  expect((await look('manager', {})).status).toBe(200);
  await stage.submitted(account);
  const again = async () => (await signalOf(stage, second))?.counts;
  await expect.poll(again, { timeout: PATIENCE }).toBe(true);
  expect(await signalOf(stage, second)).toMatchObject({ look: { counts: false, reason: given.reason } });
}

/** An official reads how cases hang together and how many an agent files, and no name of anybody. */
export async function namelessForOfficials(
  official: Client,
  walk: journey.Walk,
  alone: journey.Walk,
): Promise<void> {
  const path = (one: string) => `/grants/doubt/cases/${one}/cluster`;
  const answer = await official.get(path(walk.id));
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  const { cases } = verbs['doubt.cluster'].output.parse((answer.body as { data: unknown }).data);
  expect(cases.length).toBeGreaterThan(1);
  expect(cases[0]?.links.length).toBeGreaterThan(0);
  const nameless = { employerName: null, representativeName: null, employerAddress: null, agentName: null };
  for (const one of cases) expect(one).toMatchObject(nameless);
  // What hangs on nothing is no business of the prefecture, nor is a number that is made up.
  for (const id of [alone.id, '00000000-0000-4000-8000-000000000000', 'x'])
    expect((await official.get(path(id))).status).not.toBe(200);
  const board = await official.get('/grants/doubt');
  expect(board.status).toBe(200);
  const { scope, cases: shown } = verbs['doubt.board'].output.parse((board.body as { data: unknown }).data);
  expect([scope, shown.length > 0]).toEqual(['official', true]);
  const { employerName, representativeName } = walk.answers;
  for (const name of [employerName, representativeName])
    expect(JSON.stringify(board.body)).not.toContain(name);
}

/** What the count of an agent is made of, with names in the office and without for the prefecture; of nobody else. */
export async function casesOfAgent(office: Office, stage: Stage, of: string, counted: object): Promise<void> {
  const manager = stage.cast.by('manager');
  const agent = (await manager.call('doubt.board', {})).agents.find((one) => one.office === of);
  expect(agent).toMatchObject(counted);
  const id = agent?.oneCase ?? '';
  const { cases, total } = await manager.call('doubt.agentCases', { id });
  expect([total, cases.length]).toEqual([agent?.cases, agent?.cases]);
  expect(cases.map(({ applicationId }) => applicationId)).toContain(id);
  const names = new Set(cases.map(({ employerName }) => employerName));
  expect([names.size, names.has(null)]).toEqual([agent?.employers, false]);
  const path = `/grants/doubt/cases/${id}/agent-cases`;
  const official = await (await office.signIn('official')).get(path);
  const told = verbs['doubt.agentCases'].output.parse((official.body as { data: unknown }).data);
  expect(told).toEqual({ total, cases: cases.map((one) => ({ ...one, employerName: null })) });
  for (const name of ['applicant', 'clerk'] as const)
    expect((await stage.client(name).get(path)).status).toBe(403);
  const unaided = await stage.submitted();
  for (const other of [unaided.id, '00000000-0000-4000-8000-000000000000', 'x'])
    expect((await stage.client('manager').get(path.replace(id, other))).status).not.toBe(200);
}

/** よく似た頁: a set names the papers that its cases hold in common, by page. */
export async function papersNamed(office: Office, stage: Stage): Promise<void> {
  const first = await stage.submitted();
  const { employerPhone = '' } = first.answers;
  const second = await stage.submitted({ employerPhone });
  const print = '0110'.repeat(16);
  for (const { id } of [first, second])
    await office.sql`
      insert into page_prints select id, 1, ${print} from attachments
       where application = ${id} and paper = 'wages' limit 1
      on conflict (attachment, page) do update set print = excluded.print`;
  const sets = (await stage.cast.by('reviewer').call('case.workbench', { id: second.id })).duplicates;
  const both = sets.find(({ members }) => members.some((one) => one.applicationId === first.id));
  const names = both?.members.map(({ columns }) => columns['よく似た頁']);
  expect(names).toHaveLength(2);
  for (const name of names ?? []) expect(name).toMatch(/\.pdf\u30001頁$/u);
}
