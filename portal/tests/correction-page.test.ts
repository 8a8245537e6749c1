import type { NamedFile, VerbOutput } from '@grant/schema';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { App } from 'vue';
import { ja } from '../src/locales/ja.ts';
import CorrectionPage from '../src/pages/CorrectionPage.vue';
import { hold, ONLINE, open, refusal, serve, shown, type, type Answer, type Asked } from './page.ts';

const SOON = { timeout: 50_000 };
const ID = shown({}).id;
/** Ahead, whenever this runs. */
const DUE = '2096-08-01';
const ITEM = {
  employerPostalCode: '11111111-6f0a-4b3e-9d51-0a1b2c3d4e5f',
  employerName: '22222222-6f0a-4b3e-9d51-0a1b2c3d4e5f',
  employerAddress: '33333333-6f0a-4b3e-9d51-0a1b2c3d4e5f',
} as const;

type Items = NonNullable<VerbOutput<'application.show'>['correction']>['items'];
let asked: (keyof typeof ITEM)[] = [];
const answers = {
  employerPostalCode: '',
  employerName: '',
  employerNameKana: '',
  employerAddress: '',
};
const sent: Asked[] = [];
let app: App | undefined;
let stop: () => Promise<void>;
/** What became of the request while the answer was on its way. */
let meanwhile: 'open' | 'closed' | 'answered' = 'open';

const PAPER = {
  id: '55555555-6f0a-4b3e-9d51-0a1b2c3d4e5f',
  targetKind: 'paper',
  target: 'attendance',
  label: '出勤簿',
  reason: '復帰した月の分を追加してください。',
  oldValue: '',
  newValue: null,
  answeredAt: null,
  unneededReason: null,
  follows: false,
  file: null,
} as const;
/** The file that was brought for it, and whether the office takes it back. */
const brought = {
  id: '66666666-6f0a-4b3e-9d51-0a1b2c3d4e5f',
  paper: 'attendance',
  paperLabel: '出勤簿',
  originalName: '出勤簿.pdf',
  bytes: 1024,
  pages: 1,
  mime: 'application/pdf',
  sha256: 'a'.repeat(64),
  status: 'received' as const,
  unsorted: false,
  byPost: false,
  scan: 'clean' as const,
  uploadedAt: '2026-07-15T02:00:00.000Z',
  correctionItem: PAPER.id,
};
let takesBack: boolean | undefined;
/** The files of its kind that were there before. */
let older: VerbOutput<'application.show'>['attachments'] = [];
/** The file that the office named, and what it wants of it. */
let named: NamedFile | null = null;

function items(): Items {
  if (takesBack !== undefined) return [{ ...PAPER, file: named }];
  return asked.map((target) => ({
    id: ITEM[target],
    targetKind: 'field',
    target,
    label: target,
    reason: '確かめてください。',
    oldValue: '',
    newValue: null,
    answeredAt: null,
    unneededReason: null,
    follows: false,
    file: null,
  }));
}

function answer(request: Asked): Answer {
  if (request.what.startsWith('GET /grants/postal'))
    return [200, { data: { addresses: [{ prefecture: '栃木県', city: '宇都宮市', town: '塙田' }] } }];
  if (request.what.endsWith('/remove')) return takesBack === true ? [200, { data: {} }] : [503, {}];
  if (request.what.startsWith('POST')) {
    sent.push(request);
    if (meanwhile !== 'open') return refusal(409, 'STALE_VERSION', '古い版です。');
    return [200, { data: { state: 'in_review', version: 2 } }];
  }
  if (!request.what.endsWith(ID)) return [503, {}];
  const correction = {
    id: '44444444-6f0a-4b3e-9d51-0a1b2c3d4e5f',
    round: 1,
    state: sent.length > 0 ? meanwhile : ('open' as const),
    dueOn: DUE,
    note: '',
    requestedAt: '2026-07-15T01:00:00.000Z',
    answeredAt: null,
    ...ONLINE,
    items: items(),
  };
  const found = shown({ state: 'correction_requested', answers });
  const attachments = takesBack === undefined ? [] : [...older, brought];
  const timeline =
    sent.length > 0 && meanwhile === 'answered'
      ? [{ at: '2026-07-16T01:00:00.000Z', event: 'answer_correction', label: '補正の回答' }]
      : [];
  return [200, { data: { ...found, attachments, correction, timeline } }];
}

beforeEach(async () => {
  localStorage.clear();
  sent.length = 0;
  meanwhile = 'open';
  takesBack = undefined;
  older = [];
  named = null;
  stop = await serve(answer);
});
afterEach(async () => {
  app?.unmount();
  await stop();
});

async function openWith(...targets: typeof asked): Promise<void> {
  asked = targets;
  app = await open(CorrectionPage, `/cases/${ID}`, { route: '/cases/:id' });
  await vi.waitFor(() => expect(document.querySelectorAll('form .panel')).toHaveLength(targets.length), SOON);
}

async function submit(): Promise<unknown> {
  document.querySelector('form')?.dispatchEvent(new Event('submit', { cancelable: true }));
  await vi.waitFor(() => expect(sent).toHaveLength(1), SOON);
  return sent[0]?.body['answers'];
}

it('answers the postal code that was asked for with the postal code, and offers no address', async () => {
  await openWith('employerPostalCode');
  type('employerPostalCode', '320-8501');
  await vi.waitFor(() => expect(document.querySelector('.counter')?.textContent).toContain('1件中1件'), SOON);
  expect(document.querySelector('.candidates')?.textContent).toBe('');
  expect(document.querySelector('form .panel button')).toBeNull();
  expect(await submit()).toEqual({ [ITEM.employerPostalCode]: '320-8501' });
});

it('fills the address where that was asked for as well, each as its own answer', async () => {
  await openWith('employerPostalCode', 'employerAddress');
  type('employerPostalCode', '320-8501');
  await vi.waitFor(() => expect(document.querySelector('.counter')?.textContent).toContain('2件中2件'), SOON);
  expect(await submit()).toEqual({
    [ITEM.employerPostalCode]: '320-8501',
    [ITEM.employerAddress]: '栃木県宇都宮市塙田',
  });
});

it('answers the name that was asked for with the name, not with the kana heard in it', async () => {
  await openWith('employerName');
  type('employerName', 'とちぎ');
  await vi.waitFor(() => expect(document.querySelector('.counter')?.textContent).toContain('1件中1件'), SOON);
  expect(await submit()).toEqual({ [ITEM.employerName]: 'とちぎ' });
});

it('says that nothing was sent where the office has ended the request meanwhile, and keeps what was typed', async () => {
  meanwhile = 'closed';
  await openWith('employerPostalCode');
  type('employerPostalCode', '320-8501');
  await submit();
  await vi.waitFor(
    () => expect(document.querySelector('form [role=alert]')?.textContent).toContain(ja.correction.ended),
    SOON,
  );
  expect(document.querySelector<HTMLInputElement>('#employerPostalCode')?.value).toBe('320-8501');
  expect(JSON.stringify(localStorage)).toContain('320-8501');
});

it('counts an answer that arrived, though its reply got lost, as sent', async () => {
  meanwhile = 'answered';
  await openWith('employerPostalCode');
  type('employerPostalCode', '320-8501');
  await submit();
  await vi.waitFor(() => expect(document.querySelector('form')).toBeNull(), SOON);
  expect(localStorage.length).toBe(0);
});

it.each([true, false])('says at the paper what became of a file that is taken back: %s', async (taken) => {
  takesBack = taken;
  app = await open(CorrectionPage, `/cases/${ID}`, { route: '/cases/:id' });
  const slot = (): HTMLElement | null => document.querySelector('section.panel');
  await vi.waitFor(() => expect(slot()?.textContent).toContain('出勤簿.pdf'), SOON);
  const button = [...document.querySelectorAll('button')].find((one) =>
    one.textContent.includes(ja.form.papers.removeShort),
  );
  button?.focus();
  button?.click();
  if (taken) {
    await vi.waitFor(() => expect(document.activeElement?.id).toBe(`item-${PAPER.id}`), SOON);
    expect(document.body.textContent).toContain(ja.form.papers.removed('出勤簿.pdf'));
  } else await vi.waitFor(() => expect(slot()?.querySelector('.notice--error')).not.toBeNull(), SOON);
});

it('takes back each of two files, the second pressed while the first is on its way', async () => {
  takesBack = true;
  older = [{ ...sheet(4), correctionItem: PAPER.id }];
  app = await open(CorrectionPage, `/cases/${ID}`, { route: '/cases/:id' });
  const names = () => [...document.querySelectorAll('.paper .files a')].map((one) => one.textContent);
  await vi.waitFor(() => expect(names()).toHaveLength(2), SOON);
  const first = hold('/remove');
  const buttons = [...document.querySelectorAll<HTMLElement>('.paper .files button')];
  buttons[0]?.click();
  await first.came;
  for (const button of buttons) button.click();
  await vi.waitFor(() => expect(names().join()).not.toContain('出勤簿.pdf'), SOON);
  expect(names()).toHaveLength(1);
  first.release();
  await vi.waitFor(() => expect(names()).toEqual([]), SOON);
});

const ticks = () => [...document.querySelectorAll<HTMLInputElement>('.old input[type=checkbox]')];
const sheet = (month: number) => ({
  ...brought,
  id: `7777777${String(month)}-6f0a-4b3e-9d51-0a1b2c3d4e5f`,
  originalName: `出勤簿${String(month)}月.pdf`,
  correctionItem: null,
  uploadedAt: '2026-07-01T01:00:00.000Z',
});
async function openPaper(...months: number[]): Promise<void> {
  takesBack = true;
  older = months.map(sheet);
  app = await open(CorrectionPage, `/cases/${ID}`, { route: '/cases/:id' });
  await vi.waitFor(() => expect(ticks()).toHaveLength(named === null ? months.length : 1), SOON);
}

it('lets the sender say which of several files of a kind the new one takes the place of, and takes none unasked', async () => {
  await openPaper(4, 5, 6);
  expect(document.querySelector('.old')?.textContent).toContain(ja.correction.chooseOld);
  expect(ticks().map(({ checked }) => checked)).toEqual([false, false, false]);
  ticks()[1]?.click();
  await vi.waitFor(() => expect(document.querySelector('.old del')?.textContent).toBe('出勤簿5月.pdf'), SOON);
  expect(await submit()).toEqual({ [PAPER.id]: brought.id });
  expect(sent[0]?.body['replaces']).toEqual([sheet(5).id]);
});

it('takes the place of the only file of its kind only where that was asked for or is ticked', async () => {
  await openPaper(4);
  expect(ticks().map(({ checked }) => checked)).toEqual([false]);
  await submit();
  expect(sent[0]?.body['replaces']).toEqual([]);
});

it.each([
  { wanted: 'replace', ticked: true, replaces: [sheet(5).id], says: '代わる新しいファイル' },
  { wanted: 'add', ticked: false, replaces: [], says: 'そのままにして' },
] as const)('shows the one file that is named, and what is wanted of it: $wanted', async (one) => {
  named = { attachmentId: sheet(5).id, ordinal: 2, page: 3, wanted: one.wanted };
  await openPaper(1, 4, 5, 6);
  const text = document.querySelector('fieldset.old')?.textContent;
  expect(text).toContain('2枚目のファイル『出勤簿5月.pdf』の3ページ');
  expect(text).toContain(one.says);
  expect(text).not.toContain('出勤簿4月');
  expect(document.querySelector<HTMLAnchorElement>('.old a')?.href).toMatch(/\/file#page=3$/u);
  expect(document.querySelector<HTMLImageElement>('.old img')?.src).toContain('/pages/3?');
  expect(ticks().map(({ checked }) => checked)).toEqual([one.ticked]);
  await submit();
  expect(sent[0]?.body['replaces']).toEqual(one.replaces);
});

it.each(['replace', 'add'] as const)(
  'keeps what was ticked against the request over a reload: %s',
  async (wanted) => {
    meanwhile = 'answered';
    named = { attachmentId: sheet(5).id, ordinal: 2, page: null, wanted };
    await openPaper(4, 5);
    ticks()[0]?.click();
    await vi.waitFor(() => expect(document.body.textContent).toContain(ja.correction.kept), SOON);
    app?.unmount();
    await openPaper(4, 5);
    expect(ticks().map(({ checked }) => checked)).toEqual([wanted === 'add']);
    await submit();
    expect(sent[0]?.body['replaces']).toEqual(wanted === 'add' ? [sheet(5).id] : []);
    await vi.waitFor(() => expect(localStorage.length).toBe(0), SOON);
  },
);

it('keeps what is typed until a week after the day it is due, and says that only this device has it', async () => {
  await openWith('employerPostalCode');
  expect(document.body.textContent).toContain(ja.correction.device);
  type('employerPostalCode', '320-8501');
  await vi.waitFor(() => expect(document.body.textContent).toContain(ja.correction.kept), SOON);
  const [kept = ''] = Object.keys(localStorage);
  const { until } = JSON.parse(localStorage.getItem(kept) ?? '{}') as { until: number };
  expect(until).toBe(Date.parse(`${DUE}T23:59:59+09:00`) + 7 * 24 * 60 * 60 * 1000);
});
