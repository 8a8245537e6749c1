import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, type Browser, type Page } from '../../fixtures/browser.ts';
import { loseAnswer } from '../../fixtures/lost-answer.ts';
import { startOffice, type Client, type Office } from '../../fixtures/office.ts';
import { codeOf, freshCodeOf } from '../../fixtures/authenticator.ts';
import { expectFocus, PDF, typeDate } from './applicant.ts';
import { withoutOutline } from './contrast.ts';
import { caseIn } from './practice-case.ts';

let office: Office;
let browser: Browser;
let agent: Client;
let employer: Client;
let employerMail: string;

beforeAll(async () => {
  [office, browser] = await Promise.all([startOffice({ seed: true }), openBrowser()]);
  agent = await office.signIn('agent');
  employer = await office.signIn('applicant2');
  employerMail = office.accounts.applicant2?.email ?? '';
});
afterAll(async () => {
  await browser.close();
  await office.stop();
});

const portal = (rest: string): string => `${office.url}/portal/${rest}`;

/** The page as it stands: accessible and within the screen, at both widths; a picture of each for people. */
async function look(page: Page, name: string): Promise<void> {
  for (const width of [390, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    await browser.expectAccessible(page);
    await expect
      .poll(() => page.evaluate(() => document.documentElement.scrollWidth))
      .toBeLessThanOrEqual(width);
    await browser.picture(page, `people-${name}-${String(width)}`);
  }
}

async function declare(page: Page, name: string, mail: string): Promise<void> {
  await page.goto(portal('clients/new'));
  await page.getByLabel('事業主の名称').fill(name);
  await page.getByLabel('法人', { exact: true }).check();
  await page.getByLabel('法人番号').fill('5010401067252');
  if (mail !== '') await page.getByLabel('事業主のメールアドレス').fill(mail);
  await typeDate(page, 'startsOn', '2026-07-01');
  await typeDate(page, 'endsOn', '2027-03-31');
  await page
    .locator('#paper')
    .setInputFiles({ name: '委任状.pdf', mimeType: 'application/pdf', buffer: PDF });
  // The answer of the server is lost on the way; pressed twice again it is no second mandate.
  await loseAnswer(browser, page, '**/grants/mandates');
  await page.getByRole('button', { name: '届け出る' }).click();
  await page.getByText('通信できませんでした').waitFor();
  await page.getByRole('button', { name: '届け出る' }).dblclick();
  await page.getByRole('heading', { level: 2, name }).waitFor();
  const [row] = await office.sql`select count(*)::int as made from mandates where employer_name = ${name}`;
  expect(row?.['made']).toBe(1);
}

describe('手続代行者', () => {
  it('declares two clients, acts for each apart, and stops when one revokes', async () => {
    const page = await browser.open(portal('clients'), { as: agent });
    await page.getByRole('heading', { level: 1, name: '顧問先' }).waitFor();
    await page.goto(portal('clients/new'));
    await page.getByRole('button', { name: '届け出る' }).click();
    await page.getByText('委任状の写しを選んでください。').first().waitFor();
    await page.getByText('事業主が法人か個人事業主かを選んでください。').first().waitFor();
    await look(page, 'declare-errors');
    // A corporation is told from another by its number alone; an owner has none, and is not asked for one.
    await page.getByLabel('法人', { exact: true }).check();
    await page.getByLabel('法人番号').fill('5011001098993');
    await page.getByRole('button', { name: '届け出る' }).click();
    await page.getByText('検査数字が合いません').first().waitFor();
    await look(page, 'declare-number');
    await page.getByLabel('個人事業主', { exact: true }).check();
    await page.getByLabel('法人番号').waitFor({ state: 'detached' });
    await page.getByText('検査数字が合いません').first().waitFor({ state: 'detached' });
    await look(page, 'declare-owner');
    await declare(page, '株式会社甲野', employerMail);
    await declare(page, '株式会社乙山', '');
    await look(page, 'clients-waiting');

    const owner = await browser.open(portal('mandates'), { as: employer });
    await owner.getByRole('heading', { level: 2, name: '代行 社労' }).waitFor();
    await look(owner, 'mandates-asked');
    await owner.getByRole('button', { name: /^委任していない/u }).click();
    await owner.getByRole('dialog', { name: '代行 社労 さんに委任していませんか' }).waitFor();
    await look(owner, 'decline');
    await owner.emulateMedia({ forcedColors: 'active', contrast: 'more' });
    await look(owner, 'decline-forced-colors');
    expect(await withoutOutline(owner)).toEqual([]);
    await owner.emulateMedia({ forcedColors: null, contrast: null });
    await owner.getByRole('button', { name: 'やめる' }).click();
    await owner.getByRole('button', { name: /^委任を確認する/u }).click();
    await owner.getByText('委任を確認しました。').waitFor();

    await page.reload();
    await page.getByRole('button', { name: '株式会社甲野の申請書を作る' }).click();
    await page.getByRole('heading', { level: 1, name: '申請書の作成' }).waitFor();
    await page.getByText('申請事業主：株式会社甲野').waitFor();
    expect(await page.getByRole('button', { name: '株式会社乙山の申請書を作る' }).count()).toBe(0);
    await page.goto(portal('clients'));
    const client = page.locator('.client', {
      has: page.getByRole('heading', { level: 2, name: '株式会社甲野' }),
    });
    await client.getByRole('link', { name: '株式会社甲野', exact: true }).waitFor();
    await look(page, 'clients');
    await client.getByRole('button', { name: /^この委任を辞任する/u }).click();
    await page.getByRole('dialog', { name: '株式会社甲野の委任を辞任しますか' }).waitFor();
    await look(page, 'give-back');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });

    await owner.reload();
    await owner.getByRole('button', { name: /^委任を解除する/u }).click();
    await owner.getByRole('dialog').waitFor();
    await look(owner, 'revoke');
    await owner.getByRole('button', { name: '解除する', exact: true }).click();
    await owner.getByText('委任を解除しました。').waitFor();
    await page.reload();
    await client.getByText('この委任は終了しました。').waitFor();
    expect(await client.getByRole('link', { name: '株式会社甲野', exact: true }).count()).toBe(0);
    browser.expectQuiet();
  });

  it('signs up as one, with name, office and registration', async () => {
    const page = await browser.open(portal('signup'));
    await page.getByLabel(/手続代行者/u).check();
    await page.getByRole('button', { name: '登録して確認メールを受け取る' }).click();
    await page.getByText('事務所の名称を入力してください。').first().waitFor();
    await look(page, 'signup-agent-errors');
  });
});

describe('申請者', () => {
  it('writes to the office and reads the answer', async () => {
    const applicant = await office.signIn('applicant');
    const id = await caseIn(office, 'in_review');
    const first = await browser.open(portal(`applications/${id}/messages`), { as: applicant });
    await first.getByRole('button', { name: '事務局へ送る' }).click();
    await first.getByText('連絡の内容を入力してください。').first().waitFor();
    await look(first, 'messages-errors');
    await first.locator('#body').fill('追加の書類はいつまでに送ればよいでしょうか。');
    await loseAnswer(browser, first, '**/messages');
    await first.getByRole('button', { name: '事務局へ送る' }).click();
    await first.getByText('通信できませんでした').waitFor();
    await first.close();
    // Not known to be sent, it is still there when the tab has died, and sent again it is no second message.
    const page = await first.context().newPage();
    await page.goto(portal(`applications/${id}/messages`));
    await page.locator('#body').waitFor();
    await expect(page.locator('#body').inputValue()).resolves.toContain('追加の書類は');
    await page.getByRole('button', { name: '事務局へ送る' }).dblclick();
    await page.getByText('送信しました。').waitFor();
    const [row] = await office.sql`
      select count(*)::int as sent from messages where application = ${id} and body like '追加の書類は%'`;
    expect(row?.['sent']).toBe(1);
    await expect(page.evaluate(() => JSON.stringify([localStorage, sessionStorage]))).resolves.not.toContain(
      '追加の書類',
    );
    const reviewer = await office.signIn('reviewer');
    const answer = { idempotencyKey: 'answered-on-screen-1', body: '7月31日までにお願いします。' };
    await reviewer.post(`/grants/threads/${id}`, answer);
    await page.goto(portal(`applications/${id}`));
    await page.getByText('未読の連絡が1件あります').waitFor();
    await look(page, 'case');
    await page.getByRole('link', { name: '事務局との連絡を開く' }).click();
    await page.getByText('7月31日までにお願いします。').waitFor();
    await look(page, 'messages');
    browser.expectQuiet();
  });

  it('changes the account of a submitted case, and withdraws another', async () => {
    const applicant = await office.signIn('applicant');
    const id = await caseIn(office, 'submitted');
    const page = await browser.open(portal(`applications/${id}/account-change`), { as: applicant });
    await page.getByRole('button', { name: '振込口座を変更する' }).click();
    await page.getByText('振込を受ける口座の通帳の写しを選んでください。').first().waitFor();
    await look(page, 'account-errors');
    await page.locator('#bankCode').fill('9900');
    const dated = page.getByText(/20\d\d年\d+月\d+日現在の金融機関・支店の一覧によります。/u);
    await dated.waitFor();
    await page.getByRole('button', { name: '（9900）' }).click();
    await dated.waitFor();
    await page.locator('#yucho-symbol').fill('10710');
    await page.locator('#yucho-number').fill('76543211');
    await page.getByRole('button', { name: '振込用の口座番号に直す' }).click();
    await page.getByText('〇七八（078）').waitFor();
    await look(page, 'account-yucho');
    await expect(page.locator('input[name="accountType"][value="ordinary"]').isChecked()).resolves.toBe(true);
    await expect(page.locator('#accountNumber').inputValue()).resolves.toBe('7654321');
    await page.locator('#accountHolderKana').fill('カ）ヘンコウ');
    await page
      .locator('#passbook')
      .setInputFiles({ name: '通帳.pdf', mimeType: 'application/pdf', buffer: PDF });
    await page.getByRole('button', { name: '振込口座を変更する' }).click();
    await page.getByRole('heading', { level: 1, name: '申請の状況' }).waitFor();
    await page.locator('.history').getByText('振込口座の変更').waitFor();
    await page.getByRole('link', { name: '申請を取り下げる' }).click();
    await page.locator('#reason').fill('要件を満たさないことが分かったため');
    await page.getByRole('button', { name: '申請を取り下げる' }).click();
    await page.locator('.now__state').getByText('取下げ').waitFor();
    browser.expectQuiet();
  });

  it('keeps password and second factor in one place', async () => {
    const applicant = await office.signIn('applicant');
    const page = await browser.open(portal('settings'), { as: applicant });
    await page.getByRole('button', { name: 'パスワードを変更する' }).click();
    await page.getByText('現在のパスワードを入力してください。').first().waitFor();
    await look(page, 'settings-errors');
    await page.getByRole('button', { name: '二要素認証を設定する' }).click();
    await page.locator('#factor-password').fill(office.accounts.applicant?.password ?? '');
    await page.getByRole('button', { name: '二要素認証を設定する' }).click();
    await page.getByAltText('認証アプリに登録するためのQRコード').waitFor();
    await expectFocus(page, 'factor-scan');
    await look(page, 'second-factor');
    const secret = (await page.locator('code.secret').innerText()).replaceAll(' ', '');
    await page.locator('#factor-otp').fill(await freshCodeOf(secret));
    await page.getByRole('button', { name: '有効にする' }).click();
    await page.getByText('二要素認証は有効です。').waitFor();
    await expectFocus(page, 'factor-switch');
    browser.expectQuiet();

    // Signing in now takes the code as well; a wrong one is a fault of that field.
    browser.allow(/status of 401.*auth\/login/u);
    const { email, password } = office.accounts.applicant ?? { email: '', password: '' };
    await page.getByRole('button', { name: 'ログアウト', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'とちぎ男性育休推進企業奨励金' }).waitFor();
    await page.goto(portal('signin'));
    await page.getByLabel('メールアドレス').fill(email);
    await page.getByLabel('パスワード').fill(password);
    const enter = page.getByRole('button', { name: 'ログイン', exact: true });
    await enter.click();
    await page.getByText('このアカウントは二要素認証を使っています。').waitFor();
    await expectFocus(page, 'otp');
    await look(page, 'signin-code');
    await page.locator('#otp').fill('000000');
    await enter.click();
    await page.getByText('確認コードが違います。').first().waitFor();
    await look(page, 'signin-code-wrong');
    // A code holds for thirty seconds, and a slow machine may pass the end of them.
    await expect
      .poll(
        async () => {
          // Between two of these steps the page may be left: then there is nothing more to fill in.
          const soon = { timeout: 2_000 };
          await page
            .locator('#otp')
            .fill(codeOf(secret), soon)
            .then(() => enter.click(soon))
            .catch(() => undefined);
          await page.waitForLoadState('networkidle');
          return new URL(page.url()).pathname;
        },
        { timeout: 120_000, interval: 5_000 },
      )
      .toBe('/portal/applications');
    browser.expectQuiet();
  });
});
