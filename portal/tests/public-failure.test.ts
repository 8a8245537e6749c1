import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { createApp, type App } from 'vue';
import { RouterView } from 'vue-router';
import { flow } from '../src/locales/ja/public/flow.ts';
import { inquiry } from '../src/locales/ja/public/inquiry.ts';
import { ja } from '../src/locales/ja.ts';
import { router } from '../src/router.ts';
import { serve, type, type Asked } from './page.ts';

const SOON = { timeout: 50_000 };
const asked: Asked[] = [];
let app: App | undefined;
let stop: () => Promise<void>;
beforeAll(async () => {
  stop = await serve((one) => {
    asked.push(one);
    return [503, {}];
  });
});
afterEach(() => app?.unmount());
afterAll(() => stop());

it.each(['overview', 'requirements', 'contact', 'inquiry', 'flow', 'downloads', 'papers'])(
  'says that the programme cannot be read, and offers to read it again: %s',
  async (name) => {
    await router.push({ name });
    document.body.innerHTML = '<div id="app"></div>';
    app = createApp(RouterView).use(router);
    app.mount('#app');
    const retry = (): string | undefined =>
      document.querySelector('.notice--error button')?.textContent.trim();
    await vi.waitFor(() => expect(retry()).toBe(ja.site.retry), SOON);
    expect(document.body.textContent).toContain(ja.failure.server);
  },
);

async function show(name: string): Promise<string> {
  await router.push({ name });
  document.body.innerHTML = '<div id="app"></div>';
  app = createApp(RouterView).use(router);
  app.mount('#app');
  await vi.waitFor(() => expect(document.querySelector('.notice--error')).not.toBeNull(), SOON);
  return document.body.textContent;
}

it('offers no call back on days it does not know, and takes a question all the same', async () => {
  const text = await show('inquiry');
  expect(text).toContain(inquiry.byMail);
  expect(text).not.toContain(inquiry.byPhone);
});

it('sends a question again as the same one, and another question as another', async () => {
  await show('inquiry');
  const pick = (name: string, value: string): void =>
    document.querySelector<HTMLElement>(`input[name="${name}"][value="${value}"]`)?.click();
  pick('way', 'mail');
  pick('party', 'employer');
  pick('category', 'other');
  await vi.waitFor(() => expect(document.getElementById('email')).not.toBeNull(), SOON);
  type('name', '株式会社甲野');
  type('email', 'tanto@kono.example.jp');
  const keys = (): unknown[] =>
    asked.filter(({ what }) => what.startsWith('POST')).map(({ body }) => body['idempotencyKey']);
  const send = async (question: string): Promise<void> => {
    const before = keys().length;
    type('question', question);
    document.querySelector<HTMLElement>('form button[type=submit]')?.click();
    await vi.waitFor(() => expect(keys()).toHaveLength(before + 1), SOON);
    await vi.waitFor(() => expect(document.body.textContent).toContain(inquiry.failed), SOON);
  };
  await send('締切はいつですか。');
  await send('締切はいつですか。');
  await send('書類は何が要りますか。');
  const [first, again, other] = keys();
  expect(again).toBe(first);
  expect(other).not.toBe(first);
});

it('keeps no heading with nothing below it', async () => {
  expect(await show('flow')).not.toContain(flow.timeTitle);
});

it('lets the news be read again', async () => {
  await show('home');
  await vi.waitFor(
    () => expect(document.querySelector('.news button')?.textContent).toContain(ja.site.retry),
    SOON,
  );
});

it('says nothing of typed words where only a list was read', () => {
  expect(ja.failure.network).not.toContain('入力した内容');
});
