import { afterEach, expect, it, vi } from 'vitest';
import { createApp, h, nextTick, ref, type App } from 'vue';
import SaveStrip from '../src/components/SaveStrip.vue';
import type { SaveState } from '../src/composables/useDraft.ts';
import { ja } from '../src/locales/ja.ts';
import ReceiptPage from '../src/pages/ReceiptPage.vue';
import { router } from '../src/router.ts';
import { open, serve, shown } from './page.ts';

const SOON = { timeout: 50_000 };
let app: App | undefined;
let stop: (() => Promise<void>) | undefined;
afterEach(async () => {
  app?.unmount();
  await stop?.();
});

it('of saving are its failure and that it works again, not every pause', async () => {
  const state = ref<SaveState>({ kind: 'idle' });
  document.body.innerHTML = '<div id="app"></div>';
  app = createApp(() => h(SaveStrip, { state: state.value, merged: false })).use(router);
  app.mount('#app');
  const said = (): string =>
    [...document.querySelectorAll('[role=status], [role=alert]')]
      .map((one) => one.textContent.trim())
      .join('');
  const at = new Date('2026-07-15T01:00:00Z');
  const told: string[] = [];
  const states: SaveState[] = [
    { kind: 'saving' },
    { kind: 'saved', at },
    { kind: 'failed', cause: 'network', message: '' },
    { kind: 'saving' },
    { kind: 'saved', at },
    { kind: 'saving' },
  ];
  for (const one of states) {
    state.value = one;
    await nextTick();
    told.push(said());
  }
  const { network, recovered } = ja.form.save;
  expect(told).toEqual(['', '', network, '', recovered, recovered]);
});

it('of a receipt that cannot be looked for is one, and the focus of whoever asks again is kept', async () => {
  let looks = 0;
  stop = await serve(({ what }) => {
    if (!what.endsWith(shown({}).id)) return [503, {}];
    looks += 1;
    return looks === 1
      ? [200, { data: shown({ state: 'submitted', receiptNumber: 'R8-00001' }) }]
      : [503, {}];
  });
  app = await open(ReceiptPage, `/receipts/${shown({}).id}`, { route: '/receipts/:id' });
  const retry = (): HTMLElement | null => document.querySelector('.notice--error button');
  await vi.waitFor(() => expect(retry()).not.toBeNull(), SOON);
  expect(looks).toBe(2);
  // Longer than the pause between two looks.
  await new Promise((resolve) => setTimeout(resolve, 2_500));
  expect(looks).toBe(2);
  const main = document.createElement('main');
  document.body.append(main);
  main.append(...document.querySelectorAll('#app'));
  retry()?.focus();
  retry()?.click();
  await vi.waitFor(() => expect(looks).toBe(3), SOON);
  expect(document.activeElement?.tagName).toBe('H1');
});
