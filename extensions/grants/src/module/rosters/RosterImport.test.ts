// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it } from 'vitest';
import { nextTick, type App } from 'vue';
import { answering, onPage, type TestOffice } from '../../desk/office-for-tests.ts';
import RosterImport from './RosterImport.vue';

const found = {
  headings: ['名称'],
  mapping: { name: 0 },
  missing: [],
  rows: 3,
  added: 3,
  known: 0,
  refused: [],
  ended: [],
  sample: [],
};
let office: TestOffice;
let app: App;
beforeEach(async () => {
  office = await answering(() => ({ data: found }));
  ({ app } = await onPage(RosterImport));
});
afterEach(async () => {
  app.unmount();
  await office.stop();
});

const text = (): string => document.body.textContent;
async function choose(name: string): Promise<void> {
  const field = document.querySelector<HTMLInputElement>('#list-file');
  if (field === null) throw new Error('no field for the file');
  Object.defineProperty(field, 'files', { configurable: true, value: [new File(['名称'], name)] });
  field.dispatchEvent(new Event('change', { bubbles: true }));
  await nextTick();
}
const look = (): unknown =>
  document.querySelector('form')?.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));

it('shows nothing of a file in whose place another was chosen', async () => {
  await choose('昨年度.csv');
  const release = office.hold('rosters/preview');
  look();
  await expect.poll(() => office.asked.length).toBe(1);
  await choose('今年度.csv');
  release();
  // The next look waits behind the late answer, which is not shown meanwhile.
  await new Promise((done) => setTimeout(done, 100));
  expect(text()).not.toContain('3行のうち');
  look();
  await expect.poll(text).toContain('3行のうち');
});
