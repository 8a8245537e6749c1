import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Browser, openBrowser } from '../fixtures/browser.ts';
import { type Office, startOffice } from '../fixtures/office.ts';

let office: Office;
let browser: Browser;
beforeAll(async () => {
  office = await startOffice();
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await office?.stop();
});

describe('the admin app', () => {
  it('opens the cases for a signed-in reviewer, in Japanese, without a console error', async () => {
    const page = await browser.open(`${office.url}/admin/content/applications`, {
      as: await office.signIn('reviewer'),
    });
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('ja-JP');
    expect(page.url()).toContain('/admin/content/applications');
    await browser.picture(page, 'admin-app-reviewer');
    browser.expectQuiet();
  });
});
