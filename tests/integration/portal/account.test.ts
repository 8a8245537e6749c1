import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signIn } from '../../fixtures/client.ts';
import { type Office, refusalCode, startOffice } from '../../fixtures/office.ts';

let office: Office;
beforeAll(async () => {
  office = await startOffice();
});
afterAll(() => office?.stop());

const email = 'shinki@applicant.example.jp';
const password = 'correct horse battery';

const profile = {
  name: '代行 花子',
  office: '花子事務所',
  qualification: '社会保険労務士',
  registrationNumber: '09000001',
  phone: '028-600-1111',
};

function tokenIn(text: string): string {
  return decodeURIComponent(/token=([\w.%-]+)/.exec(text)?.[1] ?? '');
}

describe('利用登録', () => {
  it('sends a Japanese mail, and the account works only after its link', async () => {
    const answer = await office.anonymous.post('/grants/account/register', { email, password });
    expect(answer.status).toBe(200);
    await expect(signIn(office.url, { email, password } as never)).rejects.toThrow();
    const mail = await office.mail.waitFor(email, { subject: 'メールアドレスの確認' });
    const token = tokenIn(JSON.stringify(mail));
    expect(token).not.toBe('');
    expect((await office.anonymous.post('/grants/account/verify', { token, password })).body).toEqual({
      data: { email },
    });
    const me = await (await signIn(office.url, { email, password } as never)).get('/grants/account/me');
    expect(me.body).toMatchObject({ data: { email, duties: ['applicant'] } });
    const spent = await office.anonymous.post('/grants/account/verify', { token, password });
    expect(refusalCode(spent)).toBe('INVALID_INPUT');
  });

  it('says to the mailbox alone that an address is registered, and changes nothing of the account', async () => {
    const again = { email: email.toUpperCase(), password: 'a quite different one', agent: profile };
    const answer = await office.anonymous.post('/grants/account/register', again);
    expect([answer.status, answer.body]).toEqual([200, { data: {} }]);
    const mail = await office.mail.waitFor(email, { subject: '利用登録はお済みです' });
    expect(mail.links).toEqual([`${office.url}/portal/signin`, `${office.url}/portal/password`]);
    const me = await (await signIn(office.url, { email, password } as never)).get('/grants/account/me');
    expect(me.body).toMatchObject({ data: { duties: ['applicant'] } });
    await expect(signIn(office.url, { email, password: again.password } as never)).rejects.toThrow();
  });

  it('does not tell whether an address is known', async () => {
    const known = await office.anonymous.post('/grants/account/register', { email, password });
    const unknown = await office.anonymous.post('/grants/account/request-reset', {
      email: 'dare@example.jp',
    });
    const reset = await office.anonymous.post('/grants/account/request-reset', { email });
    expect([known.status, unknown.status, reset.status]).toEqual([200, 200, 200]);
    expect(unknown.body).toEqual(reset.body);
  });

  it('keeps a failed sign-in on record without the address', async () => {
    await expect(signIn(office.url, { email, password: 'wrong password' } as never)).rejects.toThrow();
    await expect
      .poll(async () => {
        const [row] =
          await office.sql`select count(*)::int as count from access_log where action = 'login_failed'`;
        return Number(row?.['count']);
      })
      .toBeGreaterThan(0);
    const rows = await office.sql`select purpose from access_log where action = 'login_failed'`;
    expect(JSON.stringify(rows)).not.toContain(email);
  });
});

describe('確認の前にもう一度した利用登録', () => {
  const register = (typed: object) => office.anonymous.post('/grants/account/register', typed);
  const verify = (token: string, typed: string) =>
    office.anonymous.post('/grants/account/verify', { token, password: typed });
  /** The tokens that were mailed to the address, oldest first; so many are waited for. */
  async function tokensTo(address: string, mails: number): Promise<string[]> {
    const found = () => office.mail.messages().filter(({ to }) => to.includes(address));
    await expect.poll(() => found().length).toBe(mails);
    return found().map(({ text }) => tokenIn(text));
  }
  async function agentsOf(address: string): Promise<string[]> {
    const rows = await office.sql`
      select g.name from agents g join directus_users u on u.id = g.account where u.email = ${address}`;
    return rows.map((row) => String(row['name']));
  }

  it('takes the place of the first, with its kind and its password', async () => {
    const address = 'nido@agent.example.jp';
    await register({ email: address, password: 'typed the first time' });
    await register({ email: address, password: 'typed the second time', agent: profile });
    const [first = '', second = ''] = await tokensTo(address, 2);
    expect(refusalCode(await verify(second, 'typed the first time'))).toBe('INVALID_INPUT');
    // Whichever of the two mails is opened.
    expect((await verify(first, 'typed the second time')).status).toBe(200);
    const signedIn = await signIn(office.url, { email: address, password: 'typed the second time' } as never);
    expect((await signedIn.get('/grants/account/me')).body).toMatchObject({ data: { duties: ['agent'] } });
    expect(await agentsOf(address)).toEqual([profile.name]);
  });

  it('makes an applicant of an agent, and a corrected agent of an agent', async () => {
    const address = 'mata@agent.example.jp';
    const typed = { email: address, password: 'typed every time' };
    await register({ ...typed, agent: profile });
    await register({ ...typed, agent: { ...profile, name: '正しい 氏名' } });
    expect(await agentsOf(address)).toEqual(['正しい 氏名']);
    await register(typed);
    expect(await agentsOf(address)).toEqual([]);
    const [token = ''] = await tokensTo(address, 3);
    expect((await verify(token, typed.password)).status).toBe(200);
    const signedIn = await signIn(office.url, typed as never);
    expect((await signedIn.get('/grants/account/me')).body).toMatchObject({
      data: { duties: ['applicant'] },
    });
  });

  it('leaves a stranger who registered the address of another with nothing', async () => {
    const address = 'honnin@firm.example.jp';
    const strange = { email: address, password: 'known to the stranger' };
    await register(strange);
    const [mailed = ''] = await tokensTo(address, 1);
    // The owner opens the link, and does not know the password.
    expect(refusalCode(await verify(mailed, 'a guess of the owner'))).toBe('INVALID_INPUT');
    const own = { email: address, password: 'known to the owner' };
    await register(own);
    // Once more after the owner, and at the very moment the owner verifies: one of the two passwords holds, or none.
    const [verified] = await Promise.all([verify(mailed, own.password), register(strange)]);
    await expect(signIn(office.url, strange as never)).rejects.toThrow();
    if (verified.status !== 200) {
      await register(own);
      expect((await verify(mailed, own.password)).status).toBe(200);
    }
    await register(strange);
    await expect(signIn(office.url, strange as never)).rejects.toThrow();
    expect((await (await signIn(office.url, own as never)).get('/grants/account/me')).status).toBe(200);
  });
});

describe('事務局責任者による登録', () => {
  it('refuses an account without a role, and says why', async () => {
    const manager = await office.signIn('manager');
    const person = { email: 'shinnin@office.example.jp', last_name: '新任', status: 'active' };
    const answer = await manager.post('/users', person);
    expect(refusalCode(answer)).toBe('GUARD_FAILED');
    expect(JSON.stringify(answer.body)).toContain('役割が選ばれていません');
    expect(refusalCode(await manager.post('/users', { ...person, role: null }))).toBe('GUARD_FAILED');
    const [reviewer] = await office.sql`
      select id, role from directus_users where email = ${office.accounts.reviewer?.email ?? ''}`;
    const stripped = await manager.patch(`/users/${String(reviewer?.['id'])}`, { role: null });
    expect(refusalCode(stripped)).toBe('GUARD_FAILED');
    const made = await manager.post('/users', { ...person, role: String(reviewer?.['role']) });
    expect([200, 204]).toContain(made.status);
    const found = await office.sql`select role from directus_users where email = ${person.email}`;
    expect(found).toHaveLength(1);
  });
});

describe('公開の操作', () => {
  it('find the towns of a postal code without asking anybody outside', async () => {
    const answer = await office.anonymous.get('/grants/postal/3210905');
    expect(answer.body).toEqual({
      data: { addresses: [{ prefecture: '栃木県', city: '宇都宮市', town: '平出工業団地' }] },
    });
    const several = await office.anonymous.get('/grants/postal/321-0951');
    expect(several.body).toMatchObject({
      data: { addresses: [{ town: '越戸' }, { town: '越戸町' }] },
    });
  });

  it('describe themselves and may not be kept in a cache', async () => {
    const answer = await office.anonymous.get('/grants/openapi.json');
    expect(answer.body).toMatchObject({ openapi: '3.1.0' });
    expect(answer.headers.get('cache-control')).toContain('no-store');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('find banks by name, kana and code', async () => {
    for (const query of ['足利銀行', 'あしかが', 'アシカガ', '0129']) {
      const answer = await office.anonymous.get(`/grants/banks?query=${encodeURIComponent(query)}`);
      expect(JSON.stringify(answer.body)).toContain('"0129"');
      expect(answer.body).toMatchObject({
        data: { asOf: expect.stringMatching(/^20\d\d-\d\d-\d\d$/u) as string },
      });
    }
  });

  it('answer nonsense with one Japanese sentence and no internals', async () => {
    const answer = await office.anonymous.post('/grants/account/register', {
      email: 'x',
      password: 1,
      extra: true,
    });
    expect(refusalCode(answer)).toBe('INVALID_INPUT');
    expect(JSON.stringify(answer.body)).not.toMatch(/Zod|stack|node_modules/u);
  });
});
