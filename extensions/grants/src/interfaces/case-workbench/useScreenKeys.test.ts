// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createApp, h, ref, type App } from 'vue';
import { useScreenKeys } from './useScreenKeys.ts';

let app: App;
beforeEach(() => {
  document.body.innerHTML = '<div id="screen"></div>';
  const screen = ref<HTMLElement | null>(null);
  app = createApp({
    setup: () => useScreenKeys(screen),
    render: () => h('div', { ref: screen, class: 'papers' }, [h('p', { class: 'page', tabindex: 0 })]),
  });
  app.mount('#screen');
});
afterEach(() => app.unmount());

/** Presses a key so many milliseconds after the page began; whether the screen kept it for itself. */
function keeps(key: string, at: number): boolean {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true });
  Object.defineProperty(event, 'timeStamp', { value: at });
  document.querySelector('.page')?.dispatchEvent(event);
  return event.defaultPrevented;
}

it('leaps by g and a letter within five seconds, and keeps no letter without a g, also on a page just loaded', () => {
  expect(keeps('p', 900)).toBe(false);
  expect([keeps('g', 1000), keeps('p', 1800)]).toEqual([true, true]);
  expect(keeps('p', 1900)).toBe(false);
  expect([keeps('g', 2000), keeps('n', 2100), keeps('p', 2200)]).toEqual([true, false, false]);
  expect([keeps('g', 3000), keeps('p', 8001)]).toEqual([true, false]);
});
