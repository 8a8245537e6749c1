import * as journey from '@grant/scripts/seed/journey';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import writeExcelFile from 'write-excel-file/node';
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
    await doubt.getByRole('button', { name: 'つながる申請をまとめて見る' }).press('Enter');
    const group = doubt.getByRole('region', { name: 'つながる申請の表' });
    const { receiptNumber } = (await stage.cast.by('reviewer').call('case.workbench', { id: first.id })).case;
    await group
      .getByRole('row', { name: /別の事業主と同じ振込口座、/u })
      .nth(1)
      .waitFor();
    await group.getByRole('link', { name: receiptNumber ?? '' }).waitFor();
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
    await tabTo(page, /^見る$/u);
    await page.keyboard.press('Enter');
    await page.getByRole('img', { name: /^つながりの図/u }).waitFor();
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('cluster-title');
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

  it('a suspicion is ended by two people: one proposes, another one agrees', async () => {
    const [doubted] = await office.sql<
      { id: string }[]
    >`select id from applications where state = 'suspended'`;
    for (const [name, label, words] of [
      ['approver', '保留の解除の提案', '賃金台帳の誤記と確認した。'],
      ['manager', '保留の解除', '提案のとおり確認した。'],
    ] as const) {
      const desk = await openCase(office, browser, name, doubted?.id ?? '');
      await tabTo(desk, new RegExp(`^${label}$`, 'u'));
      await desk.keyboard.press('Enter');
      await desk.getByRole('dialog').waitFor();
      if (name === 'approver') {
        await tabTo(desk, /^疑いなし/u);
        await desk.keyboard.press('Space');
      }
      await tabTo(desk, /^理由$/u);
      await desk.keyboard.type(words);
      await tabTo(desk, new RegExp(`^${label}を実行する$`, 'u'));
      await desk.keyboard.press('Enter');
      await saidDone(desk, `「${label}」を記録しました。`);
      await desk.context().close();
    }
    const [ended] = await office.sql`select state from applications where id = ${doubted?.id ?? ''}`;
    expect(ended?.['state']).not.toBe('suspended');
  });
});

/** Brings the file in by keyboard; the dialog of the operating system hands it over. */
async function bring(
  page: Page,
  name: string,
  rows: readonly (readonly (string | number)[])[],
): Promise<void> {
  const dialog = page.waitForEvent('filechooser');
  await tabTo(page, /^ファイル（Excel又はCSV）$/u);
  await page.keyboard.press('Enter');
  const chooser = await dialog;
  const data = rows.map((row) => row.map((value) => ({ value })));
  await chooser.setFiles({
    name,
    mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    buffer: await writeExcelFile(data).toBuffer(),
  });
  await tabTo(page, /^内容を確かめる$/u);
  await page.keyboard.press('Enter');
}

describe('the lists of earlier awards and of supporters, as workbooks, by keyboard alone', () => {
  let page: Page;
  const sample = () => page.getByRole('region', { name: '読み取った行の表' });
  const press = async (words: RegExp) => {
    await tabTo(page, words);
    await page.keyboard.press('Enter');
  };

  it('the awards are read, their columns chosen, taken in, and judged', async () => {
    page = await openAs(office, browser, 'manager', '/rosters');
    await page.getByRole('heading', { name: '取込みの記録' }).waitFor();
    const name = (first.answers.employerName ?? '').replace('株式会社', '㈱');
    await bring(page, '令和6年度.xlsx', [
      ['年度', '番地', '屋号', '支給額'],
      ['令和6年度', '1番', name, 200_000],
      ['令和6年度', '2番', '', 200_000],
    ]);
    await page.getByText('次の列の見出しを選んでください：事業主の名称').waitFor();
    await tabTo(page, /^事業主の名称（必須）$/u);
    // Three presses, one upon the other: the last one counts.
    for (let down = 0; down < 3; down += 1) await page.keyboard.press('ArrowDown');
    await page.getByText('3行目：「事業主の名称」がありません。').waitFor();
    await sample().getByRole('cell', { name, exact: true }).waitFor();
    await expectGood(page, 'list-import');
    await page.setViewportSize({ width: 1680, height: 900 });
    await press(/^この内容で取り込む$/u);
    await page.getByText('取り込みました（追加 1件、取込み済み 0件、取り込めなかった行 1件）。').waitFor();
    await tabTo(page, /^理由・メモ$/u);
    await page.keyboard.type('所在地と代表者が同じ');
    await press(/^一致$/u);
    await page.getByText(`「${name}」の照合を記録しました。`).waitFor();
    await page.getByText('判断を待つ行はありません。').waitFor();
    // The line that had the keyboard is gone; the keyboard is not.
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('matches-title');
    await expectGood(page, 'list-matches');
    await page.setViewportSize({ width: 1680, height: 900 });
    const [kept] = await office.sql`select state, reason from list_matches where list = 'prior_award'`;
    expect(kept).toEqual({ state: 'match', reason: '所在地と代表者が同じ' });
  });

  it('the supporters are chosen, read, taken in, and one of a like name is told apart', async () => {
    const name = (second.answers.employerName ?? '').replace('株式会社', '（株）');
    await tabTo(page, /^名簿の種類/u, 'Shift+Tab');
    await page.keyboard.press('ArrowDown');
    await bring(page, '応援団.xlsx', [
      ['登録名', '登録日', '法人番号'],
      [name, '令和6年6月3日', ''],
      ['株式会社どこにもない', '2024-07-01', 4_011_001_098_993],
    ]);
    await sample().getByRole('cell', { name: '4011001098993' }).waitFor();
    await press(/^この内容で取り込む$/u);
    await page.getByText('取り込みました（追加 2件、取込み済み 0件、取り込めなかった行 0件）。').waitFor();
    await press(/^別の事業主$/u);
    await page.getByText(`「${name}」の照合を記録しました。`).waitFor();
    const [kept] = await office.sql`select state from list_matches where list = 'supporter'`;
    expect(kept).toEqual({ state: 'no_match' });
    browser.expectQuiet();
  });

  it('are judged by two people at once: the second sees both judgements, and may record the own one', async () => {
    const both = [page, await openAs(office, browser, 'reviewer', '/rosters')] as const;
    const shown = (one: Page) => one.getByRole('row', { name: /所在地と代表者が同じ/u });
    for (const one of both) {
      await one.getByLabel('表示').selectOption('decided');
      await shown(one).waitFor();
    }
    await shown(both[1]).getByLabel('理由・メモ').fill('代表者が違う');
    await shown(both[1])
      .getByRole('button', { name: /^別の事業主/u })
      .click();
    await both[1].getByText(/の照合を記録しました。/u).waitFor();
    browser.allow(/status of 409 \(Conflict\).*decide/u);
    await shown(page).getByLabel('理由・メモ').fill('登記で同じ法人と確認');
    await shown(page).getByRole('button', { name: /^一致/u }).click();
    const merge = page.getByRole('dialog', { name: 'ほかの人が先に更新しました' });
    await merge.getByText(/一致\s.*所在地と代表者が同じ/u).waitFor();
    await merge.getByText(/別の事業主\s.*代表者が違う/u).waitFor();
    await merge.getByText('登記で同じ法人と確認').waitFor();
    await expectGood(page, 'merge-matches');
    await merge.getByRole('button', { name: '自分の操作をやり直す' }).press('Enter');
    await merge.waitFor({ state: 'detached' });
    // The name of a row holds what is typed in it as well: what was kept, only the database tells.
    const kept = () => office.sql`select state, reason from list_matches where list = 'prior_award'`;
    await expect.poll(kept).toEqual([{ state: 'match', reason: '登記で同じ法人と確認' }]);
    await page.getByRole('row', { name: /登記で同じ法人と確認/u }).waitFor();
    await both[1].context().close();
  });
});
