import { answersSchema } from '@grant/schema';
import { practicePaper } from '@grant/scripts/seed/paper';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, type Browser, type Page } from '../../fixtures/browser.ts';
import { startOffice, type Office } from '../../fixtures/office.ts';
import { setStage, type Stage } from '../../integration/cases/cast.ts';
import { ask, openAs, openCase, region, saidDone, tabTo as tabToOn, violations } from './desk.ts';

let office: Office;
let browser: Browser;
let stage: Stage;
let page: Page;

beforeAll(async () => {
  [office, browser] = await Promise.all([startOffice(), openBrowser()]);
  stage = await setStage(office);
});

afterAll(async () => {
  await browser?.close();
  await office?.stop();
});

const tabTo = (words: RegExp): Promise<void> => tabToOn(page, words);

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
  });

  it('is typed in, every question of the form, and registered with its gaps', async () => {
    const answers = stage.answers();
    await tabTo(/^申請の内容を入力する$/u);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: '申請事業主' }).waitFor();
    const id = page.url().split('/').at(-1) ?? '';
    await tabTo(/^事業主の名称必須$/u);
    await page.keyboard.type(String(answers.employerName));
    await tabTo(/^雇用環境の整備の取組を追加$/u);
    await page.keyboard.press('Enter');
    await tabTo(/^1件目 内容$/u);
    await page.keyboard.type('管理職に研修を行った。');
    await page.keyboard.press('Enter');
    await page.getByText('入力を保存しました。').waitFor();
    await expect(violations(page)).resolves.toEqual([]);
    const typed = await stage.cast.by('reception').call('application.show', { id });
    expect(typed.answers.employerName).toBe(answers.employerName);
    expect(typed.answers.measures?.[0]?.description).toBe('管理職に研修を行った。');
    // The rest as the same keyboard would leave it.
    await stage.cast
      .by('reception')
      .call('application.save', { id, revision: typed.revision, answers: answersSchema.parse(answers) });
    // Somebody else has saved meanwhile: neither of the two loses what was typed.
    browser.allow(/status of 409 \(Conflict\).*save/u);
    await tabTo(/^担当者の氏名/u);
    await page.keyboard.type('二人目 入力');
    await page.keyboard.press('Enter');
    const merge = page.getByRole('dialog', { name: 'ほかの人が先に更新しました' });
    await merge.getByText('二人目 入力').waitFor();
    await merge.getByText(String(answers.representativeName)).waitFor();
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
      representativeName: answers.representativeName,
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
    await page.getByText('登録が済み、審査待ちになっています。').waitFor();
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
    await open.getByRole('button', { name: '新しい口座を登録する' }).click();
    await saidDone(open, '新しい口座を登録しました。');
    const accounts = await office.sql<{ last3: string; status: string }[]>`
      select last3, status from bank_accounts where application = ${walk.id} and status = 'live'`;
    expect(accounts.map(({ last3 }) => last3)).toEqual(['321']);
    await open.setViewportSize({ width: 390, height: 844 });
    await expect(open.evaluate(() => document.body.scrollWidth - document.body.clientWidth)).resolves.toBe(0);
    await browser.picture(open, 'office-postal-account-390');
    await open.context().close();
  });
});
