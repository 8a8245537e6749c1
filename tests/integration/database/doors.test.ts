import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Office, startOffice } from '../../fixtures/office.ts';
import { caseIn, stateOf } from './case-path.ts';
import { confirmedBatch, seal } from './money-path.ts';
import { type World, buildWorld } from './world.ts';

let office: Office;
let world: World;
beforeAll(async () => {
  office = await startOffice();
  world = await buildWorld(office.sql);
});
afterAll(() => office.stop());

/** Sends JSON rows through Directus' import, the door that upserts by id. */
async function importRows(collection: string, rows: readonly object[]) {
  const form = new FormData();
  form.append('file', new Blob([JSON.stringify(rows)], { type: 'application/json' }), 'rows.json');
  return office.admin.upload(`/utils/import/${collection}`, form);
}

describe('The administrator of Directus', () => {
  it('cannot move a case by the items API, a batch update, GraphQL, import or revert', async () => {
    const id = await caseIn(office.sql, world, 'submitted');
    const change = { state: 'paid', version: 2 };
    const query = `mutation { update_applications_item(id: "${id}", data: { state: "paid", version: 2 }) { id } }`;
    const doors = [
      await office.admin.patch(`/items/applications/${id}`, change),
      await office.admin.patch('/items/applications', { keys: [id], data: change }),
      await office.admin.patch('/items/applications', [{ id, ...change }]),
      await office.admin.patch('/items/applications', {
        query: { filter: { id: { _eq: id } } },
        data: change,
      }),
      await importRows('applications', [{ id, ...change }]),
    ];
    expect(doors.map((answer) => answer.status >= 400)).toEqual(doors.map(() => true));
    const graph = await office.admin.post('/graphql', { query });
    expect(JSON.stringify(graph.body)).toContain('errors');
    expect(await stateOf(office.sql, id)).toBe('submitted');
  });

  it('cannot bring in a case that is already granted, nor delete one that was received', async () => {
    const id = await caseIn(office.sql, world, 'submitted');
    const row = { channel: 'online', programme: world.programme, practice: true, state: 'granted' };
    const answers = [
      await office.admin.post('/items/applications', row),
      await importRows('applications', [row]),
      await office.admin.delete(`/items/applications/${id}`),
      await office.admin.delete('/items/applications', [id]),
    ];
    expect(answers.map((answer) => answer.status >= 400)).toEqual(answers.map(() => true));
    const [granted] = await office.sql`select count(*)::int as n from applications where state = 'granted'`;
    expect(granted?.['n']).toBe(0);
    expect(await stateOf(office.sql, id)).toBe('submitted');
  });

  it('cannot forge or remove what was recorded', async () => {
    const id = await caseIn(office.sql, world, 'submitted');
    const [event] = await office.sql<{ id: number }[]>`select id from case_events where application = ${id}`;
    const [activity] = await office.sql<
      { id: number }[]
    >`select id from directus_activity order by id limit 1`;
    const answers = [
      await office.admin.patch(`/items/case_events/${String(event?.id)}`, { reason: '別の理由' }),
      await office.admin.delete(`/items/case_events/${String(event?.id)}`),
      await office.admin.post('/items/case_events', {
        application: id,
        seq: 9,
        event: 'grant',
        to_state: 'granted',
      }),
      await importRows('directus_activity', [{ id: activity?.id, action: 'forged' }]),
    ];
    expect(answers.map((answer) => answer.status >= 400)).toEqual(answers.map(() => true));
    const [forged] =
      await office.sql`select count(*)::int as n from directus_activity where action = 'forged'`;
    expect(forged?.['n']).toBe(0);
    expect([...(await office.sql`select * from grant_verify_chain()`)]).toEqual([]);
  });

  it('cannot reopen money by a flow that skips every hook, though the flow itself runs', async () => {
    const id = await caseIn(office.sql, world, 'payable');
    const { batch, payments } = await confirmedBatch(office.sql, world, [id]);
    await seal(office.sql, world, batch);
    const employer = await world.employer();
    const options = { method: 'POST' };
    // Such a flow cannot be made at all; here somebody with the rights of the owner has opened that door before.
    for (const table of ['directus_flows', 'directus_operations'])
      await office.sql`alter table ${office.sql(table)} disable trigger grant_close_door`;
    const flow = await office.admin.post('/flows', {
      name: 'attack',
      status: 'active',
      trigger: 'webhook',
      options,
    });
    const { data } = flow.body as { data: { id: string } };
    const runFlow = async (collection: string, key: string, payload: object): Promise<void> => {
      const step = {
        flow: data.id,
        key: `s${key.slice(0, 8)}`,
        type: 'item-update',
        position_x: 1,
        position_y: 1,
      };
      const made = await office.admin.post('/operations', {
        ...step,
        options: { collection, key: [key], payload, permissions: '$full' },
      });
      const operation = made.body as { data: { id: string } };
      await office.admin.patch(`/flows/${data.id}`, { operation: operation.data.id });
      await office.anonymous.post(`/flows/trigger/${data.id}`, {});
    };
    await runFlow('employers', employer, { name: '流れによる変更' });
    await runFlow('payments', payments[0] ?? '', { state: 'prepared' });
    const [changed] = await office.sql`select name from employers where id = ${employer}`;
    expect(changed?.['name']).toBe('流れによる変更');
    const [row] = await office.sql`select state from payments where id = ${payments[0] ?? ''}`;
    expect(row?.['state']).toBe('sealed');
  });

  it('cannot exchange the bytes of a paper that a case refers to', async () => {
    const draft = await caseIn(office.sql, world, 'draft');
    const upload = (path: string, text: string, method: string) => {
      const form = new FormData();
      form.append('file', new Blob([text], { type: 'application/pdf' }), 'paper.pdf');
      return office.admin.fetch(path, { method, body: form });
    };
    const made = (await (await upload('/files', '%PDF-1.4 as received', 'POST')).json()) as {
      data: { id: string };
    };
    const file = made.data.id;
    await office.sql`insert into attachments (id, application, paper, file)
      values (gen_random_uuid(), ${draft}, 'other', ${file})`;
    const replaced = await upload(`/files/${file}`, '%PDF-1.4 as forged', 'PATCH');
    const removed = await office.admin.delete(`/files/${file}`);
    expect([replaced.status >= 400, removed.status >= 400]).toEqual([true, true]);
    // The door for files is closed to papers; without its row it is a file like any other.
    await office.sql`delete from attachments where file = ${file}`;
    const kept = await office.admin.fetch(`/assets/${file}`);
    expect(await kept.text()).toBe('%PDF-1.4 as received');
  });

  it('can still work: a person, an item, a revision and its log are written and removed', async () => {
    const made = await office.admin.post('/items/employers', { name: '株式会社試験', practice: true });
    const { data } = made.body as { data: { id: string } };
    const changed = await office.admin.patch(`/items/employers/${data.id}`, { name: '株式会社試験二' });
    const removed = await office.admin.delete(`/items/employers/${data.id}`);
    expect([made.status, changed.status, removed.status]).toEqual([200, 200, 204]);
    const [log] = await office.sql`select count(*)::int as n from directus_activity where item = ${data.id}`;
    expect(log?.['n']).toBe(3);
  });
});
