import type { AccountName } from '@grant/scripts/accounts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { carrySession, openBrowser, type Browser, type Page } from '../../fixtures/browser.ts';
import { startOffice, type Office } from '../../fixtures/office.ts';
import { openAs, region, saidDone, violations } from './desk.ts';

let office: Office;
let browser: Browser;

beforeAll(async () => {
  [office, browser] = await Promise.all([startOffice({ seed: true }), openBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await office?.stop();
});

async function sound(page: Page, name: string): Promise<void> {
  await expect(violations(page)).resolves.toEqual([]);
  await browser.picture(page, `office-funds-${name}`);
}

describe('資金管理の画面', () => {
  it('shows the balance of the book, the forecast beside it, and takes a clerk through the passbook', async () => {
    const page = await openAs(office, browser, 'clerk', '/funds', 1280);
    const [row] = await office.sql<{ yen: string }[]>`select grant_available(true) as yen`;
    const available = `${Number(row?.yen).toLocaleString('ja-JP')}円`;
    await region(page, '現在の残高').getByText(available).first().waitFor();
    await region(page, '所要額の見込み').getByText('一件60万円の場合').waitFor();
    await sound(page, 'balance');

    await page
      .locator('.tabs')
      .getByRole('link', { name: /入出金明細の照合（未照合 2件）/u })
      .click();
    const open = region(page, '照合の済んでいない明細');
    await open.getByText('預金利息と思われます。').waitFor();
    await sound(page, 'statement');
    await open
      .getByRole('row', { name: /決算利息/u })
      .getByRole('button', { name: '記帳する' })
      .click();
    await page.getByRole('dialog').getByRole('button', { name: '記録する' }).click();
    await saidDone(page, '記帳して照合しました。');
    await region(page, '受払簿')
      .getByRole('row', { name: /決算利息.*812円/u })
      .first()
      .waitFor();

    await page.getByLabel('入出金明細のファイル').setInputFiles({
      name: 'meisai.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from('日付,摘要,出金,入金,残高\r\n2026/07/13,組戻手数料,880,,99999932\r\n'),
    });
    await saidDone(page, '明細を0件取り込みました（取込み済み 1件、自動で照合 0件）。');

    await page.locator('.tabs').getByRole('link', { name: '残高照合（月の締め）' }).click();
    await region(page, '残高照合の記録')
      .getByRole('row', { name: /2026年6月/u })
      .getByText('確認待ち')
      .waitFor();
    await sound(page, 'months');
    await page.locator('.tabs').getByRole('link', { name: '書類' }).click();
    await region(page, '精算対象経費')
      .getByRole('row', { name: /郵送料/u })
      .waitFor();
    await sound(page, 'papers');

    // What cannot be read as a sum is said, and never taken for nothing.
    await page.locator('.tabs').getByRole('link', { name: '概算払の請求' }).click();
    await page.getByRole('button', { name: '請求を作成する' }).click();
    const request = page.getByRole('dialog', { name: '概算払の請求' });
    await request.getByLabel('使途').fill('8月の支給');
    await request
      .getByLabel(/の支給の見込み/u)
      .first()
      .fill('10万円');
    await request.getByRole('button', { name: '作成する' }).click();
    await request.getByRole('alert').getByText('金額は、円単位の数字で入力してください。').waitFor();
    await sound(page, 'unreadable');
  });

  it('lets the manager approve what the clerk asked for, and confirm the month', async () => {
    const page = await openAs(office, browser, 'manager', '/funds/requests', 1280);
    const waiting = region(page, '概算払の請求').getByRole('row', { name: /PG2026-004/u });
    await waiting.waitFor();
    // A colleague signs in from another tab: what is pressed here is done by neither of them.
    const session = async (who: AccountName): Promise<void> =>
      carrySession(page.context(), office.url, await office.signIn(who));
    await session('approver');
    browser.allow(/409/u);
    await waiting.getByRole('button', { name: '承認する' }).click();
    await page
      .locator('.desk')
      .getByText('別の利用者としてログインしています。この操作は行われていません。')
      .first()
      .waitFor();
    await session('manager');
    await waiting.getByRole('button', { name: '承認する' }).click();
    await saidDone(page, 'PG2026-004を承認しました。');
    await waiting.getByText('請求済（入金待ち）').waitFor();
    await sound(page, 'requests');
    await page.locator('.tabs').getByRole('link', { name: '残高照合（月の締め）' }).click();
    await region(page, '残高照合の記録').getByRole('button', { name: '確認する' }).click();
    await saidDone(page, '2026年6月の締めを確認しました。');
    await page.locator('.tabs').getByRole('link', { name: '精算と返納' }).click();
    await region(page, '精算と返納').getByRole('button', { name: '承認する' }).click();
    await saidDone(page, 'PS2026-001を承認しました。');
    await sound(page, 'settlements');
  });

  it('lets an old tab save nothing in a form of Directus under the session of another', async () => {
    const [text] = await office.sql<{ id: string; text: string }[]>`
      select id, text from correction_texts where status = 'active' order by id limit 1`;
    const stored = async () =>
      (await office.sql`select text from correction_texts where id = ${text?.id ?? ''}`)[0]?.[
        'text'
      ] as string;
    const page = await openAs(
      office,
      browser,
      'manager',
      `/content/correction_texts/${text?.id ?? ''}`,
      1280,
    );
    const field = page.locator('[data-field="text"] textarea');
    await expect.poll(() => field.inputValue(), { timeout: 60_000 }).toBe(text?.text);
    await field.fill('写しをもう一度提出してください。');
    await carrySession(page.context(), office.url, await office.signIn('administrator'));
    browser.allow(/409/u);
    await field.press('Control+s');
    await page
      .getByText('別の利用者としてログインしています。この操作は行われていません。')
      .first()
      .waitFor();
    await browser.picture(page, 'office-other-account');
    expect(await stored()).toBe(text?.text);
    await page.context().close();
  });

  it('gives the official the figures on a phone, and no name, line or button', async () => {
    const page = await openAs(office, browser, 'official', '/funds', 390);
    await region(page, '現在の残高').getByText('支払に充てられる額').waitFor();
    await sound(page, 'official');
    await page.goto(`${office.url}/admin/funds/requests`);
    const requests = region(page, '概算払の請求');
    await requests.getByRole('row', { name: /PG2026-001/u }).waitFor();
    await expect(requests.getByRole('button').count()).resolves.toBe(0);
    await expect(page.locator('.tabs').getByRole('link', { name: /照合/u }).count()).resolves.toBe(0);
    await sound(page, 'official-requests');
    browser.expectQuiet();
  });
});
