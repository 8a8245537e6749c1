import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { createApp, type App } from 'vue';
import { RouterView } from 'vue-router';
import { ja } from '../src/locales/ja.ts';
import { router } from '../src/router.ts';
import { serve } from './page.ts';

vi.setConfig({ testTimeout: 30_000 });
let app: App | undefined;
let stop: () => Promise<void>;
beforeAll(async () => {
  stop = await serve(() => [503, {}]);
});
afterEach(() => app?.unmount());
afterAll(() => stop());

it.each(['overview', 'requirements', 'contact'])(
  'says that the programme cannot be read, and offers to read it again: %s',
  async (name) => {
    await router.push({ name });
    document.body.innerHTML = '<div id="app"></div>';
    app = createApp(RouterView).use(router);
    app.mount('#app');
    const retry = (): string | undefined =>
      document.querySelector('.notice--error button')?.textContent.trim();
    await vi.waitFor(() => expect(retry()).toBe(ja.site.retry), { timeout: 10_000 });
    expect(document.body.textContent).toContain(ja.failure.server);
  },
);
