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
  await page.route('**/static/SignInPage-*.js', (route) => {
    refused += 1;
    return refused === 1 ? route.abort() : route.continue();
  });
  // by key: a click would wait for the navigation it began, which ends when the page is loaded anew
  await page.getByRole('banner').getByRole('link', { name: 'ログイン' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'ログイン' }).waitFor();
  expect(refused).toBe(2);
  browser.expectQuiet();
});

it('offers to load the self-check anew when its rules are gone, and keeps what was answered', async () => {
  const page = await browser.open(`${office.url}/portal/self-check`, { width: 390 });
  browser.allow(/judgement|dynamically imported/);
  await page.route('**/static/judgement-*.js', (route) => route.abort());
  await page.getByLabel('会社（株式会社・有限会社・合同会社など）').check();
  await page.getByRole('button', { name: '結果を見る' }).click();
  const alert = page.getByRole('alert');
  await alert.getByText('画面の一部を読み込めませんでした').waitFor();
  await browser.expectAccessible(page);
  await page.unroute('**/static/judgement-*.js');
  await alert.getByRole('button', { name: '画面を読み込み直す' }).click();
  await alert.waitFor({ state: 'detached' });
  await expect(page.getByLabel('会社（株式会社・有限会社・合同会社など）').isChecked()).resolves.toBe(true);
  await page.getByRole('button', { name: '結果を見る' }).click();
  await page.getByRole('heading', { name: '入力内容を確認してください' }).waitFor();
});
