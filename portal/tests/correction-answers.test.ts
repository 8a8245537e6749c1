/** What the answers to a correction bring with them, and the answer that there is nothing to mend. */
import type { VerbOutput } from '@grant/schema';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { App } from 'vue';
import { ja } from '../src/locales/ja.ts';
import CorrectionPage from '../src/pages/CorrectionPage.vue';
import { ONLINE, open, serve, shown, type, type Answer, type Asked } from './page.ts';

const SOON = { timeout: 50_000 };
const ID = shown({}).id;
const ITEM = {
  employerName: '22222222-6f0a-4b3e-9d51-0a1b2c3d4e5f',
  employerLegalForm: '88888888-6f0a-4b3e-9d51-0a1b2c3d4e5f',
  capital: '99999999-6f0a-4b3e-9d51-0a1b2c3d4e5f',
} as const;

let asked: (keyof typeof ITEM)[] = [];
let answers: VerbOutput<'application.show'>['answers'] = {};
const sent: Asked[] = [];
let app: App | undefined;
let stop: () => Promise<void>;

function answer(request: Asked): Answer {
  if (request.what.startsWith('POST')) {
    sent.push(request);
    return [200, { data: { id: ID, state: 'in_review', stateLabel: '審査中', version: 2 } }];
  }
  if (!request.what.endsWith(ID)) return [503, {}];
  const correction = {
    id: '44444444-6f0a-4b3e-9d51-0a1b2c3d4e5f',
    round: 1,
    state: sent.length > 0 ? ('answered' as const) : ('open' as const),
    dueOn: '2096-08-01',
    note: '',
    requestedAt: '2026-07-15T01:00:00.000Z',
    answeredAt: null,
    ...ONLINE,
    items: asked.map((target) => ({
      id: ITEM[target],
      targetKind: 'field' as const,
      target,
      label: target,
      reason: '確かめてください。',
      oldValue: answers[target] ?? '',
      newValue: null,
      answeredAt: null,
      unneededReason: null,
      follows: false,
      file: null,
    })),
  };
  return [200, { data: { ...shown({ state: 'correction_requested', answers }), correction } }];
}

beforeEach(async () => {
  localStorage.clear();
  sent.length = 0;
  answers = { employerLegalForm: 'sole_owner', employerName: 'とちぎ' };
  stop = await serve(answer);
});
afterEach(async () => {
  app?.unmount();
  await stop();
});

async function openWith(...targets: typeof asked): Promise<void> {
  asked = targets;
  app = await open(CorrectionPage, `/cases/${ID}`, { route: '/cases/:id' });
  await vi.waitFor(() => expect(document.querySelectorAll('form .panel').length).toBeGreaterThan(0), SOON);
}

async function submit(): Promise<unknown> {
  document.querySelector('form')?.dispatchEvent(new Event('submit', { cancelable: true }));
  await vi.waitFor(() => expect(sent).toHaveLength(1), SOON);
  return sent[0]?.body['answers'];
}

const opened = () => document.querySelectorAll('form > .panel').length - asked.length;
function choose(form: string): void {
  document.querySelector<HTMLInputElement>(`input[name=employerLegalForm][value=${form}]`)?.click();
}

it('opens what the corrected kind of firm asks, requires it, keeps it over a reload, and closes it again', async () => {
  await openWith('employerLegalForm');
  expect(opened()).toBe(0);
  choose('company');
  await vi.waitFor(() => expect(opened()).toBe(2), SOON);
  expect(document.body.textContent).toContain(ja.correction.openedTitle);
  expect(document.querySelector('.counter')?.textContent).toContain('3件中1件');
  document.querySelector('form')?.dispatchEvent(new Event('submit', { cancelable: true }));
  await vi.waitFor(
    () =>
      expect(document.querySelector('.error-summary')?.textContent).toContain('法人番号を入力してください。'),
    SOON,
  );
  expect(sent).toHaveLength(0);
  type('employerCorporateNumber', '4011001098993');
  type('capital', '10000000');
  await vi.waitFor(() => expect(document.querySelector('.counter')?.textContent).toContain('3件中3件'), SOON);
  app?.unmount();
  app = await open(CorrectionPage, `/cases/${ID}`, { route: '/cases/:id' });
  await vi.waitFor(() => expect(document.querySelector('.counter')?.textContent).toContain('3件中3件'), SOON);
  choose('sole_owner');
  await vi.waitFor(() => expect(opened()).toBe(0), SOON);
  choose('company');
  await vi.waitFor(() => expect(opened()).toBe(2), SOON);
  expect(await submit()).toEqual({ [ITEM.employerLegalForm]: 'company' });
  expect(sent[0]?.body['following']).toEqual({
    employerCorporateNumber: '4011001098993',
    capital: '10000000',
  });
});

it('asks nothing more of an item that the corrected answer makes pointless', async () => {
  answers = { employerLegalForm: 'company', capital: '100' };
  await openWith('employerLegalForm', 'capital');
  choose('sole_owner');
  await vi.waitFor(() => expect(document.querySelector('.counter')?.textContent).toContain('2件中2件'), SOON);
  expect(document.body.textContent).toContain(ja.correction.closed);
  expect(await submit()).toEqual({ [ITEM.employerLegalForm]: 'sole_owner' });
});

it('answers that there is nothing to mend with the reason, which it requires and keeps over a reload', async () => {
  await openWith('employerName');
  document.querySelector<HTMLInputElement>('.unneeded input')?.click();
  await vi.waitFor(() => expect(document.querySelector('.unneeded textarea')).not.toBeNull(), SOON);
  expect(document.getElementById('employerName')).toBeNull();
  document.querySelector('form')?.dispatchEvent(new Event('submit', { cancelable: true }));
  await vi.waitFor(() => expect(document.querySelector('.field__error')).not.toBeNull(), SOON);
  expect(sent).toHaveLength(0);
  type(`unneeded-${ITEM.employerName}`, '登記のとおりです。');
  await vi.waitFor(() => expect(document.querySelector('.counter')?.textContent).toContain('1件中1件'), SOON);
  app?.unmount();
  await openWith('employerName');
  await vi.waitFor(() => expect(document.querySelector('.counter')?.textContent).toContain('1件中1件'), SOON);
  expect(await submit()).toEqual({});
  expect(sent[0]?.body['unneeded']).toEqual({ [ITEM.employerName]: '登記のとおりです。' });
  await vi.waitFor(() => expect(localStorage.length).toBe(0), SOON);
});
