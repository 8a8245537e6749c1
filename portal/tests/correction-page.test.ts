import type { VerbOutput } from '@grant/schema';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { App } from 'vue';
import { ja } from '../src/locales/ja.ts';
import CorrectionPage from '../src/pages/CorrectionPage.vue';
import { open, refusal, serve, shown, type, type Answer, type Asked } from './page.ts';

vi.setConfig({ testTimeout: 30_000 });
const SOON = { timeout: 10_000 };
const ID = shown({}).id;
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

function items(): Items {
  return asked.map((target) => ({
    id: ITEM[target],
    targetKind: 'field',
    target,
    label: target,
    reason: '確かめてください。',
    oldValue: '',
    newValue: null,
    answeredAt: null,
  }));
}

function answer(request: Asked): Answer {
  if (request.what.startsWith('GET /grants/postal'))
    return [200, { data: { addresses: [{ prefecture: '栃木県', city: '宇都宮市', town: '塙田' }] } }];
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
    dueOn: '2026-08-01',
    note: '',
    requestedAt: '2026-07-15T01:00:00.000Z',
    answeredAt: null,
    items: items(),
  };
  const found = shown({ state: 'correction_requested', answers });
  const timeline =
    sent.length > 0 && meanwhile === 'answered'
      ? [{ at: '2026-07-16T01:00:00.000Z', event: 'answer_correction', label: '補正の回答' }]
      : [];
  return [200, { data: { ...found, correction, timeline } }];
}

beforeEach(async () => {
  localStorage.clear();
  sent.length = 0;
  meanwhile = 'open';
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
