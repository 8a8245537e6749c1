import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createApp, h, ref, type App } from 'vue';
import type { LeavePeriodAnswer } from '@grant/schema';
import PeriodsField from '../src/components/PeriodsField.vue';
import { ja } from '../src/locales/ja.ts';
import { serve } from './page.ts';

const SOON = { timeout: 50_000 };
let app: App | undefined;
let stop: () => Promise<void>;
beforeEach(async () => {
  stop = await serve(() => [503, {}]);
});
afterEach(async () => {
  app?.unmount();
  await stop();
});

const button = (words: string): HTMLButtonElement | undefined =>
  [...document.querySelectorAll('button')].find((one) => one.textContent.trim() === words);

it('keeps a deleted period at hand, with the focus on taking it back', async () => {
  const first = { kind: 'childcare', startOn: '2026-06-01', endOn: '2026-06-20' };
  const second = { kind: 'childcare', startOn: '2026-07-01', endOn: '2026-07-20' };
  const periods = ref<LeavePeriodAnswer[]>([first, second]);
  document.body.innerHTML = '<div id="app"></div>';
  app = createApp(() =>
    h(PeriodsField, {
      id: 'leavePeriods',
      label: '期間',
      required: true,
      periods: periods.value,
      childBirthOn: '',
      faults: [],
      onChange: (now: LeavePeriodAnswer[]) => (periods.value = now),
    }),
  );
  app.mount('#app');
  button(ja.form.list.removePeriod(1))?.click();
  expect(periods.value).toEqual([second]);
  await vi.waitFor(() => expect(document.activeElement).toBe(button(ja.form.list.putBack)), SOON);
  expect(document.activeElement).not.toBe(document.body);
  button(ja.form.list.putBack)?.click();
  expect(periods.value).toEqual([first, second]);
  await vi.waitFor(() => expect(document.activeElement?.id).toBe('leavePeriods.0.kind'), SOON);
  expect(button(ja.form.list.putBack)).toBeUndefined();
});
