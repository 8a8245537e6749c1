/**
 * Who comes by which address: the limit on registration and password doors is one for the office, however many processes
 * serve it, and who signs in from one place is a sign.
 */
import { signIn } from '@grant/scripts/seed/caller';
import * as journey from '@grant/scripts/seed/journey';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createClient } from '../../fixtures/client.ts';
import { type Office, refusalCode, startOffice } from '../../fixtures/office.ts';
import { setStage, type Stage } from './cast.ts';

let office: Office;
let stage: Stage;
let second: { readonly url: string; stop(): Promise<void> };
beforeAll(async () => {
  // As in production, where a proxy stands before the office and says who came.
  const env = { RATE_LIMITER_REGISTRATION_ENABLED: 'true', IP_TRUST_PROXY: 'loopback' };
  office = await startOffice({ env });
  stage = await setStage(office);
  second = await office.beside();
});
afterAll(async () => {
  await second?.stop();
  await office?.stop();
});

const ask = async (url: string): Promise<string> => {
  const answer = await createClient(url, {}).post('/grants/account/verify', {
    token: 'x'.repeat(40),
    password: 'x',
  });
  return refusalCode(answer) ?? String(answer.status);
};

it('counts an address across two processes', async () => {
  const said: string[] = [];
  for (let round = 0; round < 10; round += 1) said.push(await ask(office.url), await ask(second.url));
  expect(said).not.toContain('TOO_MANY_REQUESTS');
  expect(await ask(office.url)).toBe('TOO_MANY_REQUESTS');
  expect(await ask(second.url)).toBe('TOO_MANY_REQUESTS');
  const [kept] = await office.sql`select door, who, count from door_attempts`;
  expect(kept).toMatchObject({ door: 'verify', count: 22 });
  expect(String(kept?.['who'])).not.toContain('127.0.0.1');
});

it('forgets after a minute', async () => {
  await office.sql`update door_attempts set until = now() - interval '1 second'`;
  expect(await ask(second.url)).not.toBe('TOO_MANY_REQUESTS');
  expect(await office.sql`select count from door_attempts`).toMatchObject([{ count: 1 }]);
});

describe('疑義の兆候「同じ通信元」', () => {
  const browser = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/126.0.0.0';
  const from = async (name: 'agent' | 'applicant' | 'applicant2', address: string, agent = browser) => {
    const { email, password } = office.accounts[name] ?? {};
    const headers = { 'content-type': 'application/json', 'x-forwarded-for': address, 'user-agent': agent };
    const body = JSON.stringify({ email, password, mode: 'session' });
    const answer = await fetch(`${office.url}/auth/login`, { method: 'POST', headers, body });
    expect(answer.status).toBe(200);
  };
  const filed = (owner: 'applicant' | 'applicant2', index: number) =>
    journey.submitted(stage.cast, index, stage.answers(), owner);
  const found = async ({ id }: { readonly id: string }) =>
    (await stage.cast.by('reviewer').call('case.workbench', { id })).signals.filter(
      ({ code }) => code === 'shared_connection',
    );

  it('shows who signs in from one public address with one browser, and shows nobody the address', async () => {
    for (const index of [928, 929]) await filed('applicant', index);
    await from('applicant', '203.0.113.10');
    await from('applicant2', '203.0.113.10', `${browser} Edg/126.0.0.0`);
    for (const name of ['applicant', 'applicant2'] as const) await from(name, '100.64.1.1');
    const apart = await filed('applicant2', 930);
    await expect(found(apart)).resolves.toEqual([]);

    await from('applicant', '2001:db8:7:1::1');
    await from('applicant2', '2001:db8:7:1:abcd::2');
    const alone = (await filed('applicant2', 931)).id;
    const [many] = await office.sql<{ shared: number; among_few: number; filed: number }[]>`
      select (select count(*)::int from grant_same_connections(${alone}, 100)) as shared,
             (select count(*)::int from grant_same_connections(${alone}, 1)) as among_few,
             (select count(distinct a.id)::int from applications a
               where a.applicant = ${office.accounts['applicant']?.id ?? ''}
                 and a.state not in ('draft', 'received', 'withdrawn')) as filed`;
    expect(many).toMatchObject({ shared: many?.filed, among_few: 0 });
    const [signal] = await found({ id: alone });
    expect(signal).toMatchObject({ score: 25 + 5 * ((many?.filed ?? 0) - 1) });
    expect(signal?.reason).not.toMatch(/2001|203/u);
    const mine = (signal?.related ?? []).map(({ applicationId }) => applicationId);
    const other = async () => (await found({ id: mine[0] ?? '' })).flatMap(({ related }) => related);
    await expect.poll(async () => (await other()).map(({ applicationId }) => applicationId)).toContain(alone);
  });

  it('leaves out that one agent files for many from one place, and shows who else files from there', async () => {
    const { agent } = office.accounts;
    if (agent === undefined) throw new Error('no agent');
    const caller = await signIn(office.url, agent);
    const by: journey.Cast['by'] = (name) => (name === 'agent' ? caller : stage.cast.by(name));
    const forOne = (index: number) =>
      journey.submitted({ ...stage.cast, by }, index, stage.answers(), 'agent');
    await from('agent', '2001:db8:8:1::1');
    const [one, two] = [await forOne(932), await forOne(933)];
    for (const walk of [one, two]) await expect(found(walk)).resolves.toEqual([]);
    await from('applicant2', '2001:db8:8:1::2');
    const [signal] = await found(await filed('applicant2', 934));
    const others = (signal?.related ?? []).map(({ applicationId }) => applicationId);
    expect(others).toEqual(expect.arrayContaining([one.id, two.id]));
    const after = (await found(await forOne(935))).flatMap(({ related }) => related);
    expect(after).not.toEqual([]);
    for (const { applicationId } of after) expect([one.id, two.id]).not.toContain(applicationId);
  });

  it.each([
    ['203.0.113.10', '203.0.113.10'],
    ['2001:db8:7:1::1', '2001:db8:7:1::'],
    ...['127.0.0.1', '10.1.2.3', '172.31.0.1', '192.168.1.1', '169.254.1.1', '100.64.0.1', '100.127.255.255'],
    ...[
      '::1',
      'fe80::1',
      'fe80::1%eth0',
      'fd00::1',
      '::ffff:203.0.113.10',
      'unknown',
      '',
      '203.0.113.10:443',
    ],
    null,
  ])('takes of %s what it says of who came', async (...given) => {
    const [address, said] = given.flat();
    const [row] = await office.sql`
      select split_part(grant_connection(${address ?? null}, 'x'), ' ', 1) as said,
             grant_connection(${address ?? null}, ' ') as nobody`;
    expect(row).toEqual({ said: said ?? null, nobody: null });
  });
});
