import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createApp, type App } from 'vue';
import { RouterView } from 'vue-router';
import { ja } from '../src/locales/ja.ts';
import { router } from '../src/router.ts';
import { refusal, serve, type, type Asked } from './page.ts';

const SOON = { timeout: 50_000 };
const SPENT = 'リンクの有効期限が切れています。';
let sent: Asked[] = [];
let app: App | undefined;
let stop: () => Promise<void>;
beforeEach(async () => {
  sessionStorage.clear();
  sent = [];
  stop = await serve((asked) => {
    if (!asked.what.startsWith('POST')) return [503, {}];
    sent.push(asked);
    return refusal(400, 'INVALID_INPUT', SPENT, { faults: [{ path: 'token', message: SPENT }] });
  });
});
afterEach(async () => {
  app?.unmount();
  await stop();
});

/** Opens the page at an address, or as a reload does where it stands already. */
async function open(address: string): Promise<void> {
  app?.unmount();
  await router.push(address);
  document.body.innerHTML = '<div id="app"></div>';
  app = createApp(RouterView).use(router);
  app.mount('#app');
  await vi.waitFor(() => expect(document.querySelector('h1')).not.toBeNull(), SOON);
}
const links = (): string[] => [...document.querySelectorAll('.notice a')].map((one) => one.textContent);

it.each([
  ['/verify', 'verify', [ja.site.signIn, ja.verify.anew]],
  ['/reset', 'reset', [ja.passwordReset.again]],
])('of %s still lead on after a reload, and where they are spent to another', async (page, verb, ways) => {
  await open(`${page}#token=geheim`);
  await vi.waitFor(() => expect(router.currentRoute.value.hash).toBe(''), SOON);
  await open(page);
  expect(document.querySelector('form')).not.toBeNull();
  type('password', 'hyakunin-isshu-2026');
  if (document.getElementById('again') !== null) type('again', 'hyakunin-isshu-2026');
  document.querySelector('form')?.dispatchEvent(new Event('submit', { cancelable: true }));
  await vi.waitFor(() => expect(document.querySelector('form')).toBeNull(), SOON);
  expect(sent[0]?.what).toContain(verb);
  expect(sent[0]?.body['token']).toBe('geheim');
  expect(links()).toEqual(ways);
  // What is spent is kept nowhere.
  await open(page);
  expect(document.querySelector('form')).toBeNull();
  expect(links().toSorted()).toEqual(ways.toSorted());
});
