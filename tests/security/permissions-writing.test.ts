/** What each role may write through Directus' own doors: its registers, and nothing that belongs to a verb. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Office } from '../fixtures/office.ts';
import {
  type Cases,
  PEOPLE,
  type People,
  type Person,
  buildCases,
  everybody,
  officeOfPermissions,
} from './people.ts';

let office: Office;
let people: People;
let cases: Cases;
beforeAll(async () => {
  office = await officeOfPermissions();
  cases = await buildCases(office);
  people = await everybody(office);
});
afterAll(() => office.stop());

describe('writing', () => {
  const stateOf = async (id: string): Promise<string | undefined> =>
    (await office.sql<{ state: string }[]>`select state from applications where id = ${id}`)[0]?.state;

  it.each([...PEOPLE])('lets %s change no state and no amount through a table', async (name) => {
    const person = people[name];
    const id = cases.granted;
    const attempts = [
      person.patch(`/items/applications/${id}`, { state: 'paid' }),
      person.patch(`/items/applications/${id}`, { amount_total: 1 }),
      person.patch('/items/applications', [{ id, state: 'paid' }]),
      person.patch('/items/applications', { keys: [id], data: { state: 'paid' } }),
      person.patch('/items/applications', {
        query: { filter: { id: { _eq: id } } },
        data: { state: 'paid' },
      }),
      person.post('/items/applications', { id, state: 'paid' }),
      person.post('/items/applications', { programme: cases.world.programme, channel: 'online' }),
      person.delete(`/items/applications/${id}`),
    ];
    expect((await Promise.all(attempts)).map((answer) => answer.status)).toEqual(attempts.map(() => 403));
    expect(await stateOf(id)).toBe('granted');
  });

  it.each([
    'decisions',
    'obligations',
    'payments',
    'payment_batches',
    'confirmations',
    'approvals',
    'reviews',
    'findings',
    'judgements',
    'case_events',
    'access_log',
    'ledger_entries',
    'fund_requests',
    'bank_statement_lines',
    'statement_matches',
    'reconciliations',
    'settlements',
    'bank_accounts',
    'letters',
    'transfer_results',
    'summaries',
    'drafts',
    'attachments',
    'corrections',
  ])('lets nobody make, change or remove %s through the table', async (collection) => {
    for (const name of PEOPLE) {
      const made = await people[name].post(`/items/${collection}`, { application: cases.granted });
      expect(made.status, `${name} create`).toBe(403);
      const own = (await people[name].get('/permissions/me')).body as {
        data: Record<string, Record<string, { access: string }>>;
      };
      const rights = own.data[collection];
      for (const action of ['create', 'update', 'delete', 'share']) {
        expect(rights?.[action]?.access ?? 'none', `${name} ${action}`).toBe('none');
      }
    }
  });

  it('refuses a state written by an administrator as well', async () => {
    const answer = await office.admin.patch(`/items/applications/${cases.granted}`, { state: 'paid' });
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(await stateOf(cases.granted)).toBe('granted');
  });

  it('lets the desk keep its registers, in its own name', async () => {
    const inquiry = {
      received_at: '2026-11-20T03:00:00Z',
      channel: 'phone',
      category: 'papers',
      summary: '必要書類について',
      question: 'どの書類が必要ですか。',
    };
    expect((await people.reception.post('/items/inquiries', inquiry)).status).toBe(200);
    expect((await people.official.post('/items/inquiries', inquiry)).status).toBe(403);
    const message = { application: cases.granted, body: '書類を確かめてください。' };
    for (const direction of ['to_office', 'to_applicant'])
      expect((await people.reviewer.post('/items/messages', { ...message, direction })).status).toBe(403);
  });

  it('lets an FAQ go out only after the prefecture agreed', async () => {
    const faq = {
      category: 'papers',
      question: '必要な書類は何ですか。',
      answer: '申請要領をご覧ください。',
    };
    expect((await people.reception.post('/items/faqs', { ...faq, state: 'published' })).status).toBe(400);
    const made = await people.reception.post('/items/faqs?fields=id', { ...faq, state: 'in_review' });
    const id = (made.body as { data: { id: string } }).data.id;
    const set = (name: Person, state: string): Promise<number> =>
      people[name].patch(`/items/faqs/${id}`, { state }).then((answer) => answer.status);
    expect(await set('manager', 'published')).toBe(403);
    expect(await set('reception', 'approved')).toBe(400);
    expect(await set('official', 'published')).toBe(400);
    const review = { faq: id, version: 1, verdict: 'approved' };
    expect((await people.reception.post('/items/faq_reviews', review)).status).toBe(403);
    expect((await people.official.post('/items/faq_reviews', review)).status).toBe(200);
    expect(await set('official', 'approved')).toBe(200);
    expect(await set('manager', 'published')).toBe(200);
  });

  it('lets the manager prepare figures but not touch published ones', async () => {
    const { programme, version } = cases.world;
    await office.sql`update programme_versions set status = 'published' where id = ${version}`;
    expect(
      (await people.manager.patch(`/items/programme_versions/${version}`, { note: '変更' })).status,
    ).toBe(403);
    expect((await people.reviewer.post('/items/programme_versions', { programme, version: 9 })).status).toBe(
      403,
    );
    const draft = await people.manager.post('/items/programme_versions', {
      programme,
      version: 9,
      status: 'published',
    });
    expect(draft.status).toBe(400);
  });
});
