/** 一覧と報告 and よくある質問 in a real browser: the management table read, an approval given. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, type Browser } from '../../fixtures/browser.ts';
import { startOffice, type Office } from '../../fixtures/office.ts';
import { setStage, type Stage } from '../../integration/cases/cast.ts';
import { openAs, saidDone, violations } from './desk.ts';

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

describe('一覧と報告', () => {
  it('shows the 審査管理表 with its cases to a reviewer', async () => {
    await stage.submitted();
    const page = await openAs(office, browser, 'reviewer', '/lists/management', 1280);
    const table = page.getByRole('region', { name: '審査管理表の表' });
    await table.getByRole('link', { name: /^R8-/u }).first().waitFor();
    await expect(violations(page)).resolves.toEqual([]);
    await browser.picture(page, 'office-management');
    browser.expectQuiet();
  });
});

describe('よくある質問', () => {
  it('is approved by an official on its own page', async () => {
    const text = { category: 'papers', question: '写真でもよいですか。', answer: 'はい。' };
    const made = await stage.client('reception').post('/items/faqs', { ...text, state: 'in_review' });
    const { id } = (made.body as { data: { id: string } }).data;
    const page = await openAs(office, browser, 'official', `/content/faqs/${id}`, 1280);
    await page.getByRole('button', { name: 'この文を承認する' }).waitFor();
    await expect(violations(page)).resolves.toEqual([]);
    await browser.picture(page, 'office-faq');
    await page.getByRole('button', { name: 'この文を承認する' }).click();
    await saidDone(page, 'この文を承認しました。');
    expect(await office.sql`select state from faqs where id = ${id}`).toEqual([{ state: 'approved' }]);
    browser.expectQuiet();
  });
});
