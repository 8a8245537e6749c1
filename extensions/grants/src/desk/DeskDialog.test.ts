// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createApp, h, nextTick, reactive, type App } from 'vue';
import DeskDialog from './DeskDialog.vue';

const shown = reactive({ busy: false, fault: null as string | null });
let closed = 0;
let app: App;
beforeEach(() => {
  closed = 0;
  Object.assign(shown, { busy: false, fault: null });
  document.body.innerHTML = '<div id="app"></div>';
  app = createApp(() =>
    h(
      DeskDialog,
      { title: '発送の記録', effect: '', confirmLabel: '記録する', ...shown, onClose: () => (closed += 1) },
      () => h('input', { id: 'code' }),
    ),
  );
  app.mount('#app');
});
afterEach(() => app.unmount());

const field = (): HTMLInputElement => {
  const found = document.querySelector<HTMLInputElement>('#code');
  if (found === null) throw new Error('no field');
  return found;
};
async function type(words: string): Promise<void> {
  field().value = words;
  field().dispatchEvent(new Event('input', { bubbles: true }));
  await nextTick();
}
async function escape(): Promise<void> {
  field().dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
  await nextTick();
}
async function press(label: string): Promise<void> {
  [...document.querySelectorAll('button')].find((one) => one.textContent.trim() === label)?.click();
  await nextTick();
}
const asks = (): boolean => document.body.textContent.includes('閉じると失われます。');

describe('a dialog that is left', () => {
  it('closes at once while nothing was typed into it', async () => {
    await escape();
    expect([closed, asks()]).toEqual([1, false]);
  });

  it.each(['Escape', 'やめる'])('asks before it drops what was typed (%s)', async (way) => {
    await type('A-0001');
    const leave = (): Promise<void> => (way === 'Escape' ? escape() : press(way));
    await leave();
    expect([closed, asks()]).toEqual([0, true]);
    await press('入力を続ける');
    expect([closed, asks(), field().value]).toEqual([0, false, 'A-0001']);
    await leave();
    await press('入力を破棄して閉じる');
    expect(closed).toBe(1);
  });

  it('takes a second Escape for a wish to stay', async () => {
    await type('A-0001');
    await escape();
    await escape();
    expect([closed, asks()]).toEqual([0, false]);
  });

  it('has the browser ask before a reload, and no longer once it is recorded', async () => {
    const reload = (): boolean => !window.dispatchEvent(new Event('beforeunload', { cancelable: true }));
    expect(reload()).toBe(false);
    await type('A-0001');
    expect(reload()).toBe(true);
    shown.busy = true;
    await nextTick();
    Object.assign(shown, { busy: false, fault: '記録できませんでした。' });
    await nextTick();
    expect(reload()).toBe(true);
    shown.busy = true;
    await nextTick();
    Object.assign(shown, { busy: false, fault: null });
    await nextTick();
    expect(reload()).toBe(false);
    await escape();
    expect(closed).toBe(1);
  });
});
