// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { createApp, h, nextTick, ref } from 'vue';
import TrackingHint from './TrackingHint.vue';

it('says of a number that could be one what looks wrong, and nothing while it is typed', async () => {
  const number = ref('');
  const page = document.createElement('div');
  const app = createApp({ render: () => h(TrackingHint, { number: number.value }) });
  app.mount(page);
  const said = async (typed: string): Promise<string> => {
    number.value = typed;
    await nextTick();
    return page.textContent ?? '';
  };
  expect(await said('531-00-123')).toBe('');
  expect(await said('531-00-12345-1')).toBe('');
  expect(await said('５３１-00-12345-2')).toContain('末尾の数字が計算と合いません');
  expect(await said('')).toBe('');
  expect(await said('231-00-12345-1')).toContain('通常5又は6で始まります');
  app.unmount();
});
