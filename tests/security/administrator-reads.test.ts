/** What an administrator reads by Directus' own doors, and the papers that nobody gets there. */
import type * as journey from '@grant/scripts/seed/journey';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Client, type Office, refusalCode, startOffice } from '../fixtures/office.ts';
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

/** What the reads of `work` left in the access log. */
async function traces(work: () => Promise<unknown>): Promise<unknown[]> {
  const [before] = await office.sql`select coalesce(max(id), 0)::int as id from access_log`;
  await work();
  const rows = await office.sql`
    select actor, target_collection as collection, target_id as id, purpose from access_log
     where id > ${Number(before?.['id'])} and action = 'administrator_read' order by id`;
  return rows.map((row) => ({ ...row }));
}

const trace = (collection: string, id: string | null, count = 1) => ({
  actor: office.accounts.administrator?.id,
  collection,
  id,
  purpose: `管理者による閲覧（${String(count)}件）`,
});

describe('an administrator', () => {
  it('reads no case without a line in the access log, by any door', async () => {
    const path = `/items/applications/${walk.id}`;
    expect(await traces(() => administrator.get(path))).toEqual([trace('applications', walk.id)]);
    const list = () => administrator.get('/items/leave_periods?fields=id&limit=-1');
    const [{ n }] = await office.sql<[{ n: number }]>`select count(*)::int as n from leave_periods`;
    expect(await traces(list)).toMatchObject([{ collection: 'leave_periods' }]);
    expect(n).toBeGreaterThan(0);
    const query = `{ applications(filter: { id: { _eq: "${walk.id}" } }) { id employee_name } }`;
    expect(await traces(() => administrator.post('/graphql', { query }))).toEqual([
      trace('applications', walk.id),
    ]);
    const far = () => administrator.get('/items/programmes?fields=id,versions.id&limit=1');
    expect(await traces(far)).toMatchObject([{ collection: 'programmes' }]);
    const history = () => administrator.get('/revisions?filter[collection][_eq]=applications&limit=1');
    expect(await traces(history)).toMatchObject([{ collection: 'directus_revisions' }]);
    expect(await traces(() => administrator.get('/files?limit=1'))).toMatchObject([
      { collection: 'directus_files' },
    ]);
  });

  it('leaves none for what holds no personal data, and other duties leave none here', async () => {
    expect(await traces(() => administrator.get('/items/programmes?fields=id,name'))).toEqual([]);
    const other = () => stage.client('reviewer').get(`/items/applications/${walk.id}`);
    expect(await traces(other)).toEqual([]);
  });
});

describe('the papers of a case', () => {
  it('leave by the verb alone, also for an administrator', async () => {
    const [paper] = await office.sql`select id, file from attachments where application = ${walk.id} limit 1`;
    const file = String(paper?.['file']);
    const shapes = [
      file,
      file.toUpperCase(),
      `${file}/name.pdf`,
      `%${file.charCodeAt(0).toString(16)}${file.slice(1)}`,
    ];
    for (const shape of shapes) {
      expect(refusalCode(await administrator.get(`/assets/${shape}`)), shape).toBe('GUARD_FAILED');
      expect(refusalCode(await stage.client('reviewer').get(`/assets/${shape}`)), shape).toBe('GUARD_FAILED');
    }
    const packed = await administrator.post('/assets/files', { ids: [file] });
    expect(refusalCode(packed)).toBe('GUARD_FAILED');
    const folder = await administrator.post('/assets/folder/30000000-0000-4000-8000-000000000001', {});
    expect(refusalCode(folder)).toBe('GUARD_FAILED');
    const verb = `/grants/applications/${walk.id}/attachments/${String(paper?.['id'])}/file`;
    expect((await stage.client('reviewer').fetch(verb)).status).toBe(200);
  });

  it('are no reason to close the door to other files', async () => {
    const form = new FormData();
    form.append('file', new Blob(['%PDF-1.4 poster'], { type: 'application/pdf' }), 'poster.pdf');
    const made = (await (await office.admin.fetch('/files', { method: 'POST', body: form })).json()) as {
      data: { id: string };
    };
    const answer = await administrator.fetch(`/assets/${made.data.id}`);
    expect(await answer.text()).toBe('%PDF-1.4 poster');
  });
});
