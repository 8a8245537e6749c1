/** People and their rights: nobody raises their own, the manager admits staff, activity is the auditor's. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Office } from '../fixtures/office.ts';
import { PEOPLE, type People, everybody, officeOfPermissions } from './people.ts';

let office: Office;
let people: People;
beforeAll(async () => {
  office = await officeOfPermissions();
  people = await everybody(office);
});
afterAll(() => office.stop());

const roles = (number: string): string => `20000000-0000-4000-8000-0000000000${number}`;

describe('people and activity', () => {
  it('shows applicants and officials nobody but themselves', async () => {
    for (const name of ['applicant', 'agent', 'official'] as const) {
      const answer = await people[name].get('/users?fields=id&limit=-1');
      expect(answer.body, name).toEqual({ data: [{ id: people[name].account?.id }] });
    }
  });

  it.each([...PEOPLE])('lets %s raise neither role nor rights', async (name) => {
    const me = people[name].account?.id ?? '';
    for (const change of [
      { role: roles('0b') },
      { email: 'x@example.jp' },
      { token: 'x'.repeat(32) },
      { policies: [] },
      { status: 'archived' },
    ]) {
      expect((await people[name].patch('/users/me', change)).status, JSON.stringify(change)).toBe(403);
      expect((await people[name].patch(`/users/${me}`, change)).status, JSON.stringify(change)).toBe(403);
    }
    for (const [path, body] of [
      ['/permissions', { policy: roles('0b'), collection: 'applications', action: 'update', fields: ['*'] }],
      ['/access', { user: me, policy: '10000000-0000-4000-8000-00000000000b' }],
      ['/policies', { name: 'x', admin_access: true }],
      ['/roles', { name: 'x' }],
      ['/flows', { name: 'x', trigger: 'webhook' }],
    ] as const) {
      expect((await people[name].post(path, body)).status, path).toBe(403);
    }
    expect((await people[name].patch('/settings', { public_registration_role: roles('0b') })).status).toBe(
      403,
    );
  });

  it('lets the manager admit staff, but no administrator and no change of one’s own role', async () => {
    const { manager } = people;
    const person = { first_name: '新', last_name: '職員', email: 'shinjin@example.jp', status: 'draft' };
    const made = await manager.post('/users?fields=id', { ...person, role: roles('03') });
    expect(made.status).toBe(200);
    const id = (made.body as { data: { id: string } }).data.id;
    expect((await manager.patch(`/users/${id}`, { role: roles('04') })).status).toBe(200);
    expect((await manager.patch(`/users/${id}`, { role: roles('0b') })).status).toBe(400);
    expect((await manager.patch(`/users/${id}`, { email: 'betsu@example.jp' })).status).toBe(403);
    for (const role of [roles('0b'), roles('01'), null]) {
      const answer = await manager.post('/users', { ...person, email: 'b@example.jp', role });
      expect(answer.status >= 400, String(role)).toBe(true);
    }
    const admin = office.accounts.administrator?.id ?? '';
    expect((await manager.patch(`/users/${admin}`, { status: 'suspended' })).status).toBe(403);
    expect(
      (await people.reception.post('/users', { ...person, email: 'd@example.jp', role: roles('03') })).status,
    ).toBe(403);
  });

  it('shows activity of others and what changed to the auditor alone', async () => {
    for (const name of PEOPLE) {
      const revisions = await people[name].get('/revisions?limit=1');
      expect(revisions.status, name).toBe(name === 'auditor' ? 200 : 403);
      const activity = await people[name].get('/activity?fields=user&limit=-1');
      const users = activity.status === 200 ? (activity.body as { data: { user: string }[] }).data : [];
      const others = users.filter(({ user }) => user !== people[name].account?.id);
      if (name === 'auditor') expect(others.length).toBeGreaterThan(0);
      else expect(others, name).toEqual([]);
    }
    const sealed = await people.auditor.get(
      '/revisions?filter[collection][_in]=bank_accounts,drafts,payment_batches,directus_users',
    );
    expect(sealed.body).toEqual({ data: [] });
  });
});
