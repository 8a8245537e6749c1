import { afterAll, beforeAll, expect, it } from 'vitest';
import { violationsOn } from '../fixtures/axe.ts';
import { openBrowser, type Browser } from '../fixtures/browser.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

it('the accessibility rules see what is wrong, where they are asked to look', async () => {
  const page = await browser.open('about:blank');
  await page.setContent(
    '<html lang="ja"><title>頁</title><main><h1>頁</h1><p>文</p><section><input></section></main></html>',
  );
  await expect(violationsOn(page, 'h1')).resolves.toEqual([]);
  await expect(violationsOn(page)).resolves.toEqual([expect.stringMatching(/^label: .*\n {2}input/u)]);
  await page.context().close();
});
