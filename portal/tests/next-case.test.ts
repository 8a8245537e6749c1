// @vitest-environment happy-dom
import { defaultProgramme, type VerbOutput } from '@grant/schema';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createApp, type App } from 'vue';
import Portal from '../src/App.vue';
import { ja } from '../src/locales/ja.ts';
import { serve, shown, type } from './page.ts';

const SOON = { timeout: 50_000 };
const [FIRST, SECOND] = ['5f0c8a9e-6f0a-4b3e-9d51-0a1b2c3d4e5f', '6f0c8a9e-6f0a-4b3e-9d51-0a1b2c3d4e5f'];
const names: Readonly<Record<string, string>> = { [FIRST]: '株式会社けやき', [SECOND]: '株式会社さくら' };
const programme: VerbOutput<'programme.show'> = {
  figures: { ...defaultProgramme },
  version: 1,
  phase: 'open',
  receptionOpen: true,
  emergencyClosed: false,
  emergencyNotice: null,
  deskOpen: true,
  practice: true,
  now: '2026-09-01T10:00:00+09:00',
};
const BOTH = (['correct_account', 'change_account'] as const).map((event) => ({
  event,
  label: '',
  effect: '',
}));
let app: App;
let stop: () => Promise<void>;
beforeEach(async () => {
  stop = await serve(({ what }) => {
    const id = [FIRST, SECOND].find((one) => what.includes(one));
    if (id !== undefined && what.endsWith(id))
      return [200, { data: shown({ id, state: 'account_correction', permittedEvents: BOTH }) }];
    if (id !== undefined)
      return [200, { data: { employerName: names[id], messages: [], canWrite: true, principalName: null } }];
    if (what.endsWith('/account/me'))
      return [
        200,
        { data: { id: FIRST, email: null, duties: ['agent'], secondFactor: false, session: null } },
      ];
    return [200, { data: programme }];
  });
});
afterEach(async () => {
  app.unmount();
  await stop();
});

it('takes nothing typed for one case along to the next, however it is reached', async () => {
  const { router } = await import('../src/router.ts');
  document.body.innerHTML = '<div id="app"></div>';
  app = createApp(Portal).use(router);
  await router.push(`/applications/${FIRST}/messages`);
  app.mount('#app');
  await vi.waitFor(() => expect(document.body.textContent).toContain('株式会社けやき'), SOON);
  await vi.waitFor(() => expect(document.getElementById('body')).not.toBeNull(), SOON);
  type('body', 'けやきの件です。');
  await router.push(`/applications/${SECOND}/messages`);
  await vi.waitFor(() => expect(document.body.textContent).toContain('株式会社さくら'), SOON);
  await vi.waitFor(() => expect(document.getElementById('body')).not.toBeNull(), SOON);
  expect((document.getElementById('body') as HTMLTextAreaElement).value).toBe('');
  expect(document.body.textContent).not.toContain('株式会社けやき');
});

it('takes no account typed for one act along to another act of the same case', async () => {
  const { router } = await import('../src/router.ts');
  document.body.innerHTML = '<div id="app"></div>';
  app = createApp(Portal).use(router);
  await router.push(`/applications/${FIRST}/account-change`);
  app.mount('#app');
  const number = () => document.querySelector<HTMLInputElement>('#accountNumber');
  await vi.waitFor(() => expect(number()).not.toBeNull(), SOON);
  type('accountNumber', '7654321');
  await router.push(`/applications/${FIRST}/account`);
  await vi.waitFor(
    () => expect(document.querySelector('h1')?.textContent).toBe(ja.accountCorrection.title),
    SOON,
  );
  await vi.waitFor(() => expect(number()?.value).toBe(''), SOON);
});
