// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it } from 'vitest';
import CustodyPanel from './CustodyPanel.vue';
import { answering, onPage, type TestOffice } from './office-for-tests.ts';

/** The entries on the server, by the key of the request. */
const entries = new Map<string, string>();
let office: TestOffice;
beforeEach(async () => {
  entries.clear();
  office = await answering((what) => {
    const { idempotencyKey, place } = (office.asked.at(-1)?.input ?? {}) as Record<string, string>;
    if (what.startsWith('POST ')) entries.set(String(idempotencyKey), String(place));
    return { data: { mayRecord: true, originals: [] } };
  });
});
afterEach(() => office.stop());

const field = (id: string): HTMLInputElement | null => document.querySelector(`#${id}`);
function type(id: string, value: string): void {
  const input = field(id);
  if (input === null) throw new Error(id);
  input.value = value;
  input.dispatchEvent(new Event('input'));
}

it('records a step once when it is sent again after a lost answer, and the same step later beside it', async () => {
  const { app } = await onPage(CustodyPanel, { caseId: 'a' });
  await expect.poll(() => field('custody-what')).not.toBeNull();
  const record = (): unknown => document.querySelector('form')?.dispatchEvent(new Event('submit'));
  const move = (): void => {
    type('custody-what', '住民票の原本');
    type('custody-place', '審査席');
  };
  move();
  office.lose('POST ');
  record();
  await expect.poll(() => document.querySelector('[role="alert"]')?.textContent).toContain('通信できません');
  record();
  await expect.poll(() => field('custody-place')?.value).toBe('');
  expect([...entries.values()]).toEqual(['審査席']);
  move();
  record();
  await expect.poll(() => [...entries.values()]).toEqual(['審査席', '審査席']);
  app.unmount();
});
