import { questionLabel } from '@grant/schema';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { App } from 'vue';
import DraftFrame from '../src/pages/DraftFrame.vue';
import SectionPage from '../src/pages/SectionPage.vue';
import { router } from '../src/router.ts';
import AttachmentsPage from '../src/pages/AttachmentsPage.vue';
import { arrived, hold, open, refusal, serve, shown, type } from './page.ts';

const SOON = { timeout: 50_000 };
const ID = shown({}).id;
const FILES = ['1', '2', '3'].map((n) => `${n}5555555-6f0a-4b3e-9d51-0a1b2c3d4e5f`) as [
  string,
  string,
  string,
];
let removed: string[] = [];
const AGENT = {
  name: '代行 社労',
  office: '',
  holds: true,
  principal: { name: '株式会社甲', corporateNumber: '4011001098993', kind: null },
};
let app: App | undefined;
let stop: () => Promise<void>;
let found = shown({});

beforeEach(async () => {
  found = shown({});
  removed = [];
  localStorage.clear();
  stop = await serve(({ what }) => {
    if (what.endsWith('/save'))
      return refusal(400, 'INVALID_INPUT', '短くしてください。', {
        faults: [{ path: 'answers.employerBuilding', message: '短くしてください。' }],
      });
    if (what.endsWith('/remove')) {
      removed.push(what);
      return what.includes(FILES[2]) ? [503, {}] : [200, { data: {} }];
    }
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
  for (const agent of [null, AGENT]) {
    found = shown({ agent });
    app?.unmount();
    app = await open(AttachmentsPage, `/draft/${ID}/papers`, { route: 'papers', frame: DraftFrame });
    await vi.waitFor(() => expect(document.getElementById('paper-passbook')).not.toBeNull(), SOON);
    expect(document.getElementById('paper-mandate') !== null).toBe(agent !== null);
  }
});

it('removes every file that is pressed, each once, and leaves the focus where the reader has gone on', async () => {
  const attachments = FILES.map((id, at) => ({
    id,
    paper: at === 2 ? ('other' as const) : ('passbook' as const),
    paperLabel: '通帳の写し',
    originalName: `通帳${String(at + 1)}.pdf`,
    bytes: 1024,
    pages: 1,
    mime: 'application/pdf',
    sha256: String(at).repeat(64),
    status: 'received' as const,
    unsorted: false,
    byPost: false,
    scan: 'clean' as const,
    uploadedAt: '2026-07-15T02:00:00.000Z',
    correctionItem: null,
  }));
  found = shown({ attachments });
  app = await open(AttachmentsPage, `/draft/${ID}/papers`, { route: 'papers', frame: DraftFrame });
  const names = () => [...document.querySelectorAll('.files__name a')].map((one) => one.textContent);
  await vi.waitFor(() => expect(names()).toHaveLength(3), SOON);
  const first = hold('/remove');
  const [one, two, three] = [...document.querySelectorAll<HTMLElement>('.files button')];
  one?.click();
  await first.came;
  for (const button of [one, two, three]) button?.click();
  const failures = () => document.querySelectorAll('.notice--error').length;
  await vi.waitFor(() => expect([names().length, failures()]).toEqual([2, 1]), SOON);
  document.getElementById('paper-other')?.focus();
  first.release();
  await vi.waitFor(() => expect(names().join()).toContain('通帳3.pdf'), SOON);
  await vi.waitFor(() => expect(names()).toHaveLength(1), SOON);
  await arrived();
  expect(removed).toHaveLength(3);
  expect(failures()).toBe(1);
  expect(document.activeElement?.id).toBe('paper-other');
});

it('shows at the field whose mandate it is where another firm is typed, and both firms in the heading', async () => {
  const answers = {
    employerLegalForm: 'company',
    employerCorporateNumber: '5010401067252',
    employerName: '株式会社乙',
  };
  const at = `/draft/${ID}/employer?fix=1#employerCorporateNumber`;
  for (const [number, name, told] of [
    ['5010401067252', '株式会社乙', true],
    ['4011001098993', '株式会社　甲', false],
  ] as const) {
    found = shown({
      agent: AGENT,
      answers: { ...answers, employerCorporateNumber: number, employerName: name },
    });
    app?.unmount();
    app = await open(SectionPage, at, { route: ':section', frame: DraftFrame });
    await vi.waitFor(() => expect(document.getElementById('employerName-error')).toBeNull(), SOON);
    await vi.waitFor(() => expect(document.querySelector('h1 + .whose')?.textContent).toContain(name), SOON);
    expect(document.querySelector('h1 + .whose')?.textContent.includes('委任者：株式会社甲')).toBe(told);
    const fault = document.getElementById('employerCorporateNumber-error')?.textContent ?? '';
    expect(fault.includes('委任者「株式会社甲」（法人番号 4011001098993）')).toBe(told);
  }
});
