import * as journey from '@grant/scripts/seed/journey';
import { addDays, civilDate, nextBankDay } from '@grant/schema';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, type Browser, type Page } from '../../fixtures/browser.ts';
import { startOffice, type Office } from '../../fixtures/office.ts';
import { setStage, type Stage } from '../../integration/cases/cast.ts';
import { openAs, openCase, region, saidDone, violations } from './desk.ts';

let office: Office;
let browser: Browser;
let stage: Stage;
let walk: journey.Walk;
let clerk: Page;
let batch = '';
let amount = '';

beforeAll(async () => {
  [office, browser] = await Promise.all([startOffice({ seed: true }), openBrowser()]);
  stage = await setStage(office);
  walk = await stage.submitted();
  await journey.payable(stage.cast, walk);
});

afterAll(async () => {
  await browser?.close();
  await office?.stop();
});

/** Opens the payment check and types the passbook by keyboard alone, Enter leading from field to field. */
async function checkAs(name: 'confirmer' | 'confirmer2', number: string): Promise<Page> {
  const page = await openAs(office, browser, name, `/payment-check/${batch}`);
  const form = page.getByRole('form', { name: '照合入力' });
  await expect(form.getByLabel('口座番号（7桁）').inputValue()).resolves.toBe('');
  await expect
    .poll(() =>
      form.getByLabel('金融機関コード（4桁）').evaluate((field) => field === document.activeElement),
    )
    .toBe(true);
  await page.keyboard.type(String(walk.answers.bankCode));
  await page.keyboard.press('Enter');
  await page.keyboard.type(String(walk.answers.branchCode));
  await page.keyboard.press('Enter');
  await page.keyboard.press('1');
  await page.keyboard.press('Enter');
  await page.keyboard.type(number);
  await page.keyboard.press('Enter');
  await page.keyboard.type(amount);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Space');
  await page.keyboard.press('Control+Enter');
  return page;
}

describe('the payment desk', () => {
  it('makes a batch of one payable case in the module', async () => {
    clerk = await openAs(office, browser, 'clerk', '/payments');
    const row = clerk.getByRole('row', { name: new RegExp(String(walk.answers.employerName), 'u') });
    await row.waitFor();
    for (const box of await clerk.getByRole('checkbox').all()) await box.uncheck();
    await row.getByRole('checkbox').check();
    await expect(violations(clerk)).resolves.toEqual([]);
    await clerk.getByRole('button', { name: '支払バッチを作成する' }).click();
    await clerk.getByRole('link', { name: '支払画面を開く' }).click();
    await region(clerk, '支払バッチの状態').waitFor();
    batch = clerk.url().split('/').at(-1) ?? '';
    amount = ((await clerk.locator('tbody td.number').textContent()) ?? '').trim();
    expect(amount).toMatch(/^[\d,]+円$/u);
    await expect(violations(clerk)).resolves.toEqual([]);
  });

  it('does not let the preparer confirm or seal early', async () => {
    await expect(clerk.getByRole('link', { name: '口座と金額を確認する' }).count()).resolves.toBe(0);
    await expect(clerk.getByRole('button', { name: '確定して振込データを作る' }).isDisabled()).resolves.toBe(
      true,
    );
  });

  it('goes out on the day that the clerk chooses, whose account number is read for a purpose', async () => {
    await clerk.getByRole('button', { name: '振込日を変更する' }).click();
    const day = clerk.getByRole('dialog', { name: '振込日の変更' });
    const offered = await day.getByLabel(/^新しい振込日/u).inputValue();
    const later = nextBankDay(addDays(civilDate(offered), 1));
    await day.getByLabel(/^新しい振込日/u).fill(later.ok ? later.value : '');
    await expect(violations(clerk)).resolves.toEqual([]);
    await day.getByRole('button', { name: '変更する' }).click();
    await saidDone(clerk, '振込日を変更しました。');
    await clerk.getByRole('button', { name: /の口座番号を見る$/u }).click();
    const reveal = clerk.getByRole('dialog', { name: /の口座番号$/u });
    await expect(reveal.getByText(String(walk.answers.accountNumber)).count()).resolves.toBe(0);
    await reveal.getByLabel(/^見る目的/u).fill('銀行からの照会への回答');
    await reveal.getByRole('button', { name: '目的を記録して表示する' }).click();
    await reveal.getByText(String(walk.answers.accountNumber)).waitFor();
    await expect(violations(clerk)).resolves.toEqual([]);
    await reveal.getByRole('button', { name: '閉じる' }).click();
    const looks = await office.sql`select purpose from access_log where action = 'account_revealed'`;
    expect(looks.map((row): unknown => row['purpose'])).toEqual(['銀行からの照会への回答']);
  });

  it('names the bank that is typed, finds it by name, and turns a symbol of the Yucho bank', async () => {
    const page = await openAs(office, browser, 'confirmer', `/payment-check/${batch}`);
    const form = page.getByRole('form', { name: '照合入力' });
    await form.getByLabel('金融機関コード（4桁）').fill('0129');
    await form.getByText('足利銀行', { exact: true }).waitFor();
    await form.getByText('名称から金融機関・店を探す').click();
    await form.getByLabel(/^金融機関又は店の名称/u).fill('栃木銀行');
    await form.getByRole('button', { name: '金融機関を探す' }).click();
    await form.getByRole('button', { name: '0517 栃木銀行' }).click();
    await expect(form.getByLabel('金融機関コード（4桁）').inputValue()).resolves.toBe('0517');
    await form.getByText('ゆうちょ銀行の記号・番号から入力する').click();
    await form.getByLabel('記号（5桁）').fill('12345');
    await form.getByLabel('番号（8桁まで）').fill('12345671');
    await page.keyboard.press('Enter');
    await form.getByRole('alert').getByText(/記号/u).waitFor();
    await expect(violations(page)).resolves.toEqual([]);
    await form.getByLabel('記号（5桁）').fill('12340');
    await form.getByLabel('番号（8桁まで）').fill('12345671');
    await page.keyboard.press('Enter');
    await form.getByText('店番 238、普通、口座番号 1234567 を入力しました。').waitFor();
    await expect(form.getByLabel('口座番号（7桁）').inputValue()).resolves.toBe('1234567');
    await form.getByText('ゆうちょ銀行', { exact: false }).first().waitFor();
    await expect(violations(page)).resolves.toEqual([]);
  });

  it('refuses wrong digits in a sentence that names the item, and takes the right ones', async () => {
    browser.allow(/payments\/[\w-]+\/confirm/u);
    const page = await checkAs('confirmer', '9999998');
    await page
      .locator('.desk')
      .getByRole('alert')
      .getByText(/口座番号/u)
      .waitFor();
    await expect(violations(page)).resolves.toEqual([]);
    // Nothing typed is lost by a refusal, and nothing stored was shown.
    await expect(page.getByLabel('口座番号（7桁）').inputValue()).resolves.toBe('9999998');
    await page.getByLabel('口座番号（7桁）').fill(String(walk.answers.accountNumber));
    await page.keyboard.press('Control+Enter');
    await saidDone(page, 'の確認を記録しました。');
    await page.getByText('あなたが確認する支払は残っていません').waitFor();
    await saidDone(await checkAs('confirmer2', String(walk.answers.accountNumber)), 'の確認を記録しました。');
  });

  it('seals by typing the sum, hands the file out, and records the result', async () => {
    await clerk.reload();
    await clerk.getByRole('button', { name: '確定して振込データを作る' }).click();
    const dialog = clerk.getByRole('dialog');
    await dialog.getByLabel('合計額を入力してください（円）').fill(amount);
    await dialog.getByRole('button', { name: '確定する', exact: true }).click();
    await saidDone(clerk, '確定し、振込データを作成しました。');
    const waiting = clerk.waitForEvent('download');
    await clerk.getByRole('link', { name: /振込データを取り出す/u }).click();
    const chunks: Buffer[] = [];
    for await (const chunk of await (await waiting).createReadStream())
      chunks.push(Buffer.from(chunk as Uint8Array));
    const records = Buffer.concat(chunks).toString('latin1').split('\r\n').filter(Boolean);
    expect(records.map((record) => record.length)).toEqual([120, 120, 120, 120]);
    await clerk.getByRole('button', { name: '振込結果を入力する' }).click();
    const results = clerk.getByRole('dialog');
    await expect(results.getByRole('checkbox', { checked: true }).count()).resolves.toBe(0);
    await results.getByRole('button', { name: 'すべて振込済と記入する' }).click();
    await results.getByRole('button', { name: '結果を記録する' }).click();
    await saidDone(clerk, '振込結果を記録しました。');
    const page = await openCase(office, browser, 'clerk', walk.id);
    await region(page, '案件の状態').getByText('支払済', { exact: true }).waitFor();
    await expect(violations(clerk)).resolves.toEqual([]);
  });
});

describe('a check that was stopped', () => {
  it('goes on once the manager has looked into it and said so', async () => {
    const next = await stage.submitted();
    await journey.payable(stage.cast, next);
    const id = await journey.inBatch(stage.cast, [next]);
    const [payment] = (await stage.cast.by('confirmer').call('batch.show', { id })).payments;
    const { bankCode, branchCode, accountType } = next.answers;
    for (const accountNumber of ['9999991', '9999992', '9999993'])
      await stage.client('confirmer').post(`/grants/payments/${payment?.id ?? ''}/confirm`, {
        bankCode,
        branchCode,
        accountType,
        accountNumber,
        amount: 1,
        holderAgrees: true,
      });
    const manager = await openAs(office, browser, 'manager', '/payments');
    await manager.getByRole('heading', { name: '止まっている照合' }).waitFor();
    await expect(violations(manager)).resolves.toEqual([]);
    await manager.getByRole('button', { name: /の照合を再開する$/u }).click();
    await manager
      .getByRole('dialog')
      .getByLabel('確かめたこと')
      .fill('通帳の写しと登録の口座は一致している。');
    await expect(violations(manager)).resolves.toEqual([]);
    await manager.getByRole('dialog').getByRole('button', { name: '再開する' }).click();
    await saidDone(manager, 'の照合を再開しました。');
    await expect(manager.getByRole('heading', { name: '止まっている照合' }).count()).resolves.toBe(0);
  });
});

describe('a sealed batch that never reached the bank', () => {
  it('is asked back by the clerk and taken back by the manager, who types sum and answer of the bank', async () => {
    const next = await stage.submitted();
    await journey.payable(stage.cast, next);
    const id = await journey.confirmedBatch(stage.cast, [next]);
    const { version, count, total } = await stage.cast.by('clerk').call('batch.show', { id });
    await stage.cast.by('clerk').call('batch.seal', { id, version, count, total: total ?? 0 });
    const address = `/content/payment_batches/${id}`;
    await clerk.goto(`${office.url}/admin${address}`);
    await clerk.getByRole('button', { name: '取下げを申し出る' }).click();
    const proposal = clerk.getByRole('dialog');
    await proposal.getByLabel('取り下げる理由').fill('振込指定日を誤って確定したため。');
    await expect(violations(clerk)).resolves.toEqual([]);
    await proposal.getByRole('button', { name: '申し出る' }).click();
    await clerk.getByText('振込データを銀行に送らないでください。').waitFor();
    await expect(clerk.getByRole('link', { name: /振込データを取り出す/u }).count()).resolves.toBe(0);
    await expect(clerk.getByRole('button', { name: '取り下げる', exact: true }).count()).resolves.toBe(0);
    const manager = await openAs(office, browser, 'manager', address);
    await manager.getByRole('button', { name: '取り下げる', exact: true }).click();
    const recall = manager.getByRole('dialog');
    await recall.getByLabel(/^銀行への確認/u).fill('足利銀行の窓口に電話し、受付がないことを確認した。');
    await recall.getByLabel(/^取り下げる合計額/u).fill('1');
    await recall.getByRole('button', { name: '取り下げる' }).click();
    await recall.getByRole('alert').getByText('入力した合計額が一致しません。').waitFor();
    await expect(violations(manager)).resolves.toEqual([]);
    await recall.getByLabel(/^取り下げる合計額/u).fill(String(total));
    await recall.getByRole('button', { name: '取り下げる' }).click();
    await saidDone(manager, '支払バッチを取り下げ、案件を支払待ちに戻しました。');
    await manager.getByText('受付がないことを確認した。').waitFor();
    await expect(violations(manager)).resolves.toEqual([]);
    const page = await openCase(office, browser, 'clerk', next.id);
    await region(page, '案件の状態').getByText('支払待ち', { exact: true }).waitFor();
  });
});

describe('a prefecture official', () => {
  it('sees counts, amounts and charts on the dashboard, and no personal data page', async () => {
    const page = await openAs(office, browser, 'official', '/insights');
    await page.getByRole('link', { name: '練習データの状況' }).click();
    const panel = (name: string) => page.locator('.v-workspace-tile').filter({ hasText: name });
    const [paid] = await office.sql<{ count: string; yen: string }[]>`
      select count(distinct application)::int as count, to_char(sum(amount), 'FM999,999,999') as yen
        from payments where state = 'paid'`;
    await panel('支払済件数')
      .getByText(`${String(paid?.count)} 件`, { exact: true })
      .waitFor();
    await panel('支払済額')
      .getByText(paid?.yen ?? '')
      .waitFor();
    await panel('月別の受付件数').locator('.apexcharts-bar-area').first().waitFor();
    await panel('状態別の件数と金額').getByText('支払済').first().waitFor();
    await browser.picture(page, 'office-dashboard');
    const shown = await page.locator('.v-workspace').innerText();
    const names = await office.sql<{ name: string }[]>`
      select employer_name as name from applications union select employee_name from applications`;
    expect(names.filter(({ name }) => shown.includes(name))).toEqual([]);
    await expect(page.locator('a[href="/admin/payments"]').count()).resolves.toBe(0);
    browser.expectQuiet();
    browser.allow(/403|Forbidden/iu);
    const client = await office.signIn('official');
    expect(
      (await client.get(`/items/applications/${walk.id}?fields=employee_name,employee_birth_on`)).status,
    ).toBe(403);
    expect((await client.get('/items/bank_accounts')).status).toBe(403);
  });
});
