/** Doors of Directus that lead round the records: closed for everyone, administrators too. */
import type * as journey from '@grant/scripts/seed/journey';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answer, type Client, type Office, refusalCode, startOffice } from '../fixtures/office.ts';
import { PATIENCE } from '../fixtures/patience.ts';
import { setStage, type Stage } from '../integration/cases/cast.ts';

let office: Office;
let stage: Stage;
let walk: journey.Walk;
let administrator: Client;

beforeAll(async () => {
  office = await startOffice();
  stage = await setStage(office);
  walk = await stage.submitted();
  administrator = await office.signIn('administrator');
});
afterAll(() => office?.stop());

async function rowsOf(table: string): Promise<number> {
  const [row] = await office.sql<
    { count: number }[]
  >`select count(*)::int as count from ${office.sql(table)}`;
  return row?.count ?? -1;
}

function importInto(collection: string, row: object): Promise<Answer> {
  const form = new FormData();
  form.set('file', new Blob([JSON.stringify([row])], { type: 'application/json' }), 'rows.json');
  return administrator.upload(`/utils/import/${collection}`, form);
}

const system = (person: Client, query: string): Promise<Answer> => person.post('/graphql/system', { query });

describe('a share, which would show a case to whoever has the link', () => {
  const tries: [string, () => Promise<Answer>][] = [
    [
      'the door of shares',
      () => administrator.post('/shares', { collection: 'applications', item: walk.id, name: '共有' }),
    ],
    [
      'GraphQL',
      () =>
        system(
          administrator,
          `mutation { create_shares_item(data: { collection: "applications", item: "${walk.id}" }) { id } }`,
        ),
    ],
    ['import', () => importInto('directus_shares', { collection: 'applications', item: walk.id })],
  ];

  it.each(tries)('is not made by %s', async (_door, attempt) => {
    expect(refusalCode(await attempt())).toBe('GUARD_FAILED');
    expect(await rowsOf('directus_shares')).toBe(0);
  });
});

describe('a comment, which its writer could change and remove', () => {
  it.each(['reviewer', 'auditor', 'administrator'] as const)('is not written by %s', async (name) => {
    const person = await office.signIn(name);
    const answer = await person.post('/comments', {
      collection: 'applications',
      item: walk.id,
      comment: '電話で確認した。',
    });
    expect(refusalCode(answer)).toBe('GUARD_FAILED');
    expect(await rowsOf('directus_comments')).toBe(0);
  });
});

describe('a flow that passes by the fences', () => {
  const flow = { name: '外から', status: 'active', options: { method: 'POST' } };

  it('is not started from outside', async () => {
    expect(refusalCode(await administrator.post('/flows', { ...flow, trigger: 'webhook' }))).toBe(
      'GUARD_FAILED',
    );
    const made = await administrator.post('/flows', { ...flow, trigger: 'manual' });
    expect(made.status).toBe(200);
    const { id } = (made.body as { data: { id: string } }).data;
    expect(refusalCode(await administrator.patch(`/flows/${id}`, { trigger: 'webhook' }))).toBe(
      'GUARD_FAILED',
    );
    expect((await office.anonymous.post(`/flows/trigger/${id}`, {})).status).toBe(403);
    expect((await administrator.delete(`/flows/${id}`)).status).toBe(204);
  });

  it.each(['exec', 'item-create', 'item-update', 'item-delete'])('has no step %s', async (type) => {
    const made = await administrator.post('/flows', { ...flow, trigger: 'manual' });
    const { id } = (made.body as { data: { id: string } }).data;
    const step = { flow: id, key: 'step', name: 'step', position_x: 1, position_y: 1 };
    expect(refusalCode(await administrator.post('/operations', { ...step, type }))).toBe('GUARD_FAILED');
    const mail = await administrator.post('/operations', { ...step, type: 'mail' });
    expect(mail.status).toBe(200);
    const operation = (mail.body as { data: { id: string } }).data.id;
    expect(refusalCode(await administrator.patch(`/operations/${operation}`, { type }))).toBe('GUARD_FAILED');
  });
});

describe('the log of changes', () => {
  it.each([null, 'activity'])('is not switched to %s for a collection', async (accountability) => {
    const answer = await administrator.patch('/collections/payments', { meta: { accountability } });
    expect(refusalCode(answer)).toBe('GUARD_FAILED');
    const [row] =
      await office.sql`select accountability from directus_collections where collection = 'payments'`;
    expect(row?.['accountability']).toBe('all');
  });
});

describe('a door the office has no use for', () => {
  it('leaves no copy of a list among the files', async () => {
    // The receipt of the case is a file too, and its job may still be to come.
    const jobs = () =>
      office.sql`select 1 from pgboss.job where state in ('created', 'retry', 'active') and start_after <= now()`;
    await expect.poll(jobs, { timeout: PATIENCE }).toEqual([]);
    const before = await rowsOf('directus_files');
    const answer = await administrator.post('/utils/export/applications', {
      query: { limit: 5 },
      format: 'csv',
      file: {},
    });
    expect(refusalCode(answer)).toBe('GUARD_FAILED');
    expect(await rowsOf('directus_files')).toBe(before);
  });

  it('lets nobody make the server work for nothing, or register past the verb', async () => {
    const people = await rowsOf('directus_users');
    const answers = [
      await office.anonymous.post('/utils/hash/generate', { string: 'x' }),
      await office.anonymous.post('/UTILS/HASH/generate', { string: 'x' }),
      await office.anonymous.post('/users/register', { email: 'a@example.jp', password: 'Abcdefgh-12345' }),
    ];
    expect(answers.map(refusalCode)).toEqual(['GUARD_FAILED', 'GUARD_FAILED', 'GUARD_FAILED']);
    const query = 'mutation { users_register(email: "b@example.jp", password: "Abcdefgh-12345") }';
    expect(refusalCode(await system(office.anonymous, query))).toBe('UNAUTHENTICATED');
    expect(await rowsOf('directus_users')).toBe(people);
  });
});
