import { answersSchema } from '@grant/schema';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, type Browser, type Page } from '../../fixtures/browser.ts';
import { startOffice, type Office } from '../../fixtures/office.ts';
import { setStage, type Stage } from '../../integration/cases/cast.ts';
import { openAs, violations } from './desk.ts';

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

/** Where the keyboard is: the label of the field, or the words of the button or link. */
const focused = (): Promise<string> =>
  page.evaluate(() => {
    const at = document.activeElement;
    const labels = at instanceof HTMLInputElement || at instanceof HTMLSelectElement ? at.labels : null;
    return (labels?.[0]?.textContent ?? at?.textContent ?? '').trim();
  });

/** Tab until the keyboard stands there. */
async function tabTo(words: RegExp): Promise<void> {
  for (let press = 0; press < 200; press += 1) {
    if (words.test(await focused())) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`no ${words.source} within reach of the keyboard`);
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
    await page.reload();
    await page.getByText('残り 0項目').waitFor();
    await browser.picture(page, 'office-intake-entry');
    await tabTo(/^登録する（審査に回す）$/u);
    await page.keyboard.press('Enter');
    await page.getByText('登録が済み、審査待ちになっています。').waitFor();
    await expect(violations(page)).resolves.toEqual([]);
    browser.expectQuiet();
  });
});
