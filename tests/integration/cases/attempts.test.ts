/** The limit on registration and password doors is one for the office, however many processes serve it. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createClient } from '../../fixtures/client.ts';
import { type Office, refusalCode, startOffice } from '../../fixtures/office.ts';

let office: Office;
let second: { readonly url: string; stop(): Promise<void> };
beforeAll(async () => {
  office = await startOffice({ env: { RATE_LIMITER_REGISTRATION_ENABLED: 'true' } });
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
