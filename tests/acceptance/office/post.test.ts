/** 郵送: the split of a scan on the desk's screen, and what the postal applicant then sees on the public page. */
import type { VerbOutput } from '@grant/schema';
import * as journey from '@grant/scripts/seed/journey';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, type Browser, type Page } from '../../fixtures/browser.ts';
import { startOffice, type Office } from '../../fixtures/office.ts';
import { readPdf } from '../../fixtures/pdf.ts';
import { scannedPdf } from '../../fixtures/scan.ts';
import { setStage, type Stage } from '../../integration/cases/cast.ts';
import { openAs, saidDone, tabTo, violations } from './desk.ts';

let office: Office;
let browser: Browser;
let stage: Stage;
let opened: VerbOutput<'case.receive'>;

beforeAll(async () => {
  [office, browser] = await Promise.all([startOffice(), openBrowser()]);
  stage = await setStage(office);
  opened = await stage.cast.by('reception').call('case.receive', { arrivedOn: '2026-07-15' });
});
afterAll(async () => {
  await browser?.close();
  await office?.stop();
});

describe('読み取った書類の振り分け', () => {
  let page: Page;

  it('shows the proposal as pictures before anything is filed, at any width', async () => {
    page = await openAs(office, browser, 'reception', '/intake/scans', 1280);
    await page.getByLabel('読み取ったファイル（PDF）').setInputFiles({
      name: '7月15日.pdf',
      mimeType: 'application/pdf',
      buffer: scannedPdf([opened.receiptNumber, null, null]),
    });
    await page.getByRole('link', { name: '振り分けの案を確認する' }).click();
    await page.getByLabel('受付番号（空欄は「綴じない」）').waitFor();
    await expect
      .poll(() => page.locator('.strip img').evaluateAll((all) => all.map((one) => one.clientWidth > 0)))
      .toEqual([true, true, true]);
    await page.getByRole('img', { name: '3頁を大きく見る' }).waitFor();
    await browser.picture(page, 'scan-split-1280');
    await expect(violations(page)).resolves.toEqual([]);
    await page.setViewportSize({ width: 390, height: 900 });
    await expect(violations(page)).resolves.toEqual([]);
    await browser.picture(page, 'scan-split-390');
    await page.setViewportSize({ width: 1280, height: 900 });
    const papers = await office.sql`select id from attachments where application = ${opened.id}`;
    expect(papers).toHaveLength(0);
  });

  it('lets a page begin another envelope, names a wrong number, and files what is right', async () => {
    await page.getByRole('button', { name: /ここから別の封筒\s*（3頁）/u }).click();
    const fields = page.getByLabel('受付番号（空欄は「綴じない」）');
    await fields.nth(1).fill('R8-777777-7');
    browser.allow(/status of 422/u);
    await page.getByRole('button', { name: 'この内容で綴じる' }).click();
    await page.getByRole('alert').getByText('R8-777777-7').waitFor();
    await fields.nth(1).fill('');
    await page.getByRole('button', { name: 'この内容で綴じる' }).click();
    await saidDone(page, '各案件に綴じました。案件の画面で、書類の種類ごとに仕分けてください。');
    const filed = await office.sql`select id from attachments where application = ${opened.id}`;
    expect(filed).toHaveLength(1);
  });

  it('sorts the envelope into papers in the case, beside the custody log', async () => {
    await page.goto(`${office.url}/admin/intake/${opened.id}`);
    await page.getByText('仕分け待ちの書類（7月15日（1-2頁）.pdf）').waitFor();
    await page.getByLabel('2頁の書類の種類').selectOption('passbook');
    await page.getByRole('region', { name: '原本の保管' }).getByText('郵送受付の棚').waitFor();
    await browser.picture(page, 'envelope-sort-1280');
    await expect(violations(page)).resolves.toEqual([]);
    await page.getByRole('button', { name: 'この内容で仕分ける' }).click();
    await page.getByText('書類を仕分けました。').waitFor();
    const papers = await office.sql`
      select paper, pages from attachments where application = ${opened.id} and status = 'received'`;
    expect(papers).toEqual([{ paper: 'passbook', pages: 1 }]);
  });

  it('keeps the log of the originals by keyboard alone: another shelf, and one that goes back', async () => {
    const custody = page.getByRole('region', { name: '原本の保管' });
    await tabTo(page, /^移動を記録/u);
    await page.keyboard.press('Enter');
    // The keyboard goes on with what is still to be said.
    await expect(page.locator(':focus').getAttribute('id')).resolves.toBe('custody-place');
    await page.keyboard.type('審査席の棚');
    await page.keyboard.press('Enter');
    await custody.getByText('原本の記録を加えました。').waitFor();
    await custody.getByText('審査席の棚').waitFor();
    await tabTo(page, /^返却を記録/u, 'Shift+Tab');
    await page.keyboard.press('Enter');
    await expect(page.locator(':focus').getAttribute('id')).resolves.toBe('custody-number');
    await page.keyboard.type('53100123451');
    await page.keyboard.press('Enter');
    await custody.getByText('53100123451').waitFor();
    await expect(violations(page)).resolves.toEqual([]);
    const kept = await office.sql`
      select action, place, tracking_number from custody_entries where application = ${opened.id} order by recorded_at`;
    expect(kept.slice(-2)).toMatchObject([
      { action: 'moved', place: '審査席の棚' },
      { action: 'returned', tracking_number: '53100123451' },
    ]);
    await page.context().close();
  });
});

/** What the page must not say to whoever holds the card: whose case it is. */
const PRIVATE = /株式会社|代表者/u;

/** The number for the status page, from a new card of the case. */
async function pinOf(id: string): Promise<string> {
  const card = await stage.client('reception').fetch(`/grants/intake/${id}/status-card.pdf`, {
    method: 'POST',
  });
  const { text } = await readPdf(new Uint8Array(await card.arrayBuffer()));
  return /照会番号([0-9A-Z]{4}-[0-9A-Z]{4})/u.exec(text)?.[1] ?? '';
}

describe('申請状況の照会', () => {
  it.each([390, 1280])(
    'shows state and turn for the numbers on the card, at a width of %i',
    async (width) => {
      const pin = await pinOf(opened.id);
      const page = await browser.open(`${office.url}/portal/status`, { width });
      await page.getByRole('button', { name: '状況を確認する' }).click();
      await page.getByRole('link', { name: '受付番号を入力してください。' }).waitFor();
      await browser.expectAccessible(page);
      await page.getByLabel(/^受付番号/u).fill(opened.receiptNumber);
      await page.getByLabel(/^照会番号/u).fill('ABCD2345');
      browser.allow(/status of 404/u);
      await page.getByRole('button', { name: '状況を確認する' }).click();
      await page.getByText('受付番号又は照会番号が違います').waitFor();
      await page.getByLabel(/^照会番号/u).fill(pin);
      await page.getByRole('button', { name: '状況を確認する' }).click();
      await page.getByRole('heading', { name: `受付番号 ${opened.receiptNumber} の状況` }).waitFor();
      await page.getByText('郵送受領', { exact: true }).waitFor();
      await browser.expectAccessible(page);
      await expect(page.getByRole('main').getByText(PRIVATE).count()).resolves.toBe(0);
      await browser.picture(page, `status-${String(width)}`);
      await page.context().close();
    },
  );

  it('tells whoever left gaps what is asked for and until when, by keyboard alone', async () => {
    const { employerName = '', employerPhone = '' } = stage.answers();
    const walk = await journey.received(stage.cast, 970, { employerName, employerPhone });
    const desk = stage.cast.by('reception');
    const { receiptNumber } = await desk.call('application.show', { id: walk.id });
    await desk.call('case.register', { id: walk.id, version: 0 });
    const pin = await pinOf(walk.id);
    await journey.correctionRequested(stage.cast, walk);
    const page = await browser.open(`${office.url}/portal/status`, { width: 390 });
    await tabTo(page, /^受付番号/u);
    await page.keyboard.type(receiptNumber ?? '');
    await tabTo(page, /^照会番号/u);
    await page.keyboard.type(pin.toLowerCase().replace('-', ''));
    await page.keyboard.press('Enter');
    await page.getByText('補正をお願いしています。', { exact: false }).waitFor();
    await page.getByText('申請者（あなた）').waitFor();
    await expect(page.getByRole('main').innerText()).resolves.toMatch(/補正の期限\s*\d{4}年\d+月\d+日/u);
    await browser.expectAccessible(page);
    await expect(page.getByRole('main').getByText(employerName).count()).resolves.toBe(0);
    await page.context().close();
  });
});
