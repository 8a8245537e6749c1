// @vitest-environment happy-dom
import { afterEach, expect, it } from 'vitest';
import type { App } from 'vue';
import { answering, onPage, type TestOffice } from '../../desk/office-for-tests.ts';
import QueueDesk from './QueueDesk.vue';

let office: TestOffice;
let app: App;
afterEach(async () => {
  app.unmount();
  await office.stop();
});

it('says how many cases are not on the page, and goes on to them and back', async () => {
  const line = (place: number) => ({
    id: String(place),
    receiptNumber: `R8-${String(place).padStart(4, '0')}`,
    state: 'submitted',
    unposted: [],
    wait: null,
  });
  office = await answering((what) => {
    const before = Number(/skip=(\d+)/u.exec(what)?.[1] ?? 0);
    const lines = Array.from({ length: Math.min(100, 150 - before) }, (_, place) => line(before + place + 1));
    const queues = [{ code: 'to_review', label: '審査待ち', hint: '', count: 150 }];
    const more = 150 - before - lines.length;
    return { data: { queues, queue: 'to_review', bulk: null, lines, before, more } };
  });
  ({ app } = await onPage(QueueDesk));
  const text = (): string => document.body.textContent.replaceAll(/\s+/gu, ' ');
  const press = (label: string): void =>
    [...document.querySelectorAll('button')].find((one) => one.textContent.trim() === label)?.click();
  await expect.poll(text).toContain('1件目から100件目までを表示しています。ほかに50件あります。');
  press('次の50件');
  await expect.poll(text).toContain('150件のうち、101件目から150件目までを表示しています。');
  expect(text()).toContain('R8-0150');
  press('前の100件');
  await expect.poll(text).toContain('1件目から100件目まで');
});

it('turns to the queue that was pressed last, also while another is on its way', async () => {
  const codes = ['to_review', 'to_decide', 'to_post'];
  office = await answering((what) => {
    const queue = codes.find((code) => what.includes(code)) ?? 'to_review';
    const queues = codes.map((code) => ({ code, label: code, hint: `${code}の列です。`, count: 0 }));
    return { data: { queues, queue, bulk: null, lines: [], before: 0, more: 0 } };
  });
  ({ app } = await onPage(QueueDesk));
  const text = (): string => document.body.textContent;
  await expect.poll(text).toContain('to_reviewの列です。');
  const turn = (code: string): void =>
    [...document.querySelectorAll('button')].find((one) => one.textContent.startsWith(code))?.click();
  const release = office.hold('queue=to_decide');
  turn('to_decide');
  // Two questions on their way at once arrive in any order.
  await expect.poll(() => office.asked.length).toBe(2);
  turn('to_post');
  await expect.poll(text).toContain('to_postの列です。');
  release();
  turn('to_review');
  await expect.poll(text).toContain('to_reviewの列です。');
  expect(office.asked.map(({ what }) => what.split('=')[1])).toEqual([
    undefined,
    'to_decide',
    'to_post',
    'to_review',
  ]);
});
