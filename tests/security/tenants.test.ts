/** Another applicant and another agent at every verb and every page: they find nothing, and change nothing. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathKeysOf, verbNames, verbOf, type VerbName } from '@grant/schema';
import { ROOT } from '@grant/scripts/environment';
import { practicePaper } from '@grant/scripts/seed/paper';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signIn } from '../fixtures/client.ts';
import { refusalCode, startOffice, type Answer, type Client, type Office } from '../fixtures/office.ts';
import { sampleInput } from './samples.ts';

let office: Office;
let strangers: Readonly<Record<string, Client>>;
/** Ids of everything that belongs to the victims, and words that would give them away. */
let ids: readonly string[];
let words: readonly string[];

/** A second agent, with an account of its own and no client. */
async function otherAgent(): Promise<Client> {
  const account = { email: 'betsu@agent.example.jp', password: 'correct horse battery' };
  const profile = {
    name: '別 代行',
    office: '別事務所',
    qualification: '行政書士',
    registrationNumber: '1',
    phone: '028-600-3333',
  };
  await office.anonymous.post('/grants/account/register', { ...account, agent: profile });
  const mail = await office.mail.waitFor(account.email, { subject: 'メールアドレスの確認' });
  const token = decodeURIComponent(/token=([\w.%-]+)/.exec(JSON.stringify(mail))?.[1] ?? '');
  await office.anonymous.post('/grants/account/verify', { token, password: account.password });
  return signIn(office.url, account as never);
}

const BELONGINGS = `
  select id::text from applications union select id::text from attachments union select id::text from letters
  union select id::text from corrections union select id::text from correction_items
  union select id::text from findings union select id::text from payments union select id::text from payment_batches
  union select id::text from duplicate_sets union select id::text from mandates union select id::text from messages
  union select id::text from drafts union select id::text from judgements`;

beforeAll(async () => {
  office = await startOffice({ seed: true });
  strangers = { applicant: await office.signIn('applicant2'), agent: await otherAgent() };
  ids = (await office.sql.unsafe(BELONGINGS)).map((row) => String(row['id']));
  const rows = await office.sql`
    select receipt_number, employer_name, employee_name, contact_email from applications
     where receipt_number is not null`;
  words = [...new Set(rows.flatMap((row) => Object.values(row).map(String)))].filter(
    (word) => word.length > 3,
  );
  expect(ids.length).toBeGreaterThan(100);
  expect(words.length).toBeGreaterThan(20);
});
afterAll(() => office?.stop());

/** Everything that a stranger might have changed. */
async function fingerprint(): Promise<unknown> {
  const [row] = await office.sql`
    select (select md5(string_agg(a::text, '' order by id)) from applications a) as cases,
           (select md5(string_agg(d::text, '' order by id)) from drafts d) as drafts,
           (select md5(string_agg(b::text, '' order by id)) from bank_accounts b) as accounts,
           (select md5(string_agg(t::text, '' order by id)) from attachments t) as papers,
           (select md5(string_agg(m::text, '' order by id)) from mandates m) as mandates,
           (select md5(string_agg(p::text, '' order by id)) from payments p) as payments,
           (select count(*)::int from messages) as messages`;
  return row;
}

function call(who: Client, name: VerbName, input: Readonly<Record<string, unknown>>): Promise<Answer> {
  const { method, path: pattern, upload } = verbOf(name);
  const keys = new Set(pathKeysOf(pattern));
  const url = `/grants${pattern.replace(/:(\w+)/gu, (_all, key: string) => encodeURIComponent(String(input[key])))}`;
  const rest = Object.fromEntries(Object.entries(input).filter(([key]) => !keys.has(key)));
  if (method === 'GET') {
    const query = new URLSearchParams(rest as Record<string, string>).toString();
    return who.get(query === '' ? url : `${url}?${query}`);
  }
  if (!upload) return who.post(url, rest);
  const form = new FormData();
  for (const [key, value] of Object.entries(rest)) form.set(key, String(value));
  form.set(
    'file',
    new Blob([new Uint8Array([37, 80, 68, 70, 45, 49, 46, 52, 10])], { type: 'application/pdf' }),
    'x.pdf',
  );
  return who.upload(url, form);
}

function leaks(text: string, given: string): string[] {
  return [...words, ...ids].filter((word) => word !== given && text.includes(word));
}

/** What a stranger may be told: that it is not there, that it is not allowed, or that the request makes no sense. */
const CLOSED = new Set(['NOT_FOUND', 'FORBIDDEN', 'MANDATE_ENDED']);

const withId = verbNames.filter((name) => {
  const keys = pathKeysOf(verbOf(name).path);
  return keys.includes('id') || keys.includes('attachmentId');
});
const withoutId = verbNames.filter((name) => !withId.includes(name) && verbOf(name).duties !== 'public');

describe.each(['applicant', 'agent'] as const)('another %s', (kind) => {
  it.each(withId)('finds nothing of others by %s', async (name) => {
    const who = strangers[kind];
    if (who === undefined) throw new Error(kind);
    const before = await fingerprint();
    const samples = await office.sql.unsafe(`
      select (select id from applications where state = 'in_review' order by id limit 1) as a,
             (select id from applications where state = 'paid' order by id limit 1) as b,
             (select id from applications where agent is not null order by id limit 1) as c,
             (select id from letters order by id limit 1) as d,
             (select id from payments order by id limit 1) as e,
             (select id from payment_batches order by id limit 1) as f,
             (select id from findings order by id limit 1) as g,
             (select id from duplicate_sets order by id limit 1) as h,
             (select id from mandates order by id limit 1) as i`);
    const [paper] = await office.sql`select id, application from attachments order by id limit 1`;
    const tries = Object.values<unknown>(samples[0] ?? {}).map((id) => ({
      id,
      attachmentId: paper?.['id'] as unknown,
    }));
    tries.push({ id: paper?.['application'] as unknown, attachmentId: paper?.['id'] as unknown });
    for (const given of tries) {
      const own = Object.fromEntries(
        Object.entries(given).filter(([key]) => pathKeysOf(verbOf(name).path).includes(key)),
      );
      const answer = await call(who, name, { ...sampleInput(name), ...own });
      const text = JSON.stringify(answer.body);
      expect(CLOSED, `${name}: ${String(answer.status)} ${text}`).toContain(refusalCode(answer));
      expect(leaks(text, String(given.id))).toEqual([]);
    }
    expect(await fingerprint()).toEqual(before);
  });

  it.each(withoutId)('is shown nothing of others by %s', async (name) => {
    const who = strangers[kind];
    if (who === undefined) throw new Error(kind);
    const answer = await call(who, name, sampleInput(name));
    expect(answer.status).not.toBe(500);
    expect(leaks(JSON.stringify(answer.body), '')).toEqual([]);
  });
});

describe('an id of another inside a request', () => {
  const PAPER = new Blob([new Uint8Array(practicePaper(['PAPER', 'stranger']))], { type: 'application/pdf' });

  it('begins no application under the mandate of another', async () => {
    const mandates = (await office.sql`select id from mandates`).map((row) => String(row['id']));
    expect(mandates.length).toBeGreaterThan(0);
    const start = (kind: string, mandate: string): Promise<Answer> =>
      (strangers[kind] ?? office.anonymous).post('/grants/applications', {
        idempotencyKey: `${kind}-${mandate}`,
        mandate,
      });
    const before = await fingerprint();
    for (const mandate of mandates) expect(CLOSED).toContain(refusalCode(await start('agent', mandate)));
    expect(await fingerprint()).toEqual(before);
    // Whoever applies for themselves begins their own, whatever mandate they name.
    const own = await start('applicant', mandates[0] ?? '');
    const { id } = (own.body as { data: { id: string } }).data;
    const [row] = await office.sql`select mandate, agent from applications where id = ${id}`;
    expect({ ...row }).toEqual({ mandate: null, agent: null });
  });

  it('brings no paper to the correction of another, and takes none of another away', async () => {
    const who = strangers['applicant'] ?? office.anonymous;
    const started = await who.post('/grants/applications', { idempotencyKey: 'a-draft-of-ones-own' });
    const own = (started.body as { data: { id: string } }).data.id;
    const [item] = await office.sql`
      select i.id, i.target from correction_items i join corrections c on c.id = i.correction
       where c.state = 'open' and i.target_kind = 'paper' order by i.id limit 1`;
    const [victim] = await office.sql`
      select id, paper from attachments where status = 'received' and application <> ${own} order by id limit 1`;
    const papers = () => office.sql`select * from attachments where application <> ${own} order by id`;
    const items = () => office.sql`select * from correction_items order by id`;
    const before = [await papers(), await items()];
    for (const [key, paper, id] of [
      ['correctionItem', item?.['target'], item?.['id']],
      ['replaces', victim?.['paper'], victim?.['id']],
    ]) {
      const form = new FormData();
      form.set('paper', String(paper));
      form.set(String(key), String(id));
      form.set('file', PAPER, 'x.pdf');
      const answer = await who.upload(`/grants/applications/${own}/attachments`, form);
      // A paper of one's own draft, which it is in any case, belongs to nothing of another.
      expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    }
    const written = await office.sql`select correction_item from attachments where application = ${own}`;
    expect(written.map((row) => row['correction_item'] as unknown)).toEqual([null, null]);
    expect([await papers(), await items()]).toEqual(before);
  });
});

describe('a page of one person under the session of another', () => {
  it('does nothing, whatever verb it calls; the page of the person and a script without a page do', async () => {
    const who = strangers['agent'] ?? office.anonymous;
    const me = (await who.get('/grants/account/me')).body as { data: { id: string } };
    const [other] =
      await office.sql`select id from directus_users where id <> ${me.data.id} order by id limit 1`;
    const profile = {
      name: '別 代行',
      office: '別事務所',
      qualification: '行政書士',
      registrationNumber: '2',
      phone: '028-600-4444',
    };
    const save = async (account?: string): Promise<string | undefined> => {
      const headers = { 'content-type': 'application/json', ...(account && { 'x-grant-account': account }) };
      const path = '/grants/clients/profile';
      const answer = await who.fetch(path, { method: 'POST', headers, body: JSON.stringify(profile) });
      return refusalCode({ status: answer.status, body: await answer.json(), headers: answer.headers });
    };
    const people = () => office.sql`select * from agents order by id`;
    const before = await people();
    expect(await save(String(other?.['id']))).toBe('OTHER_ACCOUNT');
    expect(await people()).toEqual(before);
    expect(await save(me.data.id)).toBeUndefined();
    expect(await save()).toBeUndefined();
    expect(await people()).not.toEqual(before);
    const form = new FormData();
    form.set('file', new Blob(['%PDF-1.4'], { type: 'application/pdf' }), 'x.pdf');
    const headers = { 'x-grant-account': String(other?.['id']) };
    for (const door of ['/items/applications', '/users/me', '/graphql?query={__typename}']) {
      const refused = await who.fetch(door, { headers });
      expect([refused.status, await refused.json()], door).toMatchObject([
        409,
        { errors: [{ extensions: { code: 'OTHER_ACCOUNT' } }] },
      ]);
      expect((await who.fetch(door, { headers: { 'x-grant-account': me.data.id } })).status).toBe(200);
    }
    const upload = await who.fetch('/grants/mandates', { method: 'POST', headers, body: form });
    expect(await upload.json()).toMatchObject({ errors: [{ extensions: { code: 'OTHER_ACCOUNT' } }] });
  });
});

describe('portal addresses', () => {
  const read = (file: string): string => readFileSync(path.join(ROOT, 'portal', 'src', file), 'utf8');
  // Pages inside the frame of a draft are written relative to it.
  const signedIn = [...read('router.ts').matchAll(/path: '([^']+)'/gu)].map(([, found = '']) =>
    found.startsWith('/') ? found : `/applications/:id/draft/${found}`,
  );
  const open = [...read('publicPages.ts').matchAll(/^ {2}\w+: '(\/[^']*)'/gmu)].map(
    ([, found = '']) => found,
  );
  const carried = [...read('publicRoutes.ts').matchAll(/path: '(\/[^']+)'/gu)].map(([, found = '']) => found);
  const routes = [...new Set([...signedIn, ...open, ...carried])];

  it('hold ids and no data of a person', () => {
    expect(routes.length).toBeGreaterThan(30);
    for (const route of [
      '/applications/:id/draft/check',
      '/applications/:id/messages',
      '/clients',
      '/status',
    ])
      expect(routes).toContain(route);
    const keys = new Set(routes.flatMap((route) => pathKeysOf(route)));
    expect([...keys].filter((key) => !['id', 'section', 'rest', 'slug', 'code'].includes(key))).toEqual([]);
  });

  it.each(routes)('%s is the same empty page for everybody', async (route) => {
    const [row] = await office.sql`select id from applications where state = 'paid' order by id limit 1`;
    const url = `/portal${route.replace(':id', String(row?.['id'])).replace(/:\w+(\(.*\))?\*?/u, 'x')}`;
    const pages = [];
    for (const who of [office.anonymous, ...Object.values(strangers)]) {
      const answer = await who.get(url);
      expect(leaks(JSON.stringify(answer.body), String(row?.['id']))).toEqual([]);
      pages.push(answer.body);
    }
    expect(new Set(pages).size).toBe(1);
  });
});
