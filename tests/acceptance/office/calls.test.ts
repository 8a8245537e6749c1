/** 電話受付 and 一覧と報告 in a real browser: a call by keyboard alone, a report read and taken, an approval given. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, type Browser, type Page } from '../../fixtures/browser.ts';
import { startOffice, type Client, type Office } from '../../fixtures/office.ts';
import { setStage, type Stage } from '../../integration/cases/cast.ts';
import { openAs, saidDone, tabTo as tabToWords, violations } from './desk.ts';
import { untidy } from './screen-faults.ts';

let office: Office;
let browser: Browser;
let stage: Stage;

beforeAll(async () => {
  [office, browser] = await Promise.all([startOffice(), openBrowser()]);
  stage = await setStage(office);
});
afterAll(async () => {
  await browser?.close();
  await office?.stop();
});

/** Tab until the keyboard stands in the field of this name; answers how often it was pressed. */
async function tabTo(page: Page, id: string): Promise<number> {
  for (let presses = 0; presses < 80; presses += 1) {
    if ((await page.evaluate(() => document.activeElement?.id)) === id) return presses;
    await page.keyboard.press('Tab');
  }
  throw new Error(`no ${id} within reach of the keyboard`);
}

describe('a telephone call', () => {
  it('is written down by keyboard alone, with the case of the caller', async () => {
    const walk = await stage.submitted({ employerName: '株式会社髙根沢製麺' });
    const page = await openAs(office, browser, 'reception', '/calls', 1280);
    await page.getByRole('heading', { name: /回答を待つ問合せ（0件）/u }).waitFor();
    await page.keyboard.type('高根沢');
    await page.getByRole('option', { name: /髙根沢製麺/u }).waitFor();
    await page.keyboard.press('Enter');
    await page
      .locator('.desk')
      .getByRole('link', { name: /髙根沢製麺/u })
      .waitFor();
    await page.keyboard.press('Tab');
    const before = await tabTo(page, 'call-contact');
    await page.keyboard.press('Tab');
    await page.keyboard.press('5');
    await expect.poll(() => page.getByRole('radio', { name: '審査の状況' }).isChecked()).toBe(true);
    const toQuestion = await tabTo(page, 'call-question');
    await page.keyboard.type('審査の状況を知りたい。');
    const toAnswer = await tabTo(page, 'call-answer');
    await page.keyboard.type('審査待ちであることを伝えた。');
    await expect(violations(page)).resolves.toEqual([]);
    await browser.picture(page, 'office-calls');
    await page.keyboard.press('Control+Enter');
    await saidDone(page, '記録しました（回答済）。');
    // Besides the words: Enter, two tabs, the category and Control+Enter. In thirty seconds nobody has time for more.
    expect(5 + before + toQuestion + toAnswer).toBeLessThanOrEqual(15);
    const [row] = await office.sql`select application, category, channel, state, minutes from inquiries`;
    expect(row).toMatchObject({
      application: walk.id,
      category: 'progress',
      channel: 'phone',
      state: 'closed',
    });
    expect(Number(row?.['minutes'])).toBeGreaterThan(0);
    browser.expectQuiet();
  });
});

describe('一覧と報告', () => {
  it('is read by the prefecture, and taken with a purpose', async () => {
    const page = await openAs(office, browser, 'official', '/lists/inquiries', 1280);
    await page.getByRole('heading', { name: '問合せの集計', exact: true }).waitFor();
    await page.getByRole('region', { name: '区分別の表' }).waitFor();
    await expect(violations(page)).resolves.toEqual([]);
    expect(await page.getByRole('link', { name: '審査管理表' }).count()).toBe(0);
    await tabToWords(page, /^ファイルに出力する$/u);
    await page.keyboard.press('Enter');
    await tabToWords(page, /^利用目的（提出先と使い道）$/u);
    await page.keyboard.type('県の月次の会議の資料にするため');
    await tabToWords(page, /^出力する$/u);
    const [file] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
    expect(file.suggestedFilename()).toMatch(/問合せの集計_2026-07-15\.xlsx$/u);
    await saidDone(page, '問合せの集計を出力し、記録しました。');
    expect(await office.sql`select subject from exports`).toEqual([{ subject: '問合せの集計' }]);
    browser.expectQuiet();
  });

  it('shows the 審査管理表 with its cases to a reviewer', async () => {
    const page = await openAs(office, browser, 'reviewer', '/lists/management', 1280);
    const table = page.getByRole('region', { name: '審査管理表の表' });
    await table.getByRole('link', { name: /^R8-/u }).first().waitFor();
    await expect(violations(page)).resolves.toEqual([]);
    await browser.picture(page, 'office-management');
    browser.expectQuiet();
  });
});

describe('よくある質問', () => {
  it('is revised while it stays on the site, and approved by an official who sees both texts', async () => {
    const writer = stage.client('reception');
    const [manager, official] = await Promise.all([office.signIn('manager'), office.signIn('official')]);
    const text = { category: 'papers', question: '写真でもよいですか。', answer: 'はい。' };
    const made = await writer.post('/items/faqs', { ...text, state: 'in_review' });
    const { id } = (made.body as { data: { id: string } }).data;
    const move = (who: Client, version: number, from: string, to: string) =>
      who.post(`/grants/desk/faqs/${id}/move`, { version, from, to });
    await official.post(`/grants/desk/faqs/${id}/review`, { version: 1, verdict: 'approved' });
    await move(manager, 1, 'approved', 'published');
    await move(writer, 1, 'published', 'draft');
    await writer.patch(`/items/faqs/${id}`, { answer: 'いいえ。' });
    await move(writer, 2, 'draft', 'in_review');
    const page = await openAs(office, browser, 'official', `/content/faqs/${id}`, 1280);
    await page.getByRole('button', { name: 'この文を承認する' }).waitFor();
    const saying = (title: RegExp) =>
      page.locator('.texts > div').filter({ has: page.getByRole('heading', { name: title }) });
    await expect(saying(/^公開中の版（第1版/u).innerText()).resolves.toContain('はい。');
    await expect(saying(/^改訂中の版（第2版）$/u).innerText()).resolves.toContain('いいえ。');
    await expect(violations(page)).resolves.toEqual([]);
    await browser.picture(page, 'office-faq');
    await page.getByRole('button', { name: 'この文を承認する' }).click();
    await saidDone(page, 'この文を承認しました。');
    expect(await office.sql`select state, live_version from faqs where id = ${id}`).toEqual([
      { state: 'approved', live_version: 1 },
    ]);
    browser.expectQuiet();
  });
});

describe('練習', () => {
  it('shows the auditor how it stands, and no button', async () => {
    const page = await openAs(office, browser, 'auditor', '/practice', 1280);
    await page.getByRole('heading', { name: '練習用の記録' }).waitFor();
    await expect(page.getByRole('button', { name: '練習をやり直す' }).count()).resolves.toBe(0);
    await page.context().close();
  });

  it('is begun anew by the manager, who says why', async () => {
    const page = await openAs(office, browser, 'manager', '/practice', 1280);
    await page
      .getByText(/^[1-9]\d*件$/u)
      .first()
      .waitFor();
    await page.getByRole('button', { name: '練習をやり直す' }).press('Enter');
    const dialog = page.getByRole('dialog', { name: '練習のやり直し' });
    await dialog.getByLabel('理由').waitFor();
    await expect(violations(page)).resolves.toEqual([]);
    await dialog.getByLabel('理由').focus();
    await page.keyboard.type('新任者の研修を始めるため');
    await page.keyboard.press('Enter');
    await saidDone(page, '練習用の記録を保管庫に移しました。空の状態から練習を始められます。');
    await page.getByRole('region', { name: 'やり直しの記録の表' }).getByText('新任者の研修').waitFor();
    expect(await office.sql`select id from applications`).toEqual([]);
    await tabToWords(page, /^保管庫を見る（第1回）$/u);
    await page.keyboard.press('Enter');
    const archive = page.getByRole('region', { name: '保管庫（第1回のやり直しの前の記録）' });
    await archive.getByLabel('記録の種類').waitFor();
    await expect(page.locator(':focus').textContent()).resolves.toContain('保管庫');
    await tabToWords(page, /^記録の種類$/u);
    const chosen = archive.getByLabel('記録の種類').locator('option:checked');
    for (let press = 0; press < 60 && !/^問合せ（/u.test((await chosen.innerText()).trim()); press += 1)
      await page.keyboard.press('ArrowDown');
    await archive.getByText('審査待ちであることを伝えた。').waitFor();
    await archive.getByText('受付 一郎').first().waitFor();
    for (const width of [390, 1280, 1920]) {
      await page.setViewportSize({ width, height: 900 });
      await expect(untidy(page)).resolves.toEqual([]);
      await expect(violations(page)).resolves.toEqual([]);
      await browser.picture(page, `office-practice-${String(width)}`);
    }
    browser.expectQuiet();
  });
});
