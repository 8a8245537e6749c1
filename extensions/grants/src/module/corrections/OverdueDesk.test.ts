// @vitest-environment happy-dom
import { afterEach, expect, it } from 'vitest';
import type { App } from 'vue';
import { answering, onPage, type TestOffice } from '../../desk/office-for-tests.ts';
import OverdueDesk from './OverdueDesk.vue';

let office: TestOffice;
let app: App;
afterEach(async () => {
  app.unmount();
  await office.stop();
});

const text = (): string => document.body.textContent.replaceAll(/\s+/gu, ' ');
const line = (place: number) => ({
  id: String(place),
  applicationId: `a${String(place)}`,
  receiptNumber: `R8-${String(place).padStart(4, '0')}`,
  employerName: '株式会社けやき',
  channel: 'online',
  round: 1,
  dueOn: '2026-07-01',
  daysOver: 14,
  reminders: 2,
  consultation: null,
  assignedToName: null,
});
const call = { ...line(7), phone: '028-000-0000', spokenAt: null };
const none = {
  today: '2026-07-15',
  corrections: [],
  more: 0,
  next: null,
  byPhone: [],
  mayConsult: true,
  mayRecord: true,
};

it('says how many overdue rounds are not shown, goes on to them, and keeps them after a consultation', async () => {
  office = await answering((what) => {
    if (what.startsWith('POST')) return { data: { id: '102', consultation: 'k' } };
    const last = Number(/after=at%20(\d+)/u.exec(what)?.[1] ?? 0);
    const corrections = Array.from({ length: Math.min(100, 102 - last) }, (_, place) =>
      line(last + place + 1),
    );
    const more = 102 - last - corrections.length;
    return { data: { ...none, corrections, more, next: more > 0 ? 'at 100' : null } };
  });
  ({ app } = await onPage(OverdueDesk));
  const press = (label: RegExp): void =>
    [...document.querySelectorAll('button')].findLast((one) => label.test(one.textContent.trim()))?.click();
  await expect.poll(text).toContain('期限を過ぎた補正（102件）');
  expect(text()).toContain('期限の古い順に100件を表示しています。ほかに2件あります。');
  press(/^続けて表示する$/u);
  await expect.poll(text).toContain('R8-0102');
  expect(text()).toContain('R8-0001');
  expect(text()).not.toContain('ほかに');
  expect(document.activeElement?.textContent).toContain('R8-0101');
  press(/^協議を記録.*R8-0102/u);
  await expect.poll(() => document.querySelector('dialog')).not.toBeNull();
  document.querySelector('dialog form')?.dispatchEvent(new Event('submit', { cancelable: true }));
  await expect.poll(() => document.querySelector('#consultation-102')).not.toBeNull();
  expect(document.activeElement?.id).toBe('consultation-102');
});

it.each([true, false])(
  'leads to 電話受付 with the case of the row where one may write calls down: %s',
  async (mayRecord) => {
    office = await answering(() => ({ data: { ...none, byPhone: [call], mayRecord } }));
    ({ app } = await onPage(OverdueDesk));
    await expect.poll(text).toContain('電話で督促する補正（1件）');
    const links = [...document.querySelectorAll('a')].map((one) => one.getAttribute('href'));
    expect(links.filter((href) => href?.startsWith('/calls'))).toEqual(
      mayRecord ? ['/calls?case=R8-0007'] : [],
    );
  },
);
