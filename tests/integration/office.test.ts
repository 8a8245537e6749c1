import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lineForPeople } from '@grant/scripts/directus-lines';
import { type Office, startOffice } from '../fixtures/office.ts';

let office: Office;
beforeAll(async () => {
  // A process of its own: it is the lines of its start that are read.
  office = await startOffice({ env: {} });
});
afterAll(() => office.stop());

describe('an office of a test', () => {
  it('signs every practice account in and tells it who it is', async () => {
    for (const account of Object.values(office.accounts)) {
      const person = await office.signIn(account.email.split('@')[0] as Parameters<Office['signIn']>[0]);
      const me = await person.get('/users/me?fields=id,role.id');
      expect(me.status, account.email).toBe(200);
      expect(me.body).toMatchObject({ data: { id: account.id } });
    }
  });

  it('lets nobody read a case without signing in', async () => {
    const answer = await office.anonymous.get('/items/applications');
    expect(answer.status).toBe(403);
  });

  it('starts without a line that a person at the terminal would be shown', () => {
    const shown = office
      .log()
      .split('\n')
      .filter((line) => line !== '')
      .map(lineForPeople);
    expect(shown.filter((line) => line !== undefined)).toEqual([]);
  });
});
