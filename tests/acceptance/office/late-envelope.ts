/** An envelope that came late, on the page of its case: sorted again, and taken out of a case it does not belong to. */
import { expect } from 'vitest';
import type { Browser, Page } from '../../fixtures/browser.ts';
import { nearlyLeft, saidDone, violations } from './desk.ts';

async function atWidths(page: Page, browser: Browser, name: string): Promise<void> {
  for (const width of [390, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    await expect(violations(page)).resolves.toEqual([]);
    await browser.picture(page, `${name}-${String(width)}`);
  }
}

/** The kind of page 2 was wrong. What is chosen is not left without a question. */
export async function sortAgain(page: Page, browser: Browser): Promise<void> {
  await page.getByRole('button', { name: /^仕分け直す/u }).click();
  await page.getByRole('region', { name: /^書類の仕分け直し/u }).waitFor();
  const kind = page.getByLabel('2頁の書類の種類');
  await expect(kind.inputValue()).resolves.toBe('wages');
  await kind.selectOption('attendance');
  await atWidths(page, browser, 'sort-again');
  await expect(nearlyLeft(page, /^追加書類の受領/u)).resolves.toContain('まだ記録していません。');
  await expect(kind.inputValue()).resolves.toBe('attendance');
  await page.getByRole('button', { name: 'この内容で仕分け直す' }).click();
  await saidDone(page, '「書類の仕分け直し」を記録しました。');
  await page.getByRole('alert').getByText('書類が仕分け直されています。', { exact: false }).waitFor();
  await page.getByText(/直す前: 2頁 賃金台帳.*直した後: 2頁 出勤簿/u).waitFor();
}

/** @param receiptNumber of the case that it belongs to */
export async function takeOutMisfiled(page: Page, browser: Browser, receiptNumber: string): Promise<void> {
  await page.getByRole('button', { name: /^この案件の書類ではない/u }).click();
  const dialog = page.getByRole('dialog', { name: '誤って綴じた書類の取外し' });
  await dialog.getByText('と、仕分けた書類（出勤簿', { exact: false }).waitFor();
  await atWidths(page, browser, 'misfiled');
  await dialog.getByLabel(/^外す理由/u).fill('別の会社の封筒を綴じていた。');
  await dialog.getByLabel(/^正しい案件の受付番号/u).fill(receiptNumber);
  await dialog.getByText('対象従業員', { exact: false }).waitFor();
  await atWidths(page, browser, 'misfiled-named');
  await dialog.getByLabel(/^原本の行き先/u).fill('正しい案件の綴りに移した');
  await dialog.getByRole('button', { name: '封筒ごと外す' }).click();
  await saidDone(page, '「誤って綴じた書類の取外し」を記録しました。');
  await page.getByText(`外した書類 2件　受付番号 ${receiptNumber} の案件に綴じた`).waitFor();
  await expect(page.getByRole('button', { name: /^この案件の書類ではない/u }).count()).resolves.toBe(0);
}
