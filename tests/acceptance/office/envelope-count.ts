/** 封筒の数と受付番号: what the desk counts and sees before an envelope is bound, and after an answer was lost. */
import { expect } from 'vitest';
import type { Browser, Page } from '../../fixtures/browser.ts';
import type { Office } from '../../fixtures/office.ts';
import type { Stage } from '../../integration/cases/cast.ts';
import { openAs, saidDone, violations } from './desk.ts';

/** Three pages behind one sheet: page 3 is cut off, tried under other numbers, left unbound, and the rest is filed. */
export async function splitByCount(page: Page, browser: Browser, stage: Stage): Promise<void> {
  const count = page.getByLabel('手元で数えた封筒の数（綴じない封筒は除く）');
  const bind = page.getByRole('button', { name: 'この内容で綴じる' });
  await expect(count.inputValue()).resolves.toBe('');
  browser.allow(/status of 422/u);
  // Two envelopes were in the pile; the sheet of the second was not read.
  await count.fill('2');
  await count.press('Enter');
  await page.getByRole('alert').getByText('手元の封筒は2通ですが、案件に綴じるのは1通分です').waitFor();
  await page.getByRole('button', { name: /ここから別の封筒\s*（3頁）/u }).click();
  const second = page.getByLabel('受付番号（空欄は「綴じない」）').nth(1);
  await second.fill('R8-777777-7');
  await page.getByText('この受付番号の案件がありません。').waitFor();
  await bind.click();
  await page.getByRole('alert').getByText('R8-777777-7').waitFor();
  // A valid number of somebody else is known by the name beside it.
  const walk = await stage.submitted();
  const { receiptNumber } = await stage.cast.by('applicant').call('application.show', { id: walk.id });
  await second.fill(receiptNumber ?? '');
  await page.getByRole('link', { name: walk.answers.employerName ?? '' }).waitFor();
  await page.getByText(`対象従業員 ${walk.answers.employeeName ?? ''}`).waitFor();
  for (const width of [390, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    await expect(violations(page)).resolves.toEqual([]);
    await browser.picture(page, `scan-split-named-${String(width)}`);
  }
  await second.fill('');
  await page.getByText('綴じない部分 1つ').waitFor();
  await count.fill('1');
  await count.press('Enter');
  await saidDone(page, '各案件に綴じました。案件の画面で、書類の種類ごとに仕分けてください。');
}

/** The answer to the first envelope is lost on its way; the second comes on the same day. */
export async function openTwice(office: Office, browser: Browser): Promise<void> {
  const page = await openAs(office, browser, 'reception', '/intake', 1280);
  const given = async () => (await office.sql`select from applications where channel = 'post'`).length;
  const before = await given();
  browser.allow(/net::ERR_FAILED/u);
  await page.route('**/grants/cases', async (route) => {
    await route.fetch();
    await route.abort();
  });
  const arrived = page.getByLabel(/^到着日/u);
  await arrived.fill('20260715');
  await arrived.press('Enter');
  await page.getByRole('alert').getByText('通信できませんでした。', { exact: false }).waitFor();
  await page.unroute('**/grants/cases');
  await arrived.press('Enter');
  await page.getByText('先ほどの送信で付けた番号です。', { exact: false }).waitFor();
  expect(await given()).toBe(before + 1);
  await expect(violations(page)).resolves.toEqual([]);
  const first = await page.locator('.receipt').textContent();
  for (const width of [390, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    await browser.picture(page, `intake-given-before-${String(width)}`);
  }
  await page.getByRole('button', { name: '別の封筒として付ける' }).press('Enter');
  await expect.poll(() => page.locator('.receipt').textContent()).not.toBe(first);
  await expect(page.getByText('先ほどの送信で付けた番号です。', { exact: false }).count()).resolves.toBe(0);
  expect(await given()).toBe(before + 2);
  await page.context().close();
}
