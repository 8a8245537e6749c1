import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createApp, h, nextTick, ref, type App } from 'vue';
import type { AnswerValue, Answers, QuestionKey } from '@grant/schema';
import QuestionField from '../src/components/QuestionField.vue';
import { ja } from '../src/locales/ja.ts';
import { arrived, hold, serve, type } from './page.ts';

const SOON = { timeout: 50_000 };
const BANKS = ['0129', '0001', '9900'].map((code) => ({ code, name: `銀行${code}`, kana: '' }));
const answers = ref<Answers>({});
let changes: [QuestionKey, AnswerValue][] = [];
let app: App;
let stop: () => Promise<void>;

beforeEach(async () => {
  stop = await serve(({ what }) => {
    const { pathname, searchParams } = new URL(what.split(' ')[1] ?? '', window.location.href);
    const query = searchParams.get('query') ?? '';
    const bank = /banks\/(\d{4})\/branches$/u.exec(pathname)?.[1];
    const asOf = '2026-07-01';
    if (bank === undefined)
      return [200, { data: { banks: BANKS.filter(({ code }) => code === query), asOf } }];
    return [200, { data: { branches: [{ code: query, name: `${bank}の${query}支店`, kana: '' }], asOf } }];
  });
  changes = [];
  answers.value = { bankCode: '0129', branchCode: '011' };
  document.body.innerHTML = '<div id="app"></div>';
  app = createApp(() =>
    (['bankCode', 'branchCode'] as const).map((name) =>
      h(QuestionField, {
        name,
        answers: answers.value,
        faults: [],
        onChange: (key: QuestionKey, value: AnswerValue) => {
          changes.push([key, value]);
          answers.value = { ...answers.value, [key]: value };
        },
      }),
    ),
  );
  app.mount('#app');
  await shows('branchCode', `0129の011支店${ja.form.bank.code('011')}`);
});
afterEach(async () => {
  app.unmount();
  await stop();
});

function shows(field: string, words: string): Promise<void> {
  return vi.waitFor(
    () => expect(document.querySelector(`[data-path=${field}] strong`)?.textContent).toBe(words),
    SOON,
  );
}

it('takes bank and branch that another tab saved, and changes neither of them', async () => {
  answers.value = { bankCode: '0001', branchCode: '022' };
  await shows('bankCode', `銀行0001${ja.form.bank.code('0001')}`);
  await shows('branchCode', `0001の022支店${ja.form.bank.code('022')}`);
  expect(changes).toEqual([]);
});

it('names the branch that 記号・番号 lead to, not the one chosen before', async () => {
  answers.value = { bankCode: '9900', branchCode: '011' };
  await shows('branchCode', `9900の011支店${ja.form.bank.code('011')}`);
  answers.value = { bankCode: '9900', branchCode: '198' };
  await shows('branchCode', `9900の198支店${ja.form.bank.code('198')}`);
});

it('lets the branch go with the bank that is given up by hand', async () => {
  document.getElementById('bankCode')?.click();
  await vi.waitFor(() => expect(answers.value).toEqual({ bankCode: '', branchCode: '' }), SOON);
  expect(changes).toEqual([
    ['bankCode', ''],
    ['branchCode', ''],
  ]);
});

const listed = (): string[] =>
  [...document.querySelectorAll('[data-path=branchCode] li button')].map((one) => one.textContent.trim());
const of = (bank: string): string => `${bank}の県庁支店${ja.form.bank.code('県庁')}`;
function searchBranch(): void {
  type('branchCode', '県庁');
  document
    .getElementById('branchCode')
    ?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
}

it('lists no branch of the former bank once the bank has changed, but looks there for the same words', async () => {
  answers.value = { bankCode: '0129', branchCode: '' };
  await vi.waitFor(() => expect(document.querySelector('input#branchCode')).not.toBeNull(), SOON);
  searchBranch();
  await vi.waitFor(() => expect(listed()).toEqual([of('0129')]), SOON);
  const next = hold('banks/0001/branches');
  answers.value = { bankCode: '0001', branchCode: '' };
  await nextTick();
  expect(listed()).toEqual([]);
  next.release();
  await vi.waitFor(() => expect(listed()).toEqual([of('0001')]), SOON);
});

it('does not list what was asked of the former bank and is answered late', async () => {
  answers.value = { bankCode: '0129', branchCode: '' };
  await vi.waitFor(() => expect(document.querySelector('input#branchCode')).not.toBeNull(), SOON);
  const first = hold('banks/0129/branches');
  searchBranch();
  await first.came;
  answers.value = { bankCode: '', branchCode: '' };
  first.release();
  await arrived();
  expect(listed()).toEqual([]);
});

it('lists nothing under an empty box when the name of a branch that was given up arrives late', async () => {
  const name = hold('banks/0129/branches');
  answers.value = { bankCode: '0129', branchCode: '022' };
  await name.came;
  document.querySelector<HTMLElement>('button#branchCode')?.click();
  await vi.waitFor(() => expect(document.querySelector('input#branchCode')).not.toBeNull(), SOON);
  name.release();
  await arrived();
  expect(listed()).toEqual([]);
});
