import { practicePaper } from '@grant/scripts/seed/paper';
import { answersSchema } from '@grant/schema';
import * as journey from '@grant/scripts/seed/journey';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, type Browser, type Page } from '../../fixtures/browser.ts';
import { startOffice, type Office } from '../../fixtures/office.ts';
import { scannedPdf } from '../../fixtures/scan.ts';
import { setStage, type Stage } from '../../integration/cases/cast.ts';
import { ask, nearlyLeft, openAs, openCase, region, saidDone, tabTo as tabToOn, violations } from './desk.ts';
import { sortAgain, takeOutMisfiled } from './late-envelope.ts';
import { typeForm } from './postal-keys.ts';

let office: Office;
let browser: Browser;
let stage: Stage;
let page: Page;
let receiptNumber = '';

beforeAll(async () => {
  [office, browser] = await Promise.all([startOffice(), openBrowser()]);
  stage = await setStage(office);
});

afterAll(async () => {
  await browser?.close();
  await office?.stop();
});

const tabTo = (words: RegExp, key?: 'Tab' | 'Shift+Tab'): Promise<void> => tabToOn(page, words, key);

/** Tab to the list of a page, and down its choices to the kind of paper. */
async function sortAs(name: string, kind: RegExp): Promise<void> {
  const list = page.getByLabel(name);
  const chosen = () =>
    list.evaluate((one) =>
      one === document.activeElement && one instanceof HTMLSelectElement
        ? (one.selectedOptions[0]?.textContent ?? '')
        : null,
    );
  for (let press = 0; press < 100; press += 1) {
    const now = await chosen();
    if (now !== null && kind.test(now)) return;
    await page.keyboard.press(now === null ? 'Tab' : 'ArrowDown');
  }
  throw new Error(`no ${kind.source} within reach of the keyboard`);
}

describe('a postal case, by keyboard alone', () => {
  it('is looked up, opened and numbered', async () => {
    page = await openAs(office, browser, 'reception', '/intake');
    await page.getByRole('heading', { name: /封筒を開け/u }).waitFor();
    await tabTo(/^事業主の名称$/u);
    await page.keyboard.type('株式会社けやき');
    await page.keyboard.press('Enter');
    await page.getByText('同じと思われる申請・過年度の支給はありません。').waitFor();
    await tabTo(/^到着日/u);
    await page.keyboard.type('20260715');
    await tabTo(/^消印の日/u);
    await page.keyboard.type('20260713');
    await page.keyboard.press('Enter');
    await page.getByText(/申請日 2026年7月13日/u).waitFor();
    await expect(violations(page)).resolves.toEqual([]);
    await browser.picture(page, 'office-intake');
    receiptNumber = (await page.locator('.receipt').textContent()) ?? '';
  });

  it('gets its papers from a scan of several envelopes, split by cover sheet and sorted', async () => {
    await tabTo(/^読み取った書類の振り分け/u, 'Shift+Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: '登録したファイル' }).waitFor();
    // What the dialog of the operating system hands over is the only thing the keyboard of the page does not do.
    const dialog = page.waitForEvent('filechooser');
    await tabTo(/^読み取ったファイル（PDF）$/u);
    await page.keyboard.press('Enter');
    const chooser = await dialog;
    await chooser.setFiles({
      name: '7月15日.pdf',
      mimeType: 'application/pdf',
      buffer: scannedPdf([receiptNumber, null, null]),
    });
    await page.getByText('3頁を読み取りました。').waitFor();
    await tabTo(/^振り分けの案を確認する$/u);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: '7月15日.pdf（3頁）' }).waitFor();
    await page.getByRole('link', { name: '（申請事業主は未入力）' }).waitFor();
    await tabTo(/^手元で数えた封筒の数/u);
    await page.keyboard.type('1');
    await page.keyboard.press('Enter');
    await saidDone(page, '各案件に綴じました。案件の画面で、書類の種類ごとに仕分けてください。');
    await tabTo(/^（申請事業主は未入力）$/u);
    await page.keyboard.press('Enter');
    await page.getByText('仕分け待ちの書類（7月15日（1-3頁）.pdf）').waitFor();
    await sortAs('2頁の書類の種類', /通帳/u);
    await sortAs('3頁の書類の種類', /^出勤簿/u);
    await tabTo(/^この内容で仕分ける$/u);
    await page.keyboard.press('Enter');
    await page.getByText('書類を仕分けました。').waitFor();
    await page.getByRole('heading', { name: '書類（2件）' }).waitFor();
    const filed = await office.sql`
      select x.paper, x.pages from attachments x join applications a on a.id = x.application
       where a.receipt_number = ${receiptNumber} and x.status = 'received' order by x.paper`;
    expect(filed).toEqual([
      { paper: 'attendance', pages: 1 },
      { paper: 'passbook', pages: 1 },
    ]);
    await tabTo(/^郵送受付に戻る$/u);
    await page.keyboard.press('Enter');
    await tabTo(new RegExp(`^${receiptNumber}$`, 'u'));
    await page.keyboard.press('Enter');
  });

  it('is typed in, every question of the form, and registered with its gaps', async () => {
    const answers = stage.answers();
    await page.getByRole('heading', { name: '申請事業主' }).waitFor();
    const id = page.url().split('/').at(-1) ?? '';
    await typeForm(page, answers);
    await page.keyboard.press('Enter');
    await page.getByText('入力を保存しました。').waitFor();
    await page.getByText('残り 0項目').waitFor();
    await expect(violations(page)).resolves.toEqual([]);
    const typed = await stage.cast.by('reception').call('application.show', { id });
    // Not asked of a first month alone; and nobody is shown the whole number of an account.
    const kept = Object.entries(answers).filter(([key, one]) => one !== '' && key !== 'firstThreeMonths');
    const accountNumber = `•••${(answers.accountNumber ?? '').slice(-3)}`;
    expect(typed.answers).toMatchObject({ ...Object.fromEntries(kept), accountNumber });
    // Somebody else has saved meanwhile: neither of the two loses what was typed.
    await stage.cast.by('reception').call('application.save', {
      id,
      revision: typed.revision,
      answers: answersSchema.parse({ ...answers, representativeName: '別人 代表' }),
    });
    browser.allow(/status of 409 \(Conflict\).*save/u);
    // A paper that is attached meanwhile says nothing of the answers: what the other saved is not overwritten unseen.
    await page.getByLabel('書類の種類', { exact: true }).selectOption('passbook');
    await page.getByLabel('読み取ったファイル（PDF・画像）').setInputFiles({
      name: '通帳2.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from(practicePaper(['PASSBOOK'])),
    });
    await page.getByText('書類を添付しました。').waitFor();
    await tabTo(/^担当者の氏名/u);
    await page.keyboard.press('Control+A');
    await page.keyboard.type('二人目 入力');
    // A way that leads off the page asks first; whoever stays has lost nothing.
    await expect(nearlyLeft(page, '郵送受付に戻る')).resolves.toContain('まだ記録していません。');
    await tabTo(/^担当者の氏名/u);
    await page.keyboard.press('Enter');
    const merge = page.getByRole('dialog', { name: 'ほかの人が先に更新しました' });
    await merge.getByText('二人目 入力').waitFor();
    await merge.getByText('別人 代表').waitFor();
    await expect(violations(page)).resolves.toEqual([]);
    for (const width of [390, 1280]) {
      await page.setViewportSize({ width, height: 900 });
      await browser.picture(page, `office-intake-merge-${String(width)}`);
    }
    await merge.getByRole('button', { name: '自分の操作をやり直す' }).press('Enter');
    await page.getByText('入力を保存しました。').waitFor();
    await page.getByText('残り 0項目').waitFor();
    const both = await stage.cast.by('reception').call('application.show', { id });
    expect(both.answers).toMatchObject({
      contactName: '二人目 入力',
      representativeName: '別人 代表',
    });
    await browser.picture(page, 'office-intake-entry');
    // A day that is none is typed as it stands on the paper, and the papers themselves did not come.
    await tabTo(/^家事育児の分担等について情報提供した日必須$/u);
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.type('令和8年2月30日');
    await tabTo(/^登録する（審査に回す）$/u);
    await page.keyboard.press('Enter');
    const gaps = page.getByRole('dialog', { name: '未記入のまま受け付ける項目' });
    await gaps.getByText('家事育児の分担等について情報提供した日', { exact: true }).first().waitFor();
    await expect(violations(page)).resolves.toEqual([]);
    for (const width of [390, 1280, 1920]) {
      await page.setViewportSize({ width, height: 900 });
      await browser.picture(page, `office-intake-gaps-${String(width)}`);
    }
    await tabTo(/^書面のメモ/u);
    await page.keyboard.type('日付は2月30日と記入されている');
    await page.keyboard.press('Enter');
    await page.getByText('この申請は「受付済」です。', { exact: false }).waitFor();
    await expect(violations(page)).resolves.toEqual([]);
    const seen = await stage.cast.by('reviewer').call('case.workbench', { id });
    const notes = seen.judgement?.findings.filter((one) => one.rule === 'answer_missing') ?? [];
    expect(notes.map((one) => one.facts['note'])).toEqual(['日付は2月30日と記入されている']);
    await stage.cast.by('reviewer').call('case.take', { id, version: seen.version });
    browser.expectQuiet();
  });
});

describe('the gaps of a postal case in review', () => {
  it('stand among the findings, and one press asks for all of them', async () => {
    const id = page.url().split('/').at(-1) ?? '';
    const open = await openCase(office, browser, 'reviewer', id);
    await region(open, '要件の判定').getByText('記入の不備').first().waitFor();
    for (const width of [390, 1280, 1920]) {
      await open.setViewportSize({ width, height: 900 });
      await browser.picture(open, `office-gap-findings-${String(width)}`);
    }
    const dialog = await ask(open, '補正の依頼');
    await dialog.getByRole('button', { name: /^不備\d+件をまとめて補正する点に加える$/u }).press('Enter');
    await expect
      .poll(() =>
        dialog
          .getByRole('textbox')
          .evaluateAll((all) => all.map((one) => (one as HTMLTextAreaElement).value).join('')),
      )
      .toContain('「家事育児の分担等について情報提供した日」の記入がないか、読み取れません。');
    await expect(violations(open)).resolves.toEqual([]);
    await browser.picture(open, 'office-gap-correction');
    await dialog.getByRole('button', { name: '補正を依頼する' }).press('Enter');
    await saidDone(open, '「補正の依頼」を記録しました。');
    await open.context().close();
  });
});

describe('a new account that came by post', () => {
  it('is entered from the case with its passbook, on a telephone too', async () => {
    const walk = await stage.submitted();
    const open = await openCase(office, browser, 'reception', walk.id);
    await region(open, '案件の状態').getByRole('link', { name: '振込口座の変更（郵送受付）' }).click();
    await open.getByRole('heading', { name: '届いた書面の口座' }).waitFor();
    await expect(violations(open)).resolves.toEqual([]);
    await open.getByLabel(/金融機関コード4桁/u).fill('0129');
    await open.getByLabel(/店番3桁/u).fill('100');
    await open.getByLabel(/^預金種目/u).selectOption('ordinary');
    await open.getByLabel(/^口座番号/u).fill('12345678');
    await open.getByLabel(/^口座名義/u).fill('カ）ユウビン');
    await open.getByLabel('届いた通帳の写し（PDF・画像）').setInputFiles({
      name: '通帳.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from(practicePaper(['PASSBOOK'])),
    });
    await browser.picture(open, 'office-postal-account');
    browser.allow(/status of 400/u);
    await open.getByRole('button', { name: '新しい口座を登録する' }).click();
    await open.getByRole('alert').waitFor();
    await open.getByLabel(/^口座番号/u).fill('7654321');
    // Somebody takes the case meanwhile: what was typed and the file stay, beside what has changed.
    const version = await stage.version(walk);
    await stage.cast.by('reviewer').call('case.take', { id: walk.id, version });
    browser.allow(/status of 409 \(Conflict\).*account-change/u);
    await open.getByRole('button', { name: '新しい口座を登録する' }).click();
    const merge = open.getByRole('dialog', { name: 'ほかの人が先に更新しました' });
    await merge.getByText('通帳.pdf').waitFor();
    await merge.getByText('審査中').waitFor();
    await expect(violations(open)).resolves.toEqual([]);
    await browser.picture(open, 'office-postal-account-merge');
    await merge.getByRole('button', { name: '自分の操作をやり直す' }).click();
    await saidDone(open, '新しい口座を登録しました。');
    const accounts = await office.sql<{ last3: string; status: string }[]>`
      select last3, status from bank_accounts where application = ${walk.id} and status = 'live'`;
    expect(accounts.map(({ last3 }) => last3)).toEqual(['321']);
    await open.setViewportSize({ width: 390, height: 844 });
    await expect
      .poll(() => open.evaluate(() => document.body.scrollWidth - document.body.clientWidth))
      .toBe(0);
    await browser.picture(open, 'office-postal-account-390');
    await open.context().close();
  });
});

describe('追加書類', () => {
  it('is told to the reviewer, and sorted by the desk on the page of the case, at any width', async () => {
    const walk = await stage.submitted();
    await journey.inReview(stage.cast, walk);
    const { case: shown } = await stage.cast.by('reviewer').call('case.workbench', { id: walk.id });
    const bytes = Uint8Array.from(scannedPdf([shown.receiptNumber, null]));
    const desk = stage.cast.by('reception');
    const scan = await desk.call('scan.upload', {}, { name: '追加.pdf', type: 'application/pdf', bytes });
    const parts = [{ from: 1, to: 2, receiptNumber: shown.receiptNumber, caseId: walk.id }];
    await desk.call('scan.split', { id: scan.id, envelopes: 1, parts });
    const reads = await openCase(office, browser, 'reviewer', walk.id);
    await reads.getByRole('alert').getByText('追加書類が届いています。', { exact: false }).waitFor();
    page = await openAs(office, browser, 'reception', `/content/applications/${walk.id}`, 1280);
    await page.getByRole('region', { name: '仕分け待ちの書類 追加（1-2頁）.pdf' }).waitFor();
    for (const [one, width] of [
      [reads, 1280],
      [page, 1280],
      [reads, 390],
      [page, 390],
    ] as const) {
      await one.setViewportSize({ width, height: 900 });
      await expect(violations(one)).resolves.toEqual([]);
      await browser.picture(one, `late-papers-${one === reads ? 'reviewer' : 'desk'}-${width}`);
    }
    await sortAs('2頁の書類の種類', /賃金台帳/u);
    await tabTo(/^この内容で仕分ける$/u);
    await page.keyboard.press('Enter');
    await saidDone(page, '「追加書類の仕分け」を記録しました。');
    await page.getByText('種類ごとに仕分けた書類 1件').waitFor();
    await sortAgain(page, browser);
    await takeOutMisfiled(page, browser, receiptNumber);
    await reads.context().close();
    await page.context().close();
  });
});
