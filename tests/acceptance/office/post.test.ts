/** 郵送: the split of a scan on the desk's screen, and what the postal applicant then sees on the public page. */
import { letterCodes, type VerbOutput } from '@grant/schema';
import * as journey from '@grant/scripts/seed/journey';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, type Browser, type Page } from '../../fixtures/browser.ts';
import { startOffice, type Office } from '../../fixtures/office.ts';
import { readPdf } from '../../fixtures/pdf.ts';
import { scannedPdf } from '../../fixtures/scan.ts';
import { setStage, type Stage } from '../../integration/cases/cast.ts';
import { nearlyLeft, openAs, tabTo, violations } from './desk.ts';
import { answerByPost } from './postal-answer.ts';
import { openTwice, splitByCount } from './envelope-count.ts';

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
    await splitByCount(page, browser, stage);
    const filed = await office.sql`select id from attachments where application = ${opened.id}`;
    expect(filed).toHaveLength(1);
  });

  it('sorts the envelope into papers in the case, beside the custody log', async () => {
    await page.goto(`${office.url}/admin/intake/${opened.id}`);
    await page.getByText('仕分け待ちの書類（7月15日（1-2頁）.pdf）').waitFor();
    await page.getByText('仕分け待ちの書類が1件あります。', { exact: false }).waitFor();
    await page.getByLabel('2頁の書類の種類').selectOption('passbook');
    await expect(nearlyLeft(page, '郵送受付に戻る')).resolves.toContain('まだ記録していません。');
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
    await expect(nearlyLeft(page, '郵送受付に戻る')).resolves.toContain('まだ記録していません。');
    await page.locator('#custody-place').press('Enter');
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
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ renew: true }),
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
    await desk.call('case.register', { id: walk.id, version: 0, revision: 1 });
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

describe('原本の記録, once the case is registered', () => {
  it('goes on from the case as the desk reaches it by links', async () => {
    const { employerName = '', employerPhone = '' } = stage.answers({ employerName: '株式会社原本工業' });
    const walk = await journey.received(stage.cast, 971, { employerName, employerPhone });
    await stage.cast.by('reception').call('case.register', { id: walk.id, version: 0, revision: 1 });
    const page = await openAs(office, browser, 'reception', '/intake', 1280);
    await page.getByLabel('事業主の名称', { exact: true }).fill(employerName);
    await page.keyboard.press('Enter');
    await page.getByRole('region', { name: '同じと思われる申請の表' }).getByRole('link').click();
    const custody = page.getByRole('region', { name: '原本の保管' });
    await custody.getByRole('button', { name: /^返却を記録/u }).click();
    // Whoever comes for it takes it along: then there is a name and no number.
    await custody.getByLabel('返却の方法').selectOption('窓口で返却');
    await custody.getByLabel('受取人の氏名').fill('原本 太郎');
    await page.keyboard.press('Enter');
    await custody.getByText('窓口で返却（受取人　原本 太郎）').waitFor();
    await expect(violations(page)).resolves.toEqual([]);
    const last = await office.sql`
      select action from custody_entries where application = ${walk.id} order by recorded_at desc limit 1`;
    expect(last).toEqual([{ action: 'returned' }]);
    await page.context().close();
  });
});

describe('開封', () => {
  it('makes one case of one envelope, however often Enter is pressed', async () => {
    const count = async (): Promise<number> =>
      (await office.sql`select from applications where channel = 'post'`).length;
    const before = await count();
    const page = await openAs(office, browser, 'reception', '/intake', 1280);
    await page.getByLabel(/^到着日/u).fill('20260715');
    await page.getByLabel(/^消印の日/u).fill('20260714');
    await page.keyboard.press('Enter');
    await page.getByText(/申請日 2026年7月14日/u).waitFor();
    await expect.poll(() => page.locator(':focus').getByText('受付番号').count()).toBe(1);
    await expect(page.getByLabel(/^到着日/u).inputValue()).resolves.toBe('');
    await page.keyboard.press('Enter');
    await expect(violations(page)).resolves.toEqual([]);
    await expect(count()).resolves.toBe(before + 1);
    await page.context().close();
  });

  it('says of a number that it was given before, and gives the next envelope its own', () =>
    openTwice(office, browser));

  it('ends a number that was posted only when the clerk says so', async () => {
    const page = await openAs(office, browser, 'reception', `/intake/${opened.id}`, 1280);
    const hash = async (): Promise<unknown> =>
      (await office.sql`select hash from status_pins where application = ${opened.id}`)[0]?.['hash'];
    await pinOf(opened.id);
    const posted = await hash();
    browser.allow(/status of 409/u);
    await page.getByRole('button', { name: '照会番号の案内（PDF）' }).click();
    const dialog = page.getByRole('dialog', { name: '照会番号を発行し直す' });
    await dialog.getByText('前の照会番号では、状況を確認できなくなります。', { exact: false }).waitFor();
    await expect(violations(page)).resolves.toEqual([]);
    await dialog.getByRole('button', { name: 'やめる' }).click();
    await expect(hash()).resolves.toEqual(posted);
    await page.getByRole('button', { name: '照会番号の案内（PDF）' }).click();
    const tab = page.waitForEvent('popup');
    await dialog.getByRole('button', { name: '新しい照会番号を発行する' }).click();
    await tab;
    await expect.poll(hash).not.toEqual(posted);
    await dialog.waitFor({ state: 'detached' });
    await page.context().close();
  });
});

describe('まとめての発送', () => {
  it('keeps what was scanned when it is refused, and closes once it is done, by keyboard alone', async () => {
    const walk = await stage.submitted();
    await journey.recommended(stage.cast, walk);
    const { judgement } = await stage.cast.by('approver').call('case.workbench', { id: walk.id });
    const version = await stage.version(walk);
    await stage.cast
      .by('approver')
      .call('case.grant', { id: walk.id, version, amount: judgement?.amount?.total ?? 0 });
    const codes = letterCodes(await journey.letterMade(stage.cast, walk));
    const page = await openAs(office, browser, 'reception', '/queues', 1280);
    await tabTo(page, /^通知書の発送/u);
    await page.keyboard.press('Enter');
    // The queue that was open before has the same button.
    await page
      .locator('.desk')
      .getByRole('heading', { name: /^通知書の発送/u })
      .waitFor();
    await tabTo(page, /^すべて選ぶ・外す$/u);
    await page.keyboard.press('Enter');
    await tabTo(page, /^選んだ1件の「通知書の発送」$/u);
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: '通知書の発送の記録' });
    await dialog.waitFor();
    await tabTo(page, /^発送日/u);
    await page.keyboard.type(stage.cast.today.replaceAll('-', ''));
    await tabTo(page, /^通知書の照合番号/u);
    await page.keyboard.type(codes.letter);
    // A scanner presses Enter by itself.
    await page.keyboard.press('Enter');
    await page.keyboard.type('E-0000');
    await tabTo(page, /お問い合わせ番号/u);
    await page.keyboard.type('53100123451');
    await page.keyboard.press('Enter');
    await dialog.getByRole('alert').first().waitFor();
    await expect(dialog.getByLabel(/^通知書の照合番号/u).inputValue()).resolves.toBe(codes.letter);
    await expect(dialog.getByLabel(/お問い合わせ番号/u).inputValue()).resolves.toBe('53100123451');
    await expect(violations(page)).resolves.toEqual([]);
    await dialog.getByLabel(/^宛名ラベルの照合番号/u).focus();
    await page.keyboard.press('Control+A');
    await page.keyboard.type(codes.envelope);
    await tabTo(page, /お問い合わせ番号/u);
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('heading', { name: '1件のうち1件を処理しました' }).waitFor();
    const [posted] = await office.sql`select state from applications where id = ${walk.id}`;
    expect(posted?.['state']).toBe('payable');
    await page.context().close();
  });
});

describe('郵送による補正の回答', () => {
  it('is entered item by item by keyboard alone, with what it opens and a reason for what stays', async () => {
    await answerByPost(office, browser, stage);
  });
});
