// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it } from 'vitest';
import { defineComponent, h, nextTick, ref, type App } from 'vue';
import NamedCase from './NamedCase.vue';
import { answering, onPage, type TestOffice } from './office-for-tests.ts';

let office: TestOffice;
let app: App;
const number = ref('');
const seen = ref<string | null>(null);
const one = (id: string, receiptNumber: string) => ({
  id,
  receiptNumber,
  employerName: `${id}社`,
  employeeName: null,
  state: 'submitted',
  problem: null,
});
beforeEach(async () => {
  [number.value, seen.value] = ['', null];
  office = await answering((what) => {
    if (what.includes('R8-000001-3')) return { data: { case: one('甲', 'R8-000001-3') } };
    if (what.includes('R8-000002-6')) return { data: { case: one('乙', 'R8-000002-6') } };
    return { data: { case: null } };
  });
  const page = defineComponent({
    render: () =>
      h(NamedCase, {
        number: number.value,
        seen: seen.value,
        'onUpdate:seen': (id: string | null) => (seen.value = id),
      }),
  });
  ({ app } = await onPage(page));
});
afterEach(async () => {
  app.unmount();
  await office.stop();
});
const text = (): string => document.body.textContent;

it('names the case of a number as soon as it is whole, in whatever width it is typed', async () => {
  number.value = 'R8-0000';
  await nextTick();
  expect(office.asked).toEqual([]);
  number.value = 'ｒ８－０００００１－３';
  await expect.poll(text).toContain('甲社');
  expect(seen.value).toBe('甲');
});

it('says nothing of the number before the one that stands in the field', async () => {
  const release = office.hold('R8-000001-3');
  number.value = 'R8-000001-3';
  await expect.poll(() => office.asked.length).toBe(1);
  number.value = 'R8-000002-6';
  await expect.poll(text).toContain('乙社');
  release();
  number.value = 'R8-000002-';
  await nextTick();
  expect([seen.value, text().includes('社')]).toEqual([null, false]);
  number.value = 'R8-999999-9';
  await expect.poll(text).toContain('この受付番号の案件がありません。');
  expect(seen.value).toBeNull();
});
