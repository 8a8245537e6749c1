import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createApp, h, ref, type App } from 'vue';
import type { AnswerValue, Answers, QuestionKey } from '@grant/schema';
import QuestionField from '../src/components/QuestionField.vue';
import { arrived, hold, serve, type } from './page.ts';

const SOON = { timeout: 50_000 };
const answers = ref<Answers>({});
let app: App;
let stop: () => Promise<void>;

beforeEach(async () => {
  stop = await serve(({ what }) => {
    const code = /postal\S*?(\d{7})/u.exec(what)?.[1] ?? '';
    return [200, { data: { addresses: [{ prefecture: '栃木県', city: '', town: code }] } }];
  });
  answers.value = {};
  document.body.innerHTML = '<div id="app"></div>';
  app = createApp(() =>
    h(QuestionField, {
      name: 'employerPostalCode',
      answers: answers.value,
      faults: [],
      onChange: (key: QuestionKey, value: AnswerValue) => {
        answers.value = { ...answers.value, [key]: value };
      },
    }),
  );
  app.mount('#app');
});
afterEach(async () => {
  app.unmount();
  await stop();
});

it('fills no address of a code that was changed while it was looked up, and then that of the right one', async () => {
  const first = hold('3208501');
  type('employerPostalCode', '320-8501');
  await first.came;
  type('employerPostalCode', '320-850');
  first.release();
  await arrived();
  expect(answers.value.employerAddress).toBeUndefined();
  type('employerPostalCode', '320-8502');
  await vi.waitFor(() => expect(answers.value.employerAddress).toBe('栃木県3208502'), SOON);
});
