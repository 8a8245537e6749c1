import { readFileSync } from 'node:fs';
import path from 'node:path';
import { papers, questionLabel } from '@grant/schema';
import { ROOT } from '@grant/scripts/environment';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, type Browser, type Page } from '../../fixtures/browser.ts';
import { loseAnswer } from '../../fixtures/lost-answer.ts';
import { startOffice, type Client, type Office } from '../../fixtures/office.ts';
import { expectSummary, PDF } from './applicant.ts';
import { answered, caseIn } from './practice-case.ts';

let office: Office;
let browser: Browser;
let applicant: Client;
let page: Page;

beforeAll(async () => {
  [office, browser] = await Promise.all([startOffice({ seed: true }), openBrowser()]);
  applicant = await office.signIn('applicant');
  page = await browser.open(`${office.url}/portal/applications`, { as: applicant });
});

afterAll(async () => {
  await browser.close();
  await office.stop();
});

async function show(id: string, rest: string, title: string): Promise<void> {
  await page.goto(`${office.url}/portal/applications/${id}${rest}`);
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
}

async function summary(count: number): Promise<void> {
  await expectSummary(page, count);
  await browser.expectFitting(page, [390, 1280]);
}

async function stateOf(id: string): Promise<string> {
  const [row] = await office.sql`select state from applications where id = ${id}`;
  return String(row?.['state']);
}

/** Every address of one application, out of the router itself: a page that is added later is walked as well. */
function addressesOfCase(): string[] {
  const source = readFileSync(path.join(ROOT, 'portal', 'src', 'router.ts'), 'utf8');
  const pages = [...source.matchAll(/path: '\/applications\/:id([^']*)'/gu)].map(([, rest = '']) => rest);
  const ofDraft = [...source.matchAll(/\{ path: '([^'/]+)', name: /gu)].map(
    ([, rest = '']) => `/draft/${rest}`,
  );
  return [...pages, ...ofDraft].map((rest) => rest.replace(':section', 'account'));
}

describe('another applicant', () => {
  it('finds nothing of the case at any of its addresses', async () => {
    const id = await caseIn(office, 'correction_requested');
    const [told] = await office.sql`
      select receipt_number, employer_name, employee_name from applications where id = ${id}`;
    const secrets = Object.values(told ?? {}).map(String);
    expect(secrets).toHaveLength(3);
    browser.allow(/status of 404/u);
    const stranger = await browser.open(`${office.url}/portal/`, { as: await office.signIn('applicant2') });
    const addresses = addressesOfCase();
    expect(addresses.toSorted()).toEqual(
      expect.arrayContaining([
        '',
        '/account-change',
        '/draft',
        '/draft/account',
        '/draft/check',
        '/messages',
      ]),
    );
    for (const rest of addresses) {
      await stranger.goto(`${office.url}/portal/applications/${id}${rest}`);
      await stranger.getByText(/見つかりません/u).waitFor();
      const text = await stranger.locator('body').innerText();
      expect(secrets.filter((secret) => text.includes(secret))).toEqual([]);
      await expect(stranger.locator('main').locator('input, textarea, button').count()).resolves.toBe(0);
    }
    await browser.expectAccessible(stranger);
    await stranger.context().close();
  });
});

describe('a correction that the office asked for', () => {
  let id: string;

  it('opens only what was asked for, with the note, the reason and the old value', async () => {
    id = await caseIn(office, 'correction_requested');
    await show(id, '', '申請の状況');
    await page.getByText('補正依頼中').first().waitFor();
    await page.getByRole('link', { name: '補正に回答する' }).click();
    await page.getByRole('heading', { level: 1, name: '補正への回答' }).waitFor();
    await page.getByText('御不明な点は事務局へお問い合わせください。').waitFor();
    await page.getByText('復帰した月の出勤簿を追加してください。').waitFor();
    await page.getByText('勤務カレンダーでは27日です。確かめて直してください。').waitFor();
    // The value, and the papers so far, as they stand: struck through, the papers still to be opened.
    await expect(page.locator('.old del').allInnerTexts()).resolves.toContain('28');
    await expect(page.locator('.old a').count()).resolves.toBeGreaterThan(0);
    // Another sheet was asked for beside the one that is named, which is not given up unless the applicant says so.
    await page.getByText(/1枚目のファイル『.+』/u).waitFor();
    await expect(page.locator('.old input').isChecked()).resolves.toBe(false);
    // A paper has a second way in, the camera, which is no question of its own.
    const asked = page.locator('main').locator('input:not([capture], .old *, .unneeded *), textarea, select');
    await expect(asked.count()).resolves.toBe(2);
    await expect.poll(() => page.locator('.counter').innerText()).toBe('2件中0件対応');
    await browser.expectAccessible(page);
  });

  it('is not sent while something is unanswered, and says what', async () => {
    await page.getByRole('button', { name: 'まとめて提出する' }).click();
    await summary(2);
    const lines = await page.locator('.error-summary a').allInnerTexts();
    expect(lines.toSorted()).toEqual(
      [
        `「${papers.attendance.label}」を添付してください。`,
        `「${questionLabel('scheduledWorkdays')}」に回答してください。`,
      ].toSorted(),
    );
    // The very file that was filed before is no new one.
    const filed = (await page.locator('.old a').first().getAttribute('href')) ?? '';
    const same = await (await page.request.get(new URL(filed, office.url).href)).body();
    await page
      .locator('.paper input[type=file][multiple]')
      .setInputFiles({ name: '同じもの.pdf', mimeType: 'application/pdf', buffer: same });
    await page.getByText('同じ内容のファイルが既に添付されているため、追加しませんでした。').waitFor();
    await expect(page.locator('.counter').innerText()).resolves.toBe('2件中0件対応');
    await expect(page.getByText('まだ提出していません。').count()).resolves.toBe(0);
    await page.locator('.error-summary a').first().click();
    await expect(stateOf(id)).resolves.toBe('correction_requested');
  });

  it('counts what is answered, keeps it over a reload, and goes out once', async () => {
    await page.locator('.paper input[type=file][multiple]').setInputFiles({
      name: '出勤簿（復帰月）.pdf',
      mimeType: 'application/pdf',
      buffer: PDF,
    });
    await page.getByRole('link', { name: '出勤簿（復帰月）.pdf' }).waitFor();
    await expect.poll(() => page.locator('.counter').innerText()).toBe('2件中1件対応');
    await page.locator('.paper input[type=file][multiple]').setInputFiles({
      name: '出勤簿（復帰月）.pdf',
      mimeType: 'application/pdf',
      buffer: PDF,
    });
    await page.getByText('同じ内容のファイルが既に添付されているため').waitFor();
    await expect(page.getByRole('link', { name: '出勤簿（復帰月）.pdf' }).count()).resolves.toBe(1);
    // A paper alone is an answer not sent yet as well: whoever leaves is asked.
    await page.getByText('まだ提出していません。').waitFor();
    let asked = '';
    page.once('dialog', (dialog) => {
      asked = dialog.message();
      void dialog.dismiss();
    });
    await page.getByRole('main').getByRole('link', { name: '申請の状況' }).click();
    await expect.poll(() => asked).toContain('まだ提出していません。');
    await page.getByRole('heading', { level: 1, name: '補正への回答' }).waitFor();
    await page.locator('[id="scheduledWorkdays"]').fill('27');
    await page.getByText('2件中2件対応').first().waitFor();
    await page.reload();
    await page.getByRole('link', { name: '出勤簿（復帰月）.pdf' }).waitFor();
    await expect.poll(() => page.locator('[id="scheduledWorkdays"]').inputValue()).toBe('27');
    await expect.poll(() => page.locator('.counter').innerText()).toBe('2件中2件対応');
    await browser.expectAccessible(page);
    // The answer of the server is lost on the way; sent again it is no second answer.
    browser.allow(/status of 4\d\d.*correction/u);
    await loseAnswer(browser, page, '**/correction/answer');
    await page.getByRole('button', { name: 'まとめて提出する' }).dblclick();
    await page.getByRole('heading', { level: 1, name: '申請の状況' }).waitFor();
    await page.locator('.now__state').getByText('審査中').waitFor();
    await expect(page.getByRole('link', { name: '補正に回答する' }).count()).resolves.toBe(0);
    const mail = await office.mail.waitFor(applicant.account?.email ?? '', { subject: '補正の回答' });
    expect(mail.subject).toContain('補正の回答を受け付けました');
  });

  it('shows the reviewer old and new', async () => {
    const reviewer = await office.signIn('reviewer');
    const seen = answered('case.workbench', (await reviewer.get(`/grants/cases/${id}`)).body);
    const items = seen.corrections.at(-1)?.items ?? [];
    expect(items.find((item) => item.target === 'scheduledWorkdays')).toMatchObject({
      oldValue: '28',
      newValue: '27',
    });
    expect(items.find((item) => item.target === 'attendance')?.newValue).toBe('出勤簿（復帰月）.pdf');
    expect(seen.case.state).toBe('in_review');
  });

  it('leaves nothing to answer behind', async () => {
    await show(id, '/correction', '補正への回答');
    await page.getByText('現在、回答が必要な補正はありません。').waitFor();
    await expect(page.locator('main').locator('input, textarea').count()).resolves.toBe(0);
  });
});

describe('an account that the bank refused', () => {
  it('is typed anew, and the case waits for its payment again', async () => {
    const id = await caseIn(office, 'account_correction');
    await show(id, '', '申請の状況');
    await page.getByRole('link', { name: '振込口座を訂正する' }).click();
    await page.getByRole('heading', { level: 1, name: '振込口座の訂正' }).waitFor();
    await page.getByText('（0129）').waitFor();
    await expect(page.locator('[id="accountNumber"]').inputValue()).resolves.toBe('');
    await page.getByRole('button', { name: '口座を訂正する' }).click();
    await summary(2);
    await page.locator('[id="accountNumber"]').fill('7654321');
    await browser.picture(page, 'portal-account-correction');
    await page
      .locator('#passbook')
      .setInputFiles({ name: '通帳.pdf', mimeType: 'application/pdf', buffer: PDF });
    // The answer of the server is lost on the way; the account is there all the same.
    await loseAnswer(browser, page, `**/applications/${id}/account`);
    await page.getByRole('button', { name: '口座を訂正する' }).dblclick();
    await page.locator('.now__state').getByText('支払待ち').waitFor();
    const accounts = await office.sql`
      select last3, status from bank_accounts where application = ${id} order by edited_at`;
    expect(accounts.map((row) => String(row['status']))).toEqual(['replaced', 'live']);
    expect(accounts.at(-1)?.['last3']).toBe('321');
  });
});

describe('a submitted application', () => {
  it('is withdrawn for a reason, once and for all', async () => {
    const id = await caseIn(office, 'submitted');
    await show(id, '', '申請の状況');
    await page.getByRole('link', { name: '申請を取り下げる' }).click();
    await page.getByRole('heading', { level: 1, name: '申請の取下げ' }).waitFor();
    await page.getByRole('button', { name: '申請を取り下げる' }).click();
    await summary(1);
    await page.locator('[id="reason"]').fill('対象の従業員が退職したため。');
    await page.getByRole('button', { name: '申請を取り下げる' }).click();
    await page.locator('.now__state').getByText('取下げ').waitFor();
    await expect(stateOf(id)).resolves.toBe('withdrawn');
    await expect(page.getByRole('link', { name: '申請を取り下げる' }).count()).resolves.toBe(0);
    await show(id, '/withdraw', '申請の取下げ');
    await page.getByText('この申請は取り下げられません。').waitFor();
    browser.expectQuiet();
  });
});
