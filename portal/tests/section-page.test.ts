import { questionLabel } from '@grant/schema';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { App } from 'vue';
import DraftFrame from '../src/pages/DraftFrame.vue';
import SectionPage from '../src/pages/SectionPage.vue';
import { router } from '../src/router.ts';
import AttachmentsPage from '../src/pages/AttachmentsPage.vue';
import { open, refusal, serve, shown, type } from './page.ts';

vi.setConfig({ testTimeout: 30_000 });
const SOON = { timeout: 10_000 };
const ID = shown({}).id;
let app: App | undefined;
let stop: () => Promise<void>;
let found = shown({});

beforeEach(async () => {
  found = shown({});
  localStorage.clear();
  stop = await serve(({ what }) => {
    if (what.endsWith('/save'))
      return refusal(400, 'INVALID_INPUT', '短くしてください。', {
        faults: [{ path: 'answers.employerBuilding', message: '短くしてください。' }],
      });
    return what.endsWith(ID) ? [200, { data: found }] : [503, {}];
  });
});
afterEach(async () => {
  app?.unmount();
  await stop();
});

it.each(['employerPhone', 'employerLegalForm'])(
  'goes to the field that its address names, also when the draft is still being read: %s',
  async (key) => {
    app = await open(SectionPage, `/draft/${ID}/employer#${key}`, { route: ':section', frame: DraftFrame });
    await vi.waitFor(() => expect(document.activeElement?.closest('[data-path]')).not.toBeNull(), SOON);
    expect(document.activeElement?.closest<HTMLElement>('[data-path]')?.dataset['path']).toBe(key);
  },
);

it('has the whole question scrolled to, a place of a page as it stands, and the top where nothing is named', () => {
  document.body.innerHTML = `
    <div data-path="employerPhone"><label>電話番号</label><input id="employerPhone"></div>
    <section id="passbook"></section>`;
  const from = router.resolve('/');
  const place = (hash: string): unknown =>
    // oxlint-disable-next-line typescript/no-deprecated -- its successor is still experimental
    router.options.scrollBehavior?.(router.resolve({ path: '/papers', hash }) as never, from as never, null);
  expect(place('#employerPhone')).toEqual({ el: document.querySelector('[data-path]'), top: 16 });
  expect(place('#passbook')).toEqual({ el: document.getElementById('passbook'), top: 16 });
  expect(place('#notThere')).toBe(false);
  expect(place('')).toEqual({ top: 0 });
});

it('shows at the field what the server does not take, and on the strip which field that is', async () => {
  app = await open(SectionPage, `/draft/${ID}/employer`, { route: ':section', frame: DraftFrame });
  await vi.waitFor(() => expect(document.getElementById('employerBuilding')).not.toBeNull(), SOON);
  type('employerBuilding', '長い名前のビル');
  await vi.waitFor(
    () => expect(document.getElementById('employerBuilding-error')?.textContent).toBe('短くしてください。'),
    SOON,
  );
  expect(document.querySelector('.save-strip [role=alert]')?.textContent).toContain(
    `「${questionLabel('employerBuilding')}」は保存できません`,
  );
});

it('asks for the mandate where an agent began the draft, also when the employer looks at it', async () => {
  for (const agent of [null, { name: '代行 社労', office: '', holds: true }]) {
    found = shown({ agent });
    app?.unmount();
    app = await open(AttachmentsPage, `/draft/${ID}/papers`, { route: 'papers', frame: DraftFrame });
    await vi.waitFor(() => expect(document.getElementById('paper-passbook')).not.toBeNull(), SOON);
    expect(document.getElementById('paper-mandate') !== null).toBe(agent !== null);
  }
});
