import { exampleAnswers } from '@grant/schema';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, type Browser } from '../../fixtures/browser.ts';
import { startOffice, type Office } from '../../fixtures/office.ts';
import { sendSignIn, signIn, waitForSave } from './applicant.ts';
import { answered, draftWith } from './practice-case.ts';

/** A session of two minutes: the warning comes after half of it, and leaves the other half to look at it. */
const SHORT = { SESSION_COOKIE_TTL: '120s' };
/** The warning and the end are half as far off, ms; the rest is what a busy machine may need. */
const COMES = { timeout: 120_000 };

let office: Office;
let browser: Browser;
beforeAll(async () => {
  [office, browser] = await Promise.all([startOffice({ seed: true, env: SHORT }), openBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await office.stop();
});

describe('ログインの有効時間', () => {
  it('is warned of, prolonged on request, and its end loses nothing that was typed', async () => {
    const applicant = await office.signIn('applicant');
    const id = await draftWith(applicant, 'session-draft-1', exampleAnswers);
    const page = await browser.open(`${office.url}/portal/signin`);
    const account = office.accounts.applicant;
    if (account === undefined) throw new Error('no applicant');
    await signIn(page, account);
    await page.goto(`${office.url}/portal/applications/${id}/draft/contact`);
    await page.getByRole('heading', { level: 1, name: '連絡先' }).waitFor();

    const warning = page.getByRole('dialog', { name: 'まもなくログインの有効時間が切れます' });
    await warning.waitFor(COMES);
    const stay = warning.getByRole('button', { name: '続ける' });
    await expect.poll(() => stay.evaluate((button) => button === document.activeElement)).toBe(true);
    for (const width of [390, 1280]) {
      await page.setViewportSize({ width, height: 900 });
      await browser.expectAccessible(page);
      await browser.picture(page, `people-session-${String(width)}`);
    }
    for (let press = 0; press < 4; press += 1) {
      await page.keyboard.press('Tab');
      const inside = await page.evaluate(
        () => document.activeElement === document.body || document.activeElement?.closest('dialog') !== null,
      );
      expect(inside).toBe(true);
    }
    await stay.click();
    await warning.waitFor({ state: 'hidden' });

    await warning.waitFor(COMES);
    browser.allow(/401/u);
    const over = page.getByRole('dialog', { name: 'ログインの有効時間が切れました' });
    await over.waitFor(COMES);
    // What is typed under the dialog cannot be; a save that comes too late can.
    await page.evaluate(() => {
      const field = document.querySelector<HTMLInputElement>('#contactName');
      if (field === null) throw new Error('no field');
      field.value = '時間切れ 太郎';
      field.dispatchEvent(new Event('input', { bubbles: true }));
    });
    await page.getByText('保存できません（ログインの期限切れ）').waitFor();
    await browser.expectFitting(page, [320, 390, 1280]);
    await browser.picture(page, 'people-session-over');
    await over.getByRole('button', { name: 'ログインし直す' }).click();
    await sendSignIn(page, account);
    await page.getByRole('heading', { level: 1, name: '連絡先' }).waitFor();
    await waitForSave(page);
    const again = await office.signIn('applicant');
    const { answers } = answered('application.show', (await again.get(`/grants/applications/${id}`)).body);
    expect(answers.contactName).toBe('時間切れ 太郎');
  }, 500_000);
});
