import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createApp, type App } from 'vue';
import Portal from '../src/App.vue';
import { PENDING_PREFIX } from '../src/composables/pendingKeys.ts';
import { useSession } from '../src/composables/useSession.ts';
import { ja } from '../src/locales/ja.ts';
import { router } from '../src/router.ts';
import { refusal, serve, shown, type, type Answer, type Asked } from './page.ts';

const SOON = { timeout: 50_000 };
const ID = shown({}).id;
const MARK = 'grant:signed-in';
const t = ja.signingOut;
const employer = {
  id: '5f0c8a9e-6f0a-4b3e-9d51-0a1b2c3d4e5f',
  email: 'somu@firm.example.jp',
  duties: ['applicant'],
  secondFactor: false,
  session: null as { seconds: number; secondsLeft: number } | null,
};
const colleague = { ...employer, id: '6f0c8a9e-6f0a-4b3e-9d51-0a1b2c3d4e5f' };
const OTHER = '別の利用者としてログインしています。画面を読み込み直してください。';
/** What the server answers to a sign-out. */
let logout: Answer;
/** Who is signed in, and whoever else the session is handed to. */
let person: typeof employer;
let asked: string[] = [];
let accounts: unknown[] = [];
let app: App;
let stop: () => Promise<void>;

function answer({ what, account }: Asked): Answer {
  asked.push(what);
  accounts.push(account);
  if (what === 'POST /auth/logout') return logout;
  if (what.endsWith('/account/me')) return [200, { data: person }];
  if (what === 'POST /auth/refresh') return [200, {}];
  if (account !== undefined && account !== person.id) return refusal(409, 'OTHER_ACCOUNT', OTHER);
  if (what.endsWith('/messages'))
    return [200, { data: { messages: [], canWrite: true, employerName: '下野製作所', principalName: null } }];
  return [503, {}];
}

beforeEach(async () => {
  localStorage.clear();
  localStorage.setItem(MARK, '1');
  asked = [];
  accounts = [];
  person = employer;
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

describe('another person who signs in beside an open tab', () => {
  const told = (): Promise<void> =>
    vi.waitFor(() => expect(document.getElementById('other-account')).not.toBeNull(), SOON);

  it('does not have its words sent in their name, and the tab says so and keeps them', async () => {
    type('body', '下野製作所の連絡');
    person = colleague;
    document.querySelector('form')?.dispatchEvent(new Event('submit', { cancelable: true }));
    await told();
    expect(document.getElementById('other-account')?.textContent).toContain(ja.sessionGuard.otherReload);
    expect(accounts.filter((one) => one !== undefined)).toSatisfy((all: unknown[]) =>
      all.every((one) => one === employer.id),
    );
    expect(asked.at(-1)).toMatch(/^POST .*messages$/u);
    expect(accounts.at(-1)).toBe(employer.id);
    expect(JSON.stringify(localStorage)).toContain('下野製作所の連絡');
    expect((document.getElementById('body') as HTMLTextAreaElement).value).toBe('下野製作所の連絡');
    press(ja.sessionGuard.otherStay);
  });

  it('does not become the person of the tab when its session is prolonged', async () => {
    const { me, refresh } = useSession();
    person = colleague;
    await expect(refresh()).rejects.toMatchObject({ code: 'OTHER_ACCOUNT' });
    expect(me.value?.id).toBe(employer.id);
    await told();
    press(ja.sessionGuard.otherStay);
    await vi.waitFor(() => expect(document.getElementById('other-account')).toBeNull(), SOON);
  });
});
