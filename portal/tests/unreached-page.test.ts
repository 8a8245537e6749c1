import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { createApp, type App as Running } from 'vue';
import App from '../src/App.vue';
import { site } from '../src/locales/ja/site.ts';
import { router } from '../src/router.ts';
import { open, serve, shown } from './page.ts';
import DraftFrame from '../src/pages/DraftFrame.vue';
import TaskListPage from '../src/pages/TaskListPage.vue';

const SOON = { timeout: 50_000 };
let app: Running | undefined;
let stop: () => Promise<void>;
let fetched = 0;
beforeAll(async () => {
  const found = shown({});
  stop = await serve(({ what }) => (what.endsWith(found.id) ? [200, { data: found }] : [503, {}]));
});
afterEach(() => {
  app?.unmount();
  Object.defineProperty(navigator, 'onLine', { value: true, configurable: true });
  sessionStorage.clear();
});
afterAll(() => stop());

const notice = () => document.getElementById('unreached')?.textContent ?? '';

it.each(['offline', 'after a load that has not helped'])(
  'stays on its page and says what to do, each time anew, when the next cannot be fetched: %s',
  async (when) => {
    router.addRoute({
      path: '/gone',
      name: 'gone',
      component: () => Promise.reject(new TypeError('Failed to fetch dynamically imported module')),
    });
    await router.push({ name: 'home' });
    document.body.innerHTML = '<div id="app"></div>';
    app = createApp(App).use(router);
    app.mount('#app');
    await vi.waitFor(() => expect(document.querySelector('h1')).not.toBeNull(), SOON);
    if (when === 'offline') Object.defineProperty(navigator, 'onLine', { value: false, configurable: true });
    else sessionStorage.setItem('grant.reloadedFor', '/gone');
    const address = window.location.href;
    for (let press = 0; press < 2; press += 1) {
      (document.activeElement as HTMLElement | null)?.blur();
      await router.push({ name: 'gone' }).catch(() => undefined);
      await vi.waitFor(() => expect(document.activeElement?.id).toBe('unreached'), SOON);
      expect(notice()).toContain(site.unreached.title);
      expect(notice()).toContain(site.unreached.lead);
      expect(document.querySelector('h1')).not.toBeNull();
    }
    expect(window.location.href).toBe(address);
    await router.push({ name: 'faq' });
    await vi.waitFor(() => expect(notice()).toBe(''), SOON);
  },
);

it('fetches the pages of the wizard once a draft is open', async () => {
  const later = () => {
    fetched += 1;
    return Promise.resolve({ render: () => null });
  };
  app = await open(TaskListPage, `/draft/${shown({}).id}/list`, { route: 'list', frame: DraftFrame, later });
  await vi.waitFor(() => expect(fetched).toBeGreaterThan(3), SOON);
});
