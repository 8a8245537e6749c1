// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { nextTick, type App } from 'vue';
import { answering, onPage, type TestOffice } from '../../desk/office-for-tests.ts';
import CallDesk from './CallDesk.vue';

let office: TestOffice;
let app: App;
beforeEach(async () => {
  office = await answering((what) => {
    if (what === 'GET /grants/faqs') return { data: { faqs: [] } };
    if (what === 'GET /grants/desk/inquiries') return { data: { inquiries: [], mayCorrect: false } };
    return { data: { state: 'answered', callbackAt: null, inquiries: [] } };
  });
  ({ app } = await onPage(CallDesk));
  await expect.poll(() => document.querySelector('#call-question')).not.toBeNull();
});
afterEach(async () => {
  app.unmount();
  await office.stop();
});

async function type(id: string, words: string): Promise<void> {
  const field = document.querySelector<HTMLTextAreaElement>(`#${id}`);
  if (field === null) throw new Error(`no ${id}`);
  field.value = words;
  field.dispatchEvent(new Event('input', { bubbles: true }));
  await nextTick();
}
const record = (at: Element): boolean =>
  at.dispatchEvent(
    new KeyboardEvent('keydown', { key: 'Enter', ctrlKey: true, bubbles: true, cancelable: true }),
  );
const recorded = (): number =>
  office.asked.filter(({ what }) => what === 'POST /grants/desk/inquiries').length;

describe('Ctrl+Enter at the call desk', () => {
  it('records the call that is being typed, and nothing while an answer is in front of it', async () => {
    await type('call-question', '書きかけの問合せ');
    [...document.querySelectorAll<HTMLInputElement>('input[type=radio]')].at(-1)?.click();
    await nextTick();
    const dialog = document.createElement('dialog');
    dialog.innerHTML = '<textarea></textarea>';
    document.body.append(dialog);
    dialog.showModal();
    const words = dialog.querySelector('textarea');
    if (words === null) throw new Error('no field');
    record(words);
    await new Promise((done) => setTimeout(done, 100));
    expect(recorded()).toBe(0);
    dialog.close();
    record(document.querySelector('#call-question') ?? document.body);
    await expect.poll(recorded).toBe(1);
  });
});
