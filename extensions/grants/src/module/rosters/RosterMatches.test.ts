// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it } from 'vitest';
import { defineComponent, h, nextTick, ref, type App } from 'vue';
import { answering, onPage, type TestOffice } from '../../desk/office-for-tests.ts';
import RosterMatches from './RosterMatches.vue';

const row = {
  id: 'r1',
  list: 'prior_award',
  listLabel: '過年度の支給一覧',
  listed: { name: '旧商号の会社', corporateNumber: null, address: null, more: '令和6年度' },
};
let office: TestOffice;
let app: App;
beforeEach(async () => {
  office = await answering(() => ({ data: { rows: [row], count: 1 } }));
  const page = defineComponent({
    setup() {
      const state = ref<'open' | 'decided' | 'unmatched'>('open');
      return () =>
        h(RosterMatches, {
          matches: [],
          modelValue: state.value,
          'onUpdate:modelValue': (next: typeof state.value) => (state.value = next),
        });
    },
  });
  ({ app } = await onPage(page));
});
afterEach(async () => {
  app.unmount();
  await office.stop();
});

const number = (): HTMLInputElement | null => document.querySelector<HTMLInputElement>('#number-r1');
async function choose(state: string): Promise<void> {
  const select = document.querySelector('select');
  if (select === null) throw new Error('no choice of the list');
  select.value = state;
  select.dispatchEvent(new Event('change', { bubbles: true }));
  await nextTick();
}

it('keeps what is typed at a row that nobody is like while another list is looked at', async () => {
  await choose('unmatched');
  await expect.poll(number).not.toBeNull();
  const field = number();
  if (field === null) throw new Error('no field');
  field.value = 'R8-00012-4';
  field.dispatchEvent(new Event('input', { bubbles: true }));
  await choose('decided');
  expect(number()).toBeNull();
  expect(document.body.textContent).toContain('判断の済んだ行はありません。');
  await choose('unmatched');
  await expect.poll(number).not.toBeNull();
  expect(number()?.value).toBe('R8-00012-4');
});
