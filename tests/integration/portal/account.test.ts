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
    expect((await office.anonymous.post('/grants/account/verify', { token })).status).toBe(200);
    const me = await (await signIn(office.url, { email, password } as never)).get('/grants/account/me');
    expect(me.body).toMatchObject({ data: { email, duties: ['applicant'] } });
    expect(refusalCode(await office.anonymous.post('/grants/account/verify', { token }))).toBe(
      'INVALID_INPUT',
    );
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
