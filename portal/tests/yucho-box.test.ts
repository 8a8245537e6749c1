import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createApp, h, ref, type App } from 'vue';
import type { AnswerValue, Answers } from '@grant/schema';
import QuestionField from '../src/components/QuestionField.vue';
import { ja } from '../src/locales/ja.ts';
import { serve } from './page.ts';

const SOON = { timeout: 50_000 };
const answers = ref<Answers>({});
let app: App;
let stop: () => Promise<void>;
beforeEach(async () => {
  stop = await serve(() => [503, {}]);
  answers.value = { bankCode: '9900' };
  document.body.innerHTML = '<div id="app"></div>';
  app = createApp(() =>
    h(QuestionField, {
      name: 'branchCode',
      answers: answers.value,
      faults: [],
      onChange: (key: string, value: AnswerValue) => (answers.value = { ...answers.value, [key]: value }),
    }),
  );
  app.mount('#app');
});
afterEach(async () => {
  app.unmount();
  await stop();
});

function turn(symbol: string, number: string): void {
  for (const [id, value] of [
    ['yucho-symbol', symbol],
    ['yucho-number', number],
  ] as const) {
    const input = document.querySelector<HTMLInputElement>(`#${id}`);
    if (input === null) throw new Error(`no ${id}`);
    input.value = value;
    input.dispatchEvent(new Event('input'));
  }
  [...document.querySelectorAll('button')]
    .find((one) => one.textContent.trim() === ja.form.yucho.turn)
    ?.click();
}

it('turns 記号・番号 of a savings account into what other banks transfer to', async () => {
  turn('１１９４０', '12345671');
  expect(answers.value).toEqual({
    bankCode: '9900',
    branchCode: '198',
    accountType: 'ordinary',
    accountNumber: '1234567',
  });
  const said = ja.form.yucho.found('198', '普通', '1234567');
  await vi.waitFor(() => expect(document.querySelector('[role=status]')?.textContent).toBe(said), SOON);
});

it('turns those of a transfer account into a current one, its number filled up', () => {
  turn('00140', '12345');
  expect(answers.value).toMatchObject({
    branchCode: '019',
    accountType: 'current',
    accountNumber: '0012345',
  });
});

it.each([
  ['1194', '12345671', 'yucho-symbol-error'],
  ['11940', '12345672', 'yucho-number-error'],
])('says what is wrong with %s and %s, and fills nothing in', async (symbol, number, place) => {
  turn(symbol, number);
  await vi.waitFor(
    () => expect(document.querySelector(`#${place}`)?.textContent).toContain('ゆうちょ銀行'),
    SOON,
  );
  expect(answers.value).toEqual({ bankCode: '9900' });
});

it('is not offered for another bank', async () => {
  answers.value = { bankCode: '0129' };
  await vi.waitFor(() => expect(document.querySelector('#yucho-symbol')).toBeNull(), SOON);
});
