import * as journey from '@grant/scripts/seed/journey';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, type Browser, type Page } from '../../fixtures/browser.ts';
import { startOffice, type Office } from '../../fixtures/office.ts';
import { setStage, type Stage } from '../../integration/cases/cast.ts';
import * as rare from './rare-screens.ts';
import { openAs, region, saidDone, tabTo, violations } from './desk.ts';

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

describe('a part that only an unusual case shows', () => {
  it.each(Object.entries(rare))('%s: is accessible, tidy and within reach of the keyboard', (_name, shown) =>
    shown({ office, browser, stage }),
  );
});

/** What stands in the dialog is Japanese, fits its width, also on a wide screen, and axe finds nothing. */
async function expectGood(page: Page, name: string, width: number): Promise<void> {
  const dialog = page.getByRole('dialog');
  await dialog.waitFor();
  await browser.picture(page, `office-${name}-${width}`);
  const words = (await dialog.innerText()).replaceAll(/R8-[\d-]+|P\d{4}-\d+|SHA-256|PDF/gu, '');
  expect(words).not.toMatch(/[A-Za-z]{3,}/u);
  for (const wide of [1920, width]) {
    await page.setViewportSize({ width: wide, height: 900 });
    await expect.poll(() => dialog.evaluate((it) => it.scrollWidth - it.clientWidth)).toBe(0);
    await expect(violations(page)).resolves.toEqual([]);
  }
}

async function openDialog(page: Page, label: string): Promise<void> {
  // On a narrow screen the admin app opens with its own menu over the page; the dialog stands above both.
  await page
    .locator('.desk')
    .getByRole('button', { name: label, exact: true })
    .first()
    .dispatchEvent('click');
}

async function dialogOf(
  name: Parameters<typeof openAs>[2],
  path: string,
  label: string,
  width: number,
): Promise<Page> {
  const page = await openAs(office, browser, name, path, width);
  await openDialog(page, label);
  return page;
}

describe.each([1280])('the dialogs at %i px', (width) => {
  it('decide, suspend and cancel', async () => {
    const walk = await stage.submitted();
    await journey.recommended(stage.cast, walk);
    const path = `/content/applications/${walk.id}`;
    const desk = await openAs(office, browser, 'approver', path, width);
    for (const [label, name] of [
      ['支給決定', 'grant'],
      ['不支給決定', 'refuse'],
      ['保留（疑義調査）', 'suspend'],
    ] as const) {
      await openDialog(desk, label);
      await expectGood(desk, name, width);
      await desk.getByRole('dialog').getByRole('button', { name: 'やめる' }).click();
      await desk.getByRole('dialog').waitFor({ state: 'detached' });
    }
    await desk.context().close();
    await stage.cast.by('approver').call('case.grant', {
      id: walk.id,
      version: await stage.version(walk),
      amount: 300_000,
    });
    const page = await dialogOf('approver2', path, '決定の取消し', width);
    await expectGood(page, 'cancel', width);
    await page.context().close();
  });

  it('take a withdrawal back on the wish of whom it is, or as a mistake of the office', async () => {
    const walk = await stage.submitted();
    const reason = '別の申請と取り違えた。';
    const version = await stage.version(walk);
    await stage.cast.by('reception').call('case.withdraw', { id: walk.id, version, reason });
    const page = await dialogOf('manager', `/content/applications/${walk.id}`, '取下げの取消し', width);
    await expectGood(page, 'undo-withdrawal', width);
    await page.context().close();
  });

  it('seal: count, sum, balance after it, who confirmed, and payments that look like one paid twice', async () => {
    const first = await stage.submitted();
    const { bankCode, branchCode, accountType, accountNumber, accountHolderKana } = first.answers;
    const account = { bankCode, branchCode, accountType, accountNumber, accountHolderKana };
    const walks = [first, await stage.submitted(account)];
    for (const walk of walks) await journey.payable(stage.cast, walk);
    const batch = await journey.confirmedBatch(stage.cast, walks);
    const page = await dialogOf(
      'clerk',
      `/content/payment_batches/${batch}`,
      '確定して振込データを作る',
      width,
    );
    await expectGood(page, 'seal', width);
    const seen = await stage.cast.by('clerk').call('batch.show', { id: batch });
    const dialog = page.getByRole('dialog');
    const said = (label: string) => dialog.locator('dl > div', { hasText: label }).locator('dd').innerText();
    const yen = (amount: number): string => `${amount.toLocaleString('ja-JP')}円`;
    await expect(said('件数')).resolves.toBe('2件');
    await expect(said('合計額')).resolves.toBe(yen(seen.total ?? 0));
    await expect(said('概算払の残高')).resolves.toBe(yen(seen.available));
    await expect(said('確定後の残高')).resolves.toBe(yen(seen.available - (seen.total ?? 0)));
    expect((await said('口座と金額を確認した人')).split('、')).toHaveLength(2);
    await expect(dialog.getByRole('listitem').count()).resolves.toBe(2);
    const looked = dialog.getByRole('checkbox', { name: 'それぞれ別の支給決定による支払' });
    await expect(looked.evaluate((box: HTMLInputElement) => box.required && !box.checked)).resolves.toBe(
      true,
    );
    await page.context().close();
  });

  it('claim back: the sum, what stays awarded, and both for whoever pays it back', async () => {
    const walk = await stage.submitted();
    await journey.payable(stage.cast, walk);
    await journey.settled(stage.cast, await journey.inBatch(stage.cast, [walk]), [walk], []);
    const path = `/content/applications/${walk.id}`;
    const page = await dialogOf('approver2', path, '返還の請求', width);
    const dialog = page.getByRole('dialog');
    const sum = dialog.getByLabel('返還を請求する額（円）');
    const rest = dialog.locator('#event-claim-rest');
    await expect.poll(() => rest.innerText()).toContain('全額の返還です。支給決定を取り消し');
    const paid = Number(await sum.inputValue());
    await sum.fill(String(paid + 1));
    await expect.poll(() => rest.innerText()).toContain(`1円から ${paid.toLocaleString('ja-JP')}円までの額`);
    await sum.fill('50,000');
    const kept = `${(paid - 50_000).toLocaleString('ja-JP')}円`;
    await expect.poll(() => rest.innerText()).toContain(`支給額として ${kept} が残ります。`);
    await dialog.getByLabel('理由（通知書に記載されます）').fill('休業の日数に誤りがあったため。');
    await expectGood(page, 'claim', width);
    await dialog.getByRole('button', { name: '返還の請求を実行する' }).click();
    await dialog.waitFor({ state: 'detached' });
    const outcome = page.locator('section', {
      has: page.getByRole('heading', { name: '審査意見・決定・支払' }),
    });
    await expect.poll(() => outcome.innerText()).toContain(`一部。支給額として ${kept}が残る`);
    await outcome.scrollIntoViewIfNeeded();
    await browser.picture(page, `office-claimed-${width}`);
    await page.context().close();
    const clerk = await dialogOf('clerk', path, '一部返還の記録', width);
    await expect
      .poll(() => clerk.getByRole('dialog').innerText())
      .toContain(`支給額として ${kept} が残ります。`);
    await expectGood(clerk, 'part-repayment', width);
    await clerk.context().close();
    const own = await browser.open(`${office.url}/portal/applications/${walk.id}`, {
      as: stage.client('applicant'),
      width,
    });
    const claims = own.locator('section', { has: own.getByRole('heading', { name: '返還のお願い' }) });
    await expect.poll(() => claims.innerText()).toContain(kept);
    await browser.picture(own, `portal-claim-${width}`);
    await own.context().close();
  });
});

describe.each([1280])('the duplicates of a case at %i px', (width) => {
  it('stand side by side, what they share in colour', async () => {
    const first = await stage.submitted();
    const again = await stage.submitted({
      employerName: first.answers.employerName ?? '',
      employerAddress: first.answers.employerAddress ?? '',
    });
    const page = await openAs(office, browser, 'reviewer', `/content/applications/${again.id}`, width);
    const sets = region(page, '重複の確認');
    await sets.getByText('未解決').first().waitFor();
    await sets.scrollIntoViewIfNeeded();
    await browser.picture(page, `office-duplicates-${width}`);
    const table = sets.locator('article', { hasText: '名称と所在地が同じ' }).getByRole('table');
    await expect(table.locator('thead th').count()).resolves.toBe(3);
    const same = table.locator('tr.same', { hasText: '所在地' });
    await expect(same.locator('mark').count()).resolves.toBe(2);
    await expect(
      table.locator('tr', { hasText: '雇用保険被保険者番号' }).locator('mark').count(),
    ).resolves.toBe(0);
    await expect(violations(page)).resolves.toEqual([]);
    await page.context().close();
  });

  it('judged by two people at once: the second sees both judgements, and goes on from there', async () => {
    const first = await stage.submitted();
    const again = await stage.submitted({
      employerName: first.answers.employerName ?? '',
      employerAddress: first.answers.employerAddress ?? '',
    });
    const path = `/content/applications/${again.id}`;
    const [page, other] = [
      await openAs(office, browser, 'reviewer', path, width),
      await openAs(office, browser, 'reviewer2', path, width),
    ];
    const judge = async (by: Page, reason: string): Promise<void> => {
      const sets = region(by, '重複の確認');
      const group = sets.getByRole('group').first();
      await group.getByLabel('別件（別の事業主・従業員の申請）').check();
      await group.getByLabel('判断の理由').fill(reason);
      await sets.getByRole('button', { name: 'ほかの申請にも同じ判断と理由を入れる' }).first().click();
    };
    await judge(page, '登記で別の法人と確認した。');
    await judge(other, '事業所が二つある。');
    const record = { name: '重複の判断を記録する' };
    await region(other, '重複の確認').getByRole('button', record).first().click();
    await saidDone(other, '重複の判断を記録しました。');
    browser.allow(/status of 409 \(Conflict\).*resolve/u);
    await region(page, '重複の確認').getByRole('button', record).first().click();
    const merge = page.getByRole('dialog', { name: 'ほかの人が先に更新しました' });
    await merge
      .getByText(/事業所が二つある。/u)
      .first()
      .waitFor();
    await merge
      .getByText(/登記で別の法人と確認した。/u)
      .first()
      .waitFor();
    await merge.getByText('今の状態では、この操作は行えません。').waitFor();
    await expectGood(page, 'merge-duplicates', width);
    await merge.getByRole('button', { name: 'ほかの人の変更を受け入れる' }).press('Enter');
    await merge.waitFor({ state: 'detached' });
    const judged = region(page, '重複の確認');
    await judged
      .getByText(/別件\s事業所が二つある。/u)
      .first()
      .waitFor();
    // Nobody is stuck: who judged second may open the judgement of the first again.
    await judged.getByText('判断の誤りに気付いたとき').first().click();
    await judged.getByLabel('確認をやり直す理由').first().fill('登記で別の法人と確認したため。');
    await judged.getByRole('button', { name: '重複の確認をやり直す' }).first().click();
    await saidDone(page, '重複の確認をやり直します。');
    await page.context().close();
    await other.context().close();
  });
});

describe('到着日・消印日の訂正', () => {
  it('is done on the page of the case by keyboard alone, and says what stood before', async () => {
    const { id } = await stage.cast
      .by('reception')
      .call('case.receive', { arrivedOn: '2026-07-15', postmarkOn: '2026-04-13' });
    const page = await openAs(office, browser, 'reception', `/content/applications/${id}`, 1280);
    await region(page, '案件の状態').waitFor();
    await tabTo(page, /^到着日・消印日の訂正$/u);
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: '到着日・消印日の訂正' });
    await dialog.getByText('今の内容: 到着日 2026年7月15日', { exact: false }).waitFor();
    await tabTo(page, /^正しい消印の日/u);
    await page.keyboard.press('Control+A');
    await page.keyboard.type('20260713');
    await page.keyboard.press('Tab');
    await page.keyboard.type('封筒の消印と照合したため');
    for (const [width, height] of [
      [1280, 900],
      [390, 844],
    ] as const) {
      await page.setViewportSize({ width, height });
      await expect(violations(page)).resolves.toEqual([]);
      await browser.picture(page, `postal-days-${width}`);
    }
    await tabTo(page, /^訂正する$/u);
    await page.keyboard.press('Enter');
    await saidDone(page, '「到着日・消印日の訂正」を記録しました。');
    await page
      .getByText('訂正前：到着日 令和8年7月15日（水）、消印日 令和8年4月13日（月）', { exact: false })
      .waitFor();
    await browser.picture(page, 'postal-days-done-390');
    await expect(violations(page)).resolves.toEqual([]);
    await page.context().close();
  });
});
