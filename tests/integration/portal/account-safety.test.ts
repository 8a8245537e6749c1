import { verbs } from '@grant/schema';
import { productionEnvironment, SESSION_LENGTH } from '@grant/scripts/environment';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeOf, freshCodeOf } from '../../fixtures/authenticator.ts';
import { signIn } from '../../fixtures/client.ts';
import { refusalCode, startOffice, type Client, type Office } from '../../fixtures/office.ts';

let office: Office;
let applicant: Client;
beforeAll(async () => {
  office = await startOffice();
  applicant = await office.signIn('applicant');
});
afterAll(() => office?.stop());

function account() {
  const found = office.accounts.applicant;
  if (found === undefined) throw new Error('no applicant');
  return found;
}

const login = (body: Readonly<Record<string, string>>) =>
  office.anonymous.post('/auth/login', { email: account().email, mode: 'session', ...body });

describe('二要素認証', () => {
  it('is set up with the password and a code, asked for at sign-in, and stopped with the password', async () => {
    const { password } = account();
    const wrong = await applicant.post('/grants/account/second-factor/begin', { password: 'not the one' });
    expect(refusalCode(wrong)).toBe('WRONG_PASSWORD');
    const begun = await applicant.post('/grants/account/second-factor/begin', { password });
    const { secret, svg } = verbs['account.beginSecondFactor'].output.parse(
      (begun.body as { data: unknown }).data,
    );
    expect(svg).toContain('<svg');
    const bad = await applicant.post('/grants/account/second-factor/enable', { secret, otp: '000000' });
    expect(refusalCode(bad)).toBe('WRONG_CODE');
    const on = await applicant.post('/grants/account/second-factor/enable', {
      secret,
      otp: await freshCodeOf(secret),
    });
    expect(on.status).toBe(200);
    expect((await applicant.get('/grants/account/me')).body).toMatchObject({ data: { secondFactor: true } });
    expect(refusalCode(await login({ password }))).toBe('INVALID_OTP');
    // A code holds for thirty seconds, and a slow machine may pass the end of them.
    await expect
      .poll(async () => (await login({ password, otp: codeOf(secret) })).status, {
        timeout: 90_000,
        interval: 5_000,
      })
      .toBe(200);
    const kept = await applicant.post('/grants/account/second-factor/disable', { password: 'not the one' });
    expect(refusalCode(kept)).toBe('WRONG_PASSWORD');
    expect((await applicant.post('/grants/account/second-factor/disable', { password })).status).toBe(200);
    expect((await login({ password })).status).toBe(200);
  });
});

describe('パスワードの変更', () => {
  it('asks for the present one, ends every other session, and keeps this one', async () => {
    const elsewhere = await office.signIn('applicant2');
    const here = await office.signIn('applicant2');
    const known = office.accounts.applicant2;
    if (known === undefined) throw new Error('no applicant2');
    const change = (current: string, password: string) =>
      here.post('/grants/account/password', { current, password });
    expect(refusalCode(await change('not the one', 'a new long password'))).toBe('WRONG_PASSWORD');
    expect(refusalCode(await change(known.password, 'short'))).toBe('INVALID_INPUT');
    expect((await change(known.password, 'a new long password')).status).toBe(200);
    expect(refusalCode(await elsewhere.get('/grants/account/me'))).not.toBeUndefined();
    expect((await here.get('/grants/account/me')).status).toBe(200);
    await expect(signIn(office.url, known)).rejects.toThrow();
    const again = await signIn(office.url, { ...known, password: 'a new long password' });
    expect((await again.get('/grants/account/me')).status).toBe(200);
  });
});

describe('ログインの有効時間', () => {
  it('is told, and the cookie is out of reach of scripts and other sites', async () => {
    const answer = await login({ password: account().password });
    const [cookie = ''] = answer.headers.getSetCookie();
    expect(cookie).toMatch(/HttpOnly/iu);
    expect(cookie).toMatch(/SameSite=(Lax|Strict)/iu);
    const me = await applicant.get('/grants/account/me');
    const { session } = verbs['account.me'].output.parse((me.body as { data: unknown }).data);
    expect(session?.secondsLeft).toBeGreaterThan(0);
    expect(session?.secondsLeft).toBeLessThanOrEqual(session?.seconds ?? 0);
  });

  it('is the same for cookie, token and record, here and in production', async () => {
    const answer = await login({ password: account().password });
    const [cookie = ''] = answer.headers.getSetCookie();
    const seconds = Number(/Max-Age=(\d+)/iu.exec(cookie)?.[1]);
    const me = await applicant.get('/grants/account/me');
    const { session } = verbs['account.me'].output.parse((me.body as { data: unknown }).data);
    expect(session?.seconds).toBe(seconds);
    // Directus goes by the real clock, as the database does.
    const [row] =
      await office.sql`select max(extract(epoch from expires - now()))::int as left from directus_sessions`;
    expect(Math.abs(Number(row?.['left']) - seconds)).toBeLessThan(60);
    expect(SESSION_LENGTH).toBe(`${String(seconds / 3600)}h`);
    const { SESSION_COOKIE_TTL, REFRESH_TOKEN_TTL } = productionEnvironment();
    expect([SESSION_COOKIE_TTL, REFRESH_TOKEN_TTL]).toEqual([SESSION_LENGTH, SESSION_LENGTH]);
  });

  it('ends elsewhere on request', async () => {
    const elsewhere = await office.signIn('applicant');
    const count = await applicant.get('/grants/account/sessions');
    const { others } = verbs['account.whereSignedIn'].output.parse((count.body as { data: unknown }).data);
    expect(others).toBeGreaterThan(0);
    expect((await applicant.post('/grants/account/sign-out-everywhere', {})).status).toBe(200);
    expect((await elsewhere.get('/grants/account/me')).status).toBe(401);
    expect((await applicant.get('/grants/account/me')).status).toBe(200);
  });
});
