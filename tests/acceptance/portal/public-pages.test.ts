import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, type Browser } from '../../fixtures/browser.ts';
import { startOffice, type Office } from '../../fixtures/office.ts';
import { expectFocus, expectSummary } from './applicant.ts';

let office: Office;
let browser: Browser;

beforeAll(async () => {
  [office, browser] = await Promise.all([startOffice({ seed: true }), openBrowser()]);
});

afterAll(async () => {
  await browser.close();
  await office.stop();
});

describe('a stranger', () => {
  it('reads who holds what is sent in, and whom to ask about it', async () => {
    const page = await browser.open(`${office.url}/portal/privacy`);
    const main = page.getByRole('main');
    await main.getByRole('link', { name: /^\d+-\d+-\d+$/u }).waitFor();
    const text = await main.innerText();
    for (const words of [
      '栃木県と奨励金事務局が取り扱います',
      '栃木県知事に請求できます',
      'お問い合わせの窓口',
      '制定日：2026年4月20日',
    ])
      expect(text).toContain(words);
    await main.getByRole('link', { name: '窓口と受付時間' }).click();
    await page.getByRole('heading', { level: 1, name: '窓口と受付時間' }).waitFor();
    await page.context().close();
  });

  it('is asked to sign in and comes back to the page that was wanted', async () => {
    const page = await browser.open(`${office.url}/portal/signin?next=/applications`);
    browser.allow(/auth\/login|grants\/account\/me/u);
    const { email, password } = office.accounts.applicant ?? { email: '', password: '' };
    await page.getByLabel('メールアドレス').fill(email);
    await page.getByLabel('パスワード').fill(`${password}x`);
    await page.getByRole('button', { name: 'ログイン', exact: true }).click();
    await page.getByText('メールアドレスかパスワードが違います').waitFor();
    await browser.expectAccessible(page);
    await page.getByLabel('パスワード').fill(password);
    await page.getByRole('button', { name: 'ログイン', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'マイページ' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/portal/applications');
  });

  it('is told what to put right, with the focus on the list', async () => {
    const page = await browser.open(`${office.url}/portal/signup`);
    await page.getByLabel('メールアドレス').fill('not-an-address');
    await page.getByRole('button', { name: '登録して確認メールを受け取る' }).click();
    await expectSummary(page, 2);
    await browser.expectAccessible(page);
    await page.getByRole('link', { name: 'メールアドレスは「name@example.jp」' }).click();
    await expectFocus(page, 'email');
  });
});
