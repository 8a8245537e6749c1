import * as journey from '@grant/scripts/seed/journey';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, type Browser, type Page } from '../../fixtures/browser.ts';
import { startOffice, type Office } from '../../fixtures/office.ts';
import { setStage, type Stage } from '../../integration/cases/cast.ts';
import { ask, openAs, openCase, region, saidDone, tabTo, violations } from './desk.ts';

let office: Office;
let browser: Browser;
let stage: Stage;
let first: journey.Walk;
let second: journey.Walk;

beforeAll(async () => {
  [office, browser] = await Promise.all([startOffice(), openBrowser()]);
  stage = await setStage(office);
  first = await stage.submitted();
  const {
    employerPhone = '',
    bankCode = '',
    branchCode = '',
    accountType = '',
    accountNumber = '',
  } = first.answers;
  second = await stage.submitted({ employerPhone, bankCode, branchCode, accountType, accountNumber });
  await journey.inReview(stage.cast, second);
});

afterAll(async () => {
  await browser?.close();
  await office?.stop();
});

/** Accessible, and pictured at the widths of a phone and of two desks. */
async function expectGood(page: Page, name: string): Promise<void> {
  for (const width of [390, 1280, 1920]) {
    await page.setViewportSize({ width, height: 900 });
    await browser.picture(page, `office-${name}-${String(width)}`);
  }
  await expect(violations(page)).resolves.toEqual([]);
}

describe('what is odd about a case', () => {
  it('is judged, suspended, and released by two other people', async () => {
    const desk = await openCase(office, browser, 'reviewer', second.id);
    const doubt = region(desk, '不正疑義');
    await doubt.getByText('別の事業主と同じ振込口座').waitFor();
    const duplicates = region(desk, '重複の確認');
    await duplicates.getByRole('button', { name: '重複の判断を記録する' }).click();
    await duplicates.getByText('すべての申請に、判断と理由を入力してください。').waitFor();
    const kept = duplicates.getByRole('group').first();
    await kept.getByLabel('別件（別の事業主・従業員の申請）').check();
    await kept.getByLabel('判断の理由').fill('登記で別の法人と確認した。');
    await kept.getByRole('button', { name: 'ほかの申請にも同じ判断と理由を入れる' }).click();
    await expectGood(desk, 'doubt-case');
    await desk.setViewportSize({ width: 1680, height: 900 });
    await duplicates.getByRole('button', { name: '重複の判断を記録する' }).click();
    await saidDone(desk, '重複の判断を記録しました。');
    const dialog = await ask(desk, '保留（疑義調査）');
    await dialog.getByLabel('疑いの種類').selectOption('口座の共用');
    await dialog.getByLabel('理由', { exact: true }).fill('別の事業主と同じ口座である。');
    await dialog.getByRole('button', { name: '保留（疑義調査）を実行する' }).click();
    await saidDone(desk, '「保留（疑義調査）」を記録しました。');
    await doubt.getByRole('link', { name: '速報（PDF）' }).waitFor();
    const told = await openAs(office, browser, 'official', '/doubt');
    await told.getByRole('link', { name: /^速報（PDF）を開く/u }).waitFor();
    await expect(told.getByText(second.answers.employerName ?? '').count()).resolves.toBe(0);
    await expectGood(told, 'doubt-official');

    const proposer = await openCase(office, browser, 'approver', second.id);
    const proposal = await ask(proposer, '保留の解除の提案');
    await proposal.getByLabel('疑いなし').check();
    await proposal.getByLabel('理由', { exact: true }).fill('通帳の原本で確認した。');
    await expect(violations(proposer)).resolves.toEqual([]);
    await proposal.getByRole('button', { name: '保留の解除の提案を実行する' }).click();
    await saidDone(proposer, '「保留の解除の提案」を記録しました。');

    const confirmer = await openCase(office, browser, 'manager', second.id);
    const release = await ask(confirmer, '保留の解除');
    await release.getByLabel('理由', { exact: true }).fill('提案のとおり確認した。');
    await release.getByRole('button', { name: '保留の解除を実行する' }).click();
    await saidDone(confirmer, '「保留の解除」を記録しました。');
    await region(confirmer, '不正疑義').getByText('提案のとおり確認した。').waitFor();

    // The judgement of the duplicates was wrong: another person than who made it opens it again.
    await proposer.reload();
    const judged = region(proposer, '重複の確認');
    await judged.getByText('判断の誤りに気付いたとき').first().press('Enter');
    await judged.getByLabel('確認をやり直す理由').first().fill('登記を取り違えた。');
    await expectGood(proposer, 'duplicate-reopen');
    await judged.getByRole('button', { name: '重複の確認をやり直す' }).first().press('Enter');
    await saidDone(proposer, '重複の確認をやり直します。');
    await judged.getByText('これまでの判断（やり直し 1回）').first().waitFor();
  });

  it('stands on the board of the office', async () => {
    const page = await openAs(office, browser, 'manager', '/doubt');
    await page.getByRole('heading', { name: /兆候のある申請（[1-9]/u }).waitFor();
    await expectGood(page, 'doubt-board');
  });
});

describe('by keyboard alone', () => {
  it('likely duplicates are judged, a case suspended, and found again on the board', async () => {
    const third = await stage.submitted();
    const fourth = await stage.submitted({ employerPhone: third.answers.employerPhone ?? '' });
    await journey.inReview(stage.cast, fourth);
    const desk = await openCase(office, browser, 'reviewer', fourth.id);
    const { keyboard } = desk;
    await region(desk, '重複の確認').getByRole('group').first().waitFor();
    await tabTo(desk, /^有効（/u);
    await keyboard.press('ArrowDown');
    await keyboard.press('ArrowDown');
    await tabTo(desk, /^判断の理由$/u);
    await keyboard.type('登記で別の法人と確認した。');
    await tabTo(desk, /^ほかの申請にも同じ/u);
    await keyboard.press('Enter');
    await tabTo(desk, /^重複の判断を記録する$/u);
    await keyboard.press('Enter');
    await saidDone(desk, '重複の判断を記録しました。');
    const verdicts = await office.sql`
      select distinct verdict from duplicate_members where application in (${third.id}, ${fourth.id})`;
    expect(verdicts).toEqual([{ verdict: 'different' }]);

    await tabTo(desk, /^保留（疑義調査）$/u, 'Shift+Tab');
    await keyboard.press('Enter');
    await desk.getByRole('dialog').waitFor();
    // Whoever thinks better of it stands where the dialog was opened.
    await keyboard.press('Escape');
    await desk.getByRole('dialog').waitFor({ state: 'detached' });
    await expect(desk.locator(':focus').textContent()).resolves.toContain('保留（疑義調査）');
    await keyboard.press('Enter');
    await tabTo(desk, /^疑いの種類$/u);
    await keyboard.press('ArrowDown');
    await tabTo(desk, /^理由$/u);
    await keyboard.type('出勤簿の記載が賃金台帳と合わない。');
    await tabTo(desk, /^保留（疑義調査）を実行する$/u);
    await keyboard.press('Enter');
    await saidDone(desk, '「保留（疑義調査）」を記録しました。');

    const { receiptNumber } = (await stage.cast.by('reviewer').call('case.workbench', { id: fourth.id }))
      .case;
    const board = await openAs(office, browser, 'reviewer', '/doubt');
    const found = new RegExp(`^${receiptNumber ?? ''}$`, 'u');
    await board.getByRole('link', { name: found }).first().waitFor();
    await tabTo(board, found);
    await board.keyboard.press('Enter');
    await region(board, '不正疑義').getByText('出勤簿の記載が賃金台帳と合わない。').waitFor();
  });
});

describe('a list of earlier awards', () => {
  it('is read, its columns chosen, taken in, and judged', async () => {
    const page = await openAs(office, browser, 'manager', '/rosters');
    const name = (first.answers.employerName ?? '').replace('株式会社', '㈱');
    const csv = `年度,屋号,支給額\n令和6年度,${name},200000\n令和6年度,,200000\n`;
    await page
      .getByLabel(/ファイル（Excel又はCSV/u)
      .setInputFiles({ name: '令和6年度.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
    await page.getByRole('button', { name: '内容を確かめる' }).click();
    await page.getByText('次の列の見出しを選んでください：事業主の名称').waitFor();
    await page.getByLabel('事業主の名称（必須）').selectOption('屋号');
    await page.getByText('3行目：「事業主の名称」がありません。').waitFor();
    await expectGood(page, 'list-import');
    await page.setViewportSize({ width: 1680, height: 900 });
    await page.getByRole('button', { name: 'この内容で取り込む' }).click();
    await page.getByText('取り込みました（追加 1件、取込み済み 0件、取り込めなかった行 1件）。').waitFor();
    await page.getByRole('button', { name: `一致（${name}）` }).click();
    await page.getByText(`「${name}」の照合を記録しました。`).waitFor();
    await page.getByText('判断を待つ行はありません。').waitFor();
    await expectGood(page, 'list-matches');
  });
});
