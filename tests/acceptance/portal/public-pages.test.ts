import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, type Browser, type Page } from '../../fixtures/browser.ts';
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

const pages = [
  ['', 'とちぎ男性育休推進企業奨励金'],
  ['overview', '制度の概要'],
  ['requirements', '支給要件と金額'],
  ['papers', '用意するもの'],
  ['flow', '申請の流れ'],
  ['self-check', '自己チェック'],
  ['faq', 'よくある質問'],
  ['downloads', '様式のダウンロード'],
  ['inquiry', 'お問い合わせ'],
  ['contact', '窓口と受付時間'],
  ['status', '郵送した申請の状況'],
  ['site-policy', 'サイトポリシー'],
  ['signup', '新規登録'],
  ['signup/sent', '確認メールを送りました'],
  ['verify', 'メールアドレスの確認'],
  ['signin', 'ログイン'],
  ['password', 'パスワードの再設定'],
  ['reset', '新しいパスワードの設定'],
  ['privacy', 'プライバシーポリシー'],
  ['accessibility', 'ウェブアクセシビリティ方針'],
  ['no-such-page', 'ページが見つかりません'],
] as const;

/** Headings that skip a level, by their words. */
function levelsOf(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const headings = [...document.querySelectorAll('main h1, main h2, main h3, main h4')];
    return headings
      .filter((heading, index) => {
        const before = headings[index - 1];
        return before !== undefined && Number(heading.tagName[1]) > Number(before.tagName[1]) + 1;
      })
      .map((heading) => heading.textContent);
  });
}

describe('a page that everybody may read', () => {
  let page: Page;
  beforeAll(async () => {
    page = await browser.open(`${office.url}/portal/`);
  });
  afterAll(() => page?.context().close());

  it.each(pages)(
    '/portal/%s is titled and quiet, accessible and fitting at every width',
    async (path, title) => {
      await page.goto(`${office.url}/portal/${path}`);
      await page.getByRole('heading', { level: 1, name: title }).waitFor();
      expect(await page.title()).toContain('とちぎ男性育休推進企業奨励金');
      expect(await page.locator('h1').count()).toBe(1);
      expect(await levelsOf(page)).toEqual([]);
      await browser.expectFitting(page, [320, 390, 1280]);
      await browser.picture(page, `public-${path.replaceAll('/', '-')}`);
      browser.expectQuiet();
    },
  );
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
