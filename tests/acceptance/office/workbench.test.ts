import type * as journey from '@grant/scripts/seed/journey';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, type Browser, type Page } from '../../fixtures/browser.ts';
import { startOffice, type Office } from '../../fixtures/office.ts';
import { reviewFirstCase } from '../../fixtures/review-keys.ts';
import { setStage, type Stage } from '../../integration/cases/cast.ts';
import { ask, behind, goWithin, openAs, openCase, region, saidDone, tabTo, violations } from './desk.ts';
import { answerForFile, askForFile, compareFiles, doubtedSheet } from './named-file.ts';

let office: Office;
let browser: Browser;
let stage: Stage;
let walk: journey.Walk;
let next: journey.Walk;
let page: Page;

beforeAll(async () => {
  [office, browser] = await Promise.all([startOffice(), openBrowser()]);
  stage = await setStage(office);
  walk = await stage.submitted();
  next = await stage.submitted();
});

afterAll(async () => {
  await browser?.close();
  await office?.stop();
});

describe('自分の番', () => {
  it('chooses cases by key, takes them at once and says what was done', async () => {
    page = await openAs(office, browser, 'reviewer', '/queues');
    const rows = page.locator('.desk tbody tr');
    await rows.first().waitFor();
    await expect(rows.count()).resolves.toBe(2);
    // Who speaks to the machine switches the letters off, so that no word chooses every case.
    await page.getByLabel('文字キーで操作する').uncheck();
    await page.keyboard.press('a');
    await page.keyboard.press('j');
    await expect(page.locator('.desk tbody input:checked').count()).resolves.toBe(0);
    await page.getByLabel('文字キーで操作する').check();
    await page.keyboard.press('a');
    await expect.poll(() => page.locator('.desk tbody input:checked').count()).toBe(2);
    await rows.first().getByRole('link').focus();
    await page.keyboard.press('x');
    await page.getByRole('button', { name: '選んだ1件の「審査の開始」' }).waitFor();
    await expect(violations(page)).resolves.toEqual([]);
    await page.keyboard.press('x');
    await page.getByRole('button', { name: '選んだ2件の「審査の開始」' }).click();
    await page.getByRole('heading', { name: '2件のうち2件を処理しました' }).waitFor();
    await page.getByText('今、この列に案件はありません。').waitFor();
  });
});

describe('審査画面', () => {
  it('opens the paper of a finding, takes its page as evidence and marks, all by key', async () => {
    page = await openCase(office, browser, 'reviewer', walk.id);
    const findings = region(page, '要件の判定');
    await findings.getByText(/適合した判定/u).click();
    const row = findings.locator('[data-rule="employment"]');
    await row.focus();
    await page.keyboard.press('o');
    const shown = page.locator('.papers').getByText(/雇用保険被保険者資格取得等確認通知書.*1 \/ \d+頁/u);
    await shown.waitFor();
    await page.keyboard.press('e');
    await page.keyboard.press('1');
    await row.locator('button[aria-pressed=true]', { hasText: '適' }).waitFor();
    await page.reload();
    await findings.getByText(/適合した判定/u).click();
    await row.getByRole('button', { name: /雇用保険被保険者.*1頁/u }).waitFor();
    const [kept] = await office.sql`select mark, evidence_page from findings
      where application = ${walk.id} and rule = 'employment'`;
    expect(kept).toEqual({ mark: 'ok', evidence_page: 1 });
  });

  it('leafs, turns and enlarges the papers, all by key', async () => {
    const spoken = page.locator('.papers').getByRole('status');
    const picture = page.locator('.papers .stage img');
    const place = () => picture.evaluate((one) => one.closest<HTMLElement>('.stage')?.style.width);
    const turned = () =>
      picture.evaluate((one) => /rotate\((?<by>\d+)deg\)/u.exec(one.style.transform)?.groups?.['by']);
    await page.keyboard.press('g');
    await page.keyboard.press('p');
    const number = async () => page.locator('.papers label[for=paper]').textContent();
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.matches('.papers .page:focus-visible')))
      .toBe(true);
    const papers = /（1 \/ (?<all>\d+)）/u.exec((await number()) ?? '')?.groups?.['all'];
    for (let at = 2; at <= Number(papers); at += 1) {
      await page.keyboard.press('n');
      await expect.poll(number).toBe(`書類（${String(at)} / ${papers ?? ''}）`);
    }
    await page.keyboard.press('p');
    await page.keyboard.press('r');
    await expect.poll(turned).toBe('90');
    await page.keyboard.press('+');
    await page.keyboard.press('+');
    await expect.poll(place).toBe('150%');
    await spoken.getByText('150％').waitFor();
    // The larger picture has come, and lies within its place.
    await expect
      .poll(() => picture.evaluate((one) => (one as HTMLImageElement).naturalWidth))
      .toBeGreaterThan(1280);
    await page.keyboard.press('-');
    await expect.poll(place).toBe('125%');
    await page.keyboard.press('0');
    await expect.poll(place).toBe('100%');
    // Another page, and back: once turned, a paper stays so.
    await page.keyboard.press('n');
    await expect.poll(turned).toBe('0');
    await page.keyboard.press('k');
    await expect.poll(turned).toBe('90');
    for (let turn = 0; turn < 3; turn += 1) await page.keyboard.press('r');
    await expect.poll(turned).toBe('0');
    // On a field the same letters are letters, and Tab leads out of the viewer.
    await page.keyboard.press('Shift+Tab');
    await expect(page.evaluate(() => document.activeElement?.closest('.papers .page'))).resolves.toBeNull();
  });

  it('shows both readings, the key legend and the record of the review', async () => {
    await page.keyboard.press('?');
    await page.locator('.legend').getByText('表示中の頁を根拠にする').waitFor();
    await page.keyboard.press('?');
    await page
      .getByRole('region', { name: '月数の読み方の表' })
      .getByText('応当日による1か月')
      .first()
      .waitFor();
    await page
      .getByRole('region', { name: '加算の読み方の表' })
      .getByText('最も高い加算だけを加える')
      .waitFor();
    const record = await behind(page, page.getByRole('link', { name: '審査調書（PDF）' }));
    expect(record.headers()['content-type']).toContain('application/pdf');
    await expect(violations(page)).resolves.toEqual([]);
  });

  it('puts a slip right with a reason, and shows what was filed', async () => {
    const answers = region(page, '申請内容');
    await answers.getByRole('button', { name: /誤記を直す.*担当者の氏名/u }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('正しい内容').fill('訂正 花子');
    await dialog.getByLabel(/誤記と分かる理由/u).fill('委任状の氏名と照合');
    await expect(violations(page)).resolves.toEqual([]);
    await dialog.getByRole('button', { name: '訂正して申請者に知らせる' }).click();
    await saidDone(page, '「明らかな誤記の訂正」を記録しました。');
    const line = answers.locator('.line', { hasText: '訂正 花子' });
    await expect(line.locator('del').textContent()).resolves.toBe(walk.answers.contactName);
  });

  it('takes no dialog along to the next case on the way back through the browser', async () => {
    await ask(page, '補正の依頼');
    for (const { id } of [next, walk]) {
      const [row] = await office.sql`select receipt_number from applications where id = ${id}`;
      await goWithin(page, `/content/applications/${id}`, new RegExp(String(row?.['receipt_number']), 'u'));
      await expect(page.locator('dialog').count()).resolves.toBe(0);
    }
  });

  it('shows who else is here, and lets the one who was overtaken choose', async () => {
    // The refusal of the second is what is tried here.
    browser.allow(/status of 409 \(Conflict\).*request-correction/u);
    const other = await openCase(office, browser, 'reviewer2', walk.id);
    await other.locator('.presence').getByText('が閲覧中').waitFor();
    const dialog = await ask(page, '補正の依頼');
    await dialog.getByLabel('項目・書類').selectOption('field:scheduledWorkdays');
    await dialog.getByLabel(/どう直してほしいか/u).fill('勤務表と照らしてください。');
    const version = await stage.version(walk);
    await stage.cast.by('reception').call('case.staffFix', {
      id: walk.id,
      version,
      reason: '電話で確認した誤記',
      changes: [{ key: 'contactName', value: '別の 担当' }],
    });
    await dialog.getByRole('button', { name: '補正を依頼する' }).click();
    const merge = page.getByRole('dialog', { name: 'ほかの人が先に更新しました' });
    await merge.getByText('別の 担当').waitFor();
    await merge.getByText(/勤務表と照らしてください。/u).waitFor();
    await expect(violations(page)).resolves.toEqual([]);
    await merge.getByRole('button', { name: '自分の操作をやり直す' }).click();
    await saidDone(page, '「補正の依頼」を記録しました。');
    const [row] = await office.sql`select a.contact_name, i.reason from applications a
      join corrections c on c.application = a.id join correction_items i on i.correction = c.id
      where a.id = ${walk.id}`;
    expect(row).toEqual({ contact_name: '別の 担当', reason: '勤務表と照らしてください。' });
  });
});

describe('期限を過ぎた補正', () => {
  it('is put to the prefecture by keyboard alone, by whoever reviews', async () => {
    await office.sql`
      update corrections set requested_at = '2026-06-15T10:00:00+09:00', due_on = '2026-07-01'
       where application = ${walk.id}`;
    const desk = await openAs(office, browser, 'reception', '/corrections');
    await desk.getByRole('cell', { name: /^未協議（担当 /u }).waitFor();
    await expect(desk.getByRole('button', { name: /^協議を記録/u }).count()).resolves.toBe(0);
    await desk.context().close();
    const open = await openAs(office, browser, 'reviewer', '/corrections');
    await open.getByRole('heading', { name: '期限を過ぎた補正（1件）' }).waitFor();
    await tabTo(open, /^協議を記録/u);
    await open.keyboard.press('Enter');
    await open.getByRole('dialog', { name: '県との協議の記録' }).waitFor();
    await tabTo(open, /^協議したい内容$/u);
    await open.keyboard.press('ControlOrMeta+A');
    await open.keyboard.type('電話に出ない。取扱いを協議したい。');
    await expect(violations(open)).resolves.toEqual([]);
    await tabTo(open, /^協議の記録を作成する$/u);
    await open.keyboard.press('Enter');
    await saidDone(open, '県との協議の記録を作成しました。');
    await open.getByRole('link', { name: '協議の記録' }).waitFor();
    const [kept] = await office.sql`
      select c.detail, c.state from consultations c join corrections r on r.consultation = c.id
       where r.application = ${walk.id}`;
    expect(kept).toMatchObject({ state: 'with_prefecture' });
    expect(kept?.['detail']).toContain('電話に出ない。取扱いを協議したい。');
    // The button is gone; the keyboard stands on what took its place.
    await expect(open.locator(':focus').textContent()).resolves.toContain('協議の記録');
    await open.context().close();
  });
});

describe('補正の対象のファイル', () => {
  it('is named from the evidence of the review, asked for, answered and compared', async () => {
    const { id, attachmentId } = await doubtedSheet(stage);
    const desk = await openCase(office, browser, 'reviewer', id);
    await askForFile(browser, desk, attachmentId);
    await answerForFile(office, browser, id);
    await compareFiles(browser, desk);
    await desk.context().close();
  });
});

describe('a simple case', () => {
  it('goes from the queue to its recommendation in at most twelve key presses and clicks', async () => {
    const clean = await stage.submitted();
    const queue = await openAs(office, browser, 'reviewer2', '/queues');
    const { presses } = await reviewFirstCase(queue);
    expect(presses).toBeLessThanOrEqual(12);
    const [row] = await office.sql`select state, recommendation from applications where id = ${clean.id}`;
    expect(row).toEqual({ state: 'recommended', recommendation: 'grant' });
  });
});
