/** What is typed while an answer is awaited stays. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createApp, type App } from 'vue';
import { RouterView } from 'vue-router';
import { PUBLIC_PREFIX } from '../src/composables/pendingKeys.ts';
import { useSession } from '../src/composables/useSession.ts';
import { ja } from '../src/locales/ja.ts';
import MessagesPage from '../src/pages/MessagesPage.vue';
import { router } from '../src/router.ts';
import { hold, open, serve, shown, type } from './page.ts';

const SOON = { timeout: 50_000 };
const ID = shown({}).id;
const message = {
  id: ID,
  direction: 'to_office',
  body: '',
  authorName: '',
  sentAt: '2026-07-15T01:00:00.000Z',
  readAt: null,
};
let app: App | undefined;
let stop: () => Promise<void>;
beforeEach(async () => {
  localStorage.clear();
  sessionStorage.clear();
  stop = await serve(({ what }) => {
    if (what.endsWith('/me'))
      return [
        200,
        {
          data: { id: ID, email: 'a@example.jp', duties: ['applicant'], secondFactor: false, session: null },
        },
      ];
    if (what === `GET /grants/applications/${ID}/messages`)
      return [
        200,
        { data: { messages: [], canWrite: true, employerName: '株式会社甲野', principalName: null } },
      ];
    return what.endsWith('/messages') ? [200, { data: message }] : [503, {}];
  });
});
afterEach(async () => {
  app?.unmount();
  await stop();
});

const valueOf = (id: string): string | undefined =>
  document.querySelector<HTMLTextAreaElement>(`#${id}`)?.value;

it.each([
  { meanwhile: '二つ目の連絡です。', left: '二つ目の連絡です。' },
  { meanwhile: undefined, left: '' },
])('empties a message that was sent unless another was begun meanwhile: $meanwhile', async (one) => {
  localStorage.setItem('grant:signed-in', '1');
  await useSession().load();
  app = await open(MessagesPage, `/messages/${ID}`, { route: '/messages/:id' });
  await vi.waitFor(() => expect(valueOf('body')).toBe(''), SOON);
  type('body', '一つ目の連絡です。');
  const sending = hold('POST');
  document.querySelector('form')?.dispatchEvent(new Event('submit', { cancelable: true }));
  await sending.came;
  if (one.meanwhile !== undefined) type('body', one.meanwhile);
  sending.release();
  await vi.waitFor(() => expect(document.body.textContent).toContain(ja.messages.sent), SOON);
  expect(valueOf('body')).toBe(one.left);
  expect(JSON.stringify(localStorage).includes(one.meanwhile ?? '一つ目')).toBe(one.left !== '');
});

it('puts a kept inquiry beside what is typed before it is known who is signed in, and loses neither', async () => {
  const kept = { way: 'mail', name: '株式会社甲野', question: '締切はいつですか。' };
  useSession().expire();
  localStorage.setItem('grant:signed-in', '1');
  sessionStorage.setItem(
    `${PUBLIC_PREFIX}inquiry`,
    JSON.stringify({ by: ID, until: Date.now() + 60_000, form: kept }),
  );
  const stored = (): unknown =>
    (JSON.parse(sessionStorage.getItem(`${PUBLIC_PREFIX}inquiry`) ?? '{}') as { form?: unknown }).form;
  const me = hold('/me');
  await router.push({ name: 'inquiry' });
  document.body.innerHTML = '<div id="app"></div>';
  app = createApp(RouterView).use(router);
  app.mount('#app');
  await me.came;
  await vi.waitFor(() => expect(valueOf('name')).toBe(''), SOON);
  type('name', '乙');
  expect(stored()).toEqual(kept);
  me.release();
  await vi.waitFor(() => expect(valueOf('question')).toBe(kept.question), SOON);
  expect(valueOf('name')).toBe('乙');
  expect(stored()).toMatchObject({ ...kept, name: '乙' });
});
