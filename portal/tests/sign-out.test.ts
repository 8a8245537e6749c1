import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createApp, type App } from 'vue';
import Portal from '../src/App.vue';
import { PENDING_PREFIX } from '../src/composables/pendingKeys.ts';
import { ja } from '../src/locales/ja.ts';
import { router } from '../src/router.ts';
import { serve, shown, type, type Answer, type Asked } from './page.ts';

vi.setConfig({ testTimeout: 30_000 });
const SOON = { timeout: 10_000 };
const ID = shown({}).id;
const MARK = 'grant:signed-in';
const t = ja.signingOut;
const employer = {
  id: '5f0c8a9e-6f0a-4b3e-9d51-0a1b2c3d4e5f',
  email: 'somu@firm.example.jp',
  duties: ['applicant'],
  secondFactor: false,
  session: null,
};
/** What the server answers to a sign-out. */
let logout: Answer;
let asked: string[] = [];
let app: App;
let stop: () => Promise<void>;

function answer({ what }: Asked): Answer {
  asked.push(what);
  if (what === 'POST /auth/logout') return logout;
  if (what.endsWith('/account/me')) return [200, { data: employer }];
  if (what.endsWith('/messages'))
    return [200, { data: { messages: [], canWrite: true, employerName: '下野製作所' } }];
  return [503, {}];
}

beforeEach(async () => {
  localStorage.clear();
  localStorage.setItem(MARK, '1');
  asked = [];
  logout = [200, {}];
  stop = await serve(answer);
  await router.push({ name: 'messages', params: { id: ID } });
  document.body.innerHTML = '<div id="app"></div>';
  app = createApp(Portal).use(router);
  app.mount('#app');
  await vi.waitFor(() => expect(document.getElementById('body')).not.toBeNull(), SOON);
});
afterEach(async () => {
  app.unmount();
  await stop();
});

function press(words: string): void {
  const found = [...document.querySelectorAll('button')].find((one) => one.textContent.trim() === words);
  if (found === undefined) throw new Error(`there is no button ${words}`);
  found.click();
}
const dialog = (): string | undefined => document.querySelector('#sign-out [role=alert]')?.textContent.trim();
const goneHome = (): Promise<void> =>
  vi.waitFor(() => expect(router.currentRoute.value.name).toBe('home'), SOON);

it('that the server does not answer is said, leaves the reader where they are, and can be tried again', async () => {
  logout = [503, {}];
  press(ja.site.signOut);
  await vi.waitFor(() => expect(dialog()).toBe(t.failed.lead), SOON);
  expect(router.currentRoute.value.name).toBe('messages');
  expect(localStorage.getItem(MARK)).toBe('1');
  logout = [200, {}];
  press(t.failed.yes);
  await goneHome();
  expect(localStorage.getItem(MARK)).toBeNull();
  await vi.waitFor(() => expect(dialog()).toBeUndefined(), SOON);
});

it.each([
  ['cookie is gone', [400, {}]],
  ['session is over', [401, {}]],
] satisfies [string, Answer][])('is done where the %s', async (_name, said) => {
  logout = said;
  press(ja.site.signOut);
  await goneHome();
  expect(localStorage.getItem(MARK)).toBeNull();
});

it('asks before half a message is lost, and keeps it for whoever stays', async () => {
  type('body', '書きかけの連絡');
  const kept = (): string => JSON.stringify(localStorage);
  press(ja.site.signOut);
  await vi.waitFor(() => expect(dialog()).toBe(t.unsent.lead), SOON);
  press(t.stay);
  await vi.waitFor(() => expect(dialog()).toBeUndefined(), SOON);
  expect(asked).not.toContain('POST /auth/logout');
  expect(kept()).toContain('書きかけの連絡');
  press(ja.site.signOut);
  await vi.waitFor(() => expect(dialog()).toBe(t.unsent.lead), SOON);
  press(t.unsent.yes);
  await goneHome();
  expect(kept()).not.toContain(PENDING_PREFIX);
});
