/** A new release comes out while somebody has the portal open: the next page still opens. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Browser, openBrowser } from '../../fixtures/browser.ts';
import { type Office, startOffice } from '../../fixtures/office.ts';

let office: Office;
let browser: Browser;
beforeAll(async () => {
  [office, browser] = await Promise.all([startOffice({ seed: true }), openBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await office.stop();
});

it('loads the whole page anew when a part of the former build is gone', async () => {
  const page = await browser.open(`${office.url}/portal/`);
  browser.allow(/SignInPage|dynamically imported/);
  let refused = 0;
  await page.route(
    '**/static/SignInPage-*.js',
    (route) => {
      refused += 1;
      return route.abort();
    },
    { times: 1 },
  );
  await page.getByRole('banner').getByRole('link', { name: 'ログイン' }).click();
  await page.getByRole('heading', { level: 1, name: 'ログイン' }).waitFor();
  expect(refused).toBe(1);
  browser.expectQuiet();
});
