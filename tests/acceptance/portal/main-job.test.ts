import { exampleAnswers, sections } from '@grant/schema';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, type Browser, type Page } from '../../fixtures/browser.ts';
import { refusalCode, startOffice, type Office } from '../../fixtures/office.ts';
import { PATIENCE } from '../../fixtures/patience.ts';
import { answerSection, attachPapers, register, sendSignIn, signIn, waitForSave } from './applicant.ts';

const account = { email: 'taro@firm.example.jp', password: 'a-long-practice-password' };

let office: Office;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  [office, browser] = await Promise.all([startOffice({ seed: true }), openBrowser()]);
  page = await browser.open(`${office.url}/portal/`);
  browser.allow(/\/grants\/account\/me/u);
});

afterAll(async () => {
  await browser.close();
  await office.stop();
});

/** The link of the mail with this subject; behind `#` it carries its token, which holds the mail address. */
async function linkTo(leads: 'verify' | 'reset', email: string): Promise<string> {
  const subject = { verify: 'メールアドレスの確認', reset: 'パスワードの再設定' }[leads];
  const { links } = await office.mail.waitFor(email, { subject });
  return links.find((link) => new RegExp(`/portal/${leads}#token=[\\w.-]+$`, 'u').test(link)) ?? 'no link';
}

/** What a page asks any server for from now on, with the page it says it comes from. */
function addressesAskedBy(one: Page): string[] {
  const asked: string[] = [];
  one.on('request', (request) => asked.push(`${request.url()} ${request.headers()['referer'] ?? ''}`));
  return asked;
}

describe('an employer applies at the portal', () => {
  it('registers with a mail address and the link that was mailed', async () => {
    const asked = addressesAskedBy(page);
    await register(page, `${office.url}/portal/`, account, (email) => linkTo('verify', email));
    expect(asked.filter((address) => address.includes('token'))).toEqual([]);
    await expect.poll(() => page.getByText('まだ申請はありません。').count()).toBe(1);
    await browser.expectAccessible(page);
  });

  it('sees at once what is still missing, each with the way to it', async () => {
    await page.getByRole('button', { name: '新しい申請書を作る' }).click();
    await page.getByRole('heading', { level: 1, name: '申請書の作成' }).waitFor();
    await expect(page.getByText('未着手').count()).resolves.toBe(sections.length);
    await browser.expectAccessible(page);
    await page.getByRole('link', { name: '入力内容を確認して提出する' }).click();
    await page.getByText('提出の前に入力・添付が必要な項目があります').waitFor();
    await browser.expectAccessible(page);
    await page.getByRole('link', { name: '事業主の名称を入力してください。' }).click();
    await page.getByRole('heading', { level: 1, name: '申請事業主' }).waitFor();
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('employerName');
    const inSight = (): Promise<boolean> =>
      page.locator('[id="employerName"]').evaluate((field) => {
        const { top, bottom } = field.getBoundingClientRect();
        return top >= 0 && bottom <= window.innerHeight;
      });
    await expect.poll(inSight).toBe(true);
    await browser.expectAccessible(page);
    await page.getByRole('link', { name: '申請書の項目一覧へ' }).first().click();
  });

  it('fills every section, saved as typed', async () => {
    await page.getByRole('link', { name: '申請事業主', exact: true }).click();
    for (const section of sections) {
      if (section.code === 'papers') {
        await attachPapers(page);
        await page.getByRole('button', { name: '次へ' }).click();
        continue;
      }
      await answerSection(page, section.code, exampleAnswers);
      await waitForSave(page);
      await browser.expectAccessible(page);
      await page.getByRole('button', { name: /^(?:次へ|入力内容の確認へ)/u }).click();
    }
    await page.getByRole('heading', { level: 1, name: '入力内容の確認' }).waitFor();
    await page.getByText('必要な項目がすべてそろっています。').waitFor();
    await expect(page.locator('.amount__total').textContent()).resolves.toBe('300,000円');
    await browser.expectAccessible(page);
  });

  it('loses nothing when the tab is closed in the middle', async () => {
    await page.reload();
    await page.getByText('必要な項目がすべてそろっています。').waitFor();
    await expect(
      page.locator('.answers').getByText('株式会社とちぎ製作所').first().isVisible(),
    ).resolves.toBe(true);
  });

  it('files once, even with a double click, and gets a number, a receipt and a mail', async () => {
    await page.getByRole('button', { name: '提出する' }).dblclick();
    await page.getByRole('heading', { level: 1, name: '申請を受け付けました' }).waitFor();
    const number = (await page.locator('.number__value').textContent())?.trim() ?? '';
    expect(number).not.toBe('');
    const filed = await office.sql`
      select receipt_number from applications
       where applicant = (select id from directus_users where email = ${account.email})`;
    expect(filed.map((row) => String(row['receipt_number']))).toEqual([number]);
    const link = page.getByRole('link', { name: /受付票（PDF）/u });
    // Its job waits in one line with those of all others; the page looks for it as long.
    await link.waitFor({ timeout: PATIENCE });
    const receipt = await page.request.get(`${office.url}${(await link.getAttribute('href')) ?? ''}`);
    expect(receipt.headers()['content-type']).toContain('application/pdf');
    const mail = await office.mail.waitFor(account.email, { subject: '受け付けました' });
    expect(mail.text).toContain(number);
    await browser.expectAccessible(page);
  });

  it('follows the case, and a second visit to the form changes nothing', async () => {
    await page.getByRole('link', { name: '申請の状況を見る' }).click();
    await page
      .getByText(/^受付済/u)
      .first()
      .waitFor();
    await browser.expectAccessible(page);
    await page.goBack();
    await page.getByRole('heading', { level: 1, name: '申請を受け付けました' }).waitFor();
    const cases = await office.sql`
      select state from applications
       where applicant = (select id from directus_users where email = ${account.email})`;
    expect(cases.map((row) => String(row['state']))).toEqual(['submitted']);
    browser.expectQuiet();
  });
});

describe('パスワードの再設定', () => {
  const renewed = 'another-long-practice-password';

  it('leads from the request by a mailed link to a new password, and the old one is refused', async () => {
    const own = await browser.open(`${office.url}/portal/password`);
    const asked = addressesAskedBy(own);
    const ask = own.getByRole('button', { name: '再設定のメールを受け取る' });
    await ask.click();
    await own.getByText('メールアドレスを入力してください。').first().waitFor();
    await browser.expectFitting(own, [390, 1280]);
    await own.getByLabel('メールアドレス').fill(account.email);
    await ask.click();
    await own.getByRole('heading', { level: 1, name: '再設定のメールを送りました' }).waitFor();

    const link = await linkTo('reset', account.email);
    await own.goto(`${office.url}/portal/reset`);
    await own.getByText('リンクが途中で切れている').waitFor();
    // As pasted into the address bar of the page that says the link was cut.
    await own.goto(link);
    await own.getByLabel('新しいパスワード').fill(renewed);
    expect(own.url()).toBe(`${office.url}/portal/reset`);
    await own.getByRole('button', { name: 'パスワードを変更する' }).click();
    await own.getByText('確認用のパスワードが一致していません。').first().waitFor();
    await browser.expectFitting(own, [390, 1280]);
    await own.getByLabel('パスワード（確認）').fill(renewed);
    await own.getByRole('button', { name: 'パスワードを変更する' }).click();
    await own.getByRole('heading', { level: 1, name: 'パスワードを変更しました' }).waitFor();
    await own.getByRole('main').getByRole('link', { name: 'ログイン' }).click();

    browser.allow(/\/auth\/login/u);
    await sendSignIn(own, account);
    await own.getByText('メールアドレスかパスワードが違います。').waitFor();
    await signIn(own, { ...account, password: renewed });

    const token = link.split('token=')[1] ?? 'no token';
    expect(asked.filter((address) => address.includes('token'))).toEqual([]);
    expect(office.log()).not.toContain(token);
    const spent = await office.anonymous.post('/grants/account/reset', { token, password: account.password });
    expect(refusalCode(spent)).toBe('INVALID_INPUT');
  });

  it('still takes a link of the former kind, and leaves nothing of it in the address bar', async () => {
    const { anonymous } = office;
    await anonymous.post('/grants/account/request-reset', { email: account.email });
    await expect
      .poll(() => office.mail.messages().filter((mail) => mail.subject === 'パスワードの再設定').length)
      .toBe(2);
    const latest = office.mail.messages().findLast((mail) => mail.subject === 'パスワードの再設定');
    const link = latest?.links.find((one) => one.includes('/portal/reset')) ?? 'no link';
    const own = await browser.open(link.replace('#', '?'));
    await own.getByLabel('新しいパスワード').fill(account.password);
    expect(own.url()).toBe(`${office.url}/portal/reset`);
    await own.getByLabel('パスワード（確認）').fill(account.password);
    await own.getByRole('button', { name: 'パスワードを変更する' }).click();
    await own.getByRole('heading', { level: 1, name: 'パスワードを変更しました' }).waitFor();
  });
});
