/** What an applicant does at the portal, by label and role as a person or a screen reader finds it. */
import {
  questions,
  questionsOf,
  sections,
  type Answers,
  type QuestionKey,
  type SectionCode,
} from '@grant/schema';
import { expect } from 'vitest';
import type { Page } from '../../fixtures/browser.ts';

/** A PDF of one page, small enough to be written here. */
export const PDF = Buffer.from(
  `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj
trailer<</Root 1 0 R>>
%%EOF
`,
);

/** A PNG of one pixel, as a photograph. */
export const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/** A control by the id the form gives it; ids of lists hold dots. */
function control(page: Page, id: string) {
  return page.locator(`[id="${id}"]`);
}

/** Types a date into its three boxes. */
export async function typeDate(page: Page, id: string, date: string): Promise<void> {
  const [year = '', month = '', day = ''] = date.split('-');
  await control(page, id).fill(year);
  await control(page, `${id}-month`).fill(String(Number(month)));
  await control(page, `${id}-day`).fill(String(Number(day)));
}

async function choose(page: Page, name: string, value: string): Promise<void> {
  await page.locator(`input[name="${name}"][value="${value}"]`).check();
}

async function find(page: Page, id: string, code: string): Promise<void> {
  await control(page, id).fill(code);
  await page.getByRole('button', { name: `（${code}）` }).click();
}

/** Opens the fold a control lies in, as somebody does who needs it. */
export async function unfold(page: Page, id: string): Promise<void> {
  const fold = page.locator('details:not([open])').filter({ has: control(page, id) });
  if ((await fold.count()) > 0) await fold.locator('summary').first().click();
}

async function typePeriods(page: Page, answers: Answers): Promise<void> {
  for (const [index, period] of (answers.leavePeriods ?? []).entries()) {
    const id = `leavePeriods.${String(index)}`;
    if ((await control(page, `${id}.kind`).count()) === 0) {
      await page.getByRole('button', { name: '期間を追加する' }).click();
    }
    await choose(page, `${id}.kind`, period.kind ?? '');
    await typeDate(page, `${id}.startOn`, period.startOn ?? '');
    await typeDate(page, `${id}.endOn`, period.endOn ?? '');
    if (period.kind === 'at_birth') await control(page, `${id}.workedDays`).fill(period.workedDays ?? '0');
  }
}

async function typeMeasures(page: Page, answers: Answers): Promise<void> {
  for (const [index, measure] of (answers.measures ?? []).entries()) {
    const id = `measures.${String(index)}`;
    await choose(page, 'measures', measure.kind ?? '');
    await typeDate(page, `${id}.implementedOn`, measure.implementedOn ?? '');
    if ((measure.description ?? '') === '') continue;
    await unfold(page, `${id}.description`);
    await control(page, `${id}.description`).fill(measure.description ?? '');
  }
}

/** Answers one question the way its kind is asked. */
export async function answer(page: Page, key: QuestionKey, answers: Answers): Promise<void> {
  const value = answers[key];
  if (key === 'leavePeriods') return typePeriods(page, answers);
  if (key === 'measures') return typeMeasures(page, answers);
  if (key === 'pledges') {
    for (const code of answers.pledges ?? []) await page.locator(`input[value="${code}"]`).check();
    return;
  }
  if (typeof value !== 'string' || value === '') return;
  const { kind, fold } = questions[key];
  if (fold !== null) await unfold(page, key);
  if (kind === 'choice' || kind === 'yesno') await choose(page, key, value);
  else if (kind === 'date') await typeDate(page, key, value);
  else if (kind === 'bank' || kind === 'branch') await find(page, key, value);
  else await control(page, key).fill(value);
}

/** Answers every question of the section on the screen that is asked. */
export async function answerSection(page: Page, section: SectionCode, answers: Answers): Promise<void> {
  const { label } = sections.find((one) => one.code === section) ?? { label: section };
  await page.getByRole('heading', { level: 1, name: label }).waitFor();
  for (const key of questionsOf(section)) {
    if (questions[key].asked(answers)) await answer(page, key, answers);
  }
}

/** Waits for the list of what must be put right, so many lines long, and for the focus on it: it comes after the words. */
export async function expectSummary(page: Page, count: number): Promise<void> {
  await page.getByText(`入力内容を確認してください（${String(count)}件）`).waitFor();
  const focused = (): Promise<string | undefined> => page.evaluate(() => document.activeElement?.className);
  await expect.poll(focused).toContain('error-summary');
}

/** Waits until the control with this id has the focus. */
export async function expectFocus(page: Page, id: string): Promise<void> {
  await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe(id);
}

/** Waits until the strip says that everything is saved. */
export async function waitForSave(page: Page): Promise<void> {
  await page.locator('.save-strip').getByText('保存済み').waitFor();
}

/** Attaches a PDF to every required paper, and a photograph besides to the first. */
export async function attachPapers(page: Page): Promise<number> {
  await page.getByRole('heading', { level: 1, name: '添付書類' }).waitFor();
  const slots = page.locator('.paper').filter({ has: page.locator('.need--must') });
  const count = await slots.count();
  for (let index = 0; index < count; index += 1) {
    const slot = slots.nth(index);
    const files = [{ name: `書類${String(index + 1)}.pdf`, mimeType: 'application/pdf', buffer: PDF }];
    if (index === 0) files.push({ name: '写真.png', mimeType: 'image/png', buffer: PNG });
    await slot.locator('input[type=file][multiple]').setInputFiles(files);
    await slot
      .locator('.files a')
      .nth(files.length - 1)
      .waitFor();
  }
  return count;
}

/** Registers, opens the mailed link and is signed in by it. `linkOf` reads the mail that arrived for the address. */
export async function register(
  page: Page,
  portal: string,
  account: Credentials,
  linkOf: (email: string) => Promise<string>,
): Promise<void> {
  await page.goto(`${portal}signup`);
  await page.getByLabel('メールアドレス').fill(account.email);
  await page.getByLabel('パスワード', { exact: false }).first().fill(account.password);
  await page.getByLabel('パスワード（確認）').fill(account.password);
  await page.getByRole('button', { name: '登録して確認メールを受け取る' }).click();
  await page.getByRole('heading', { level: 1, name: '確認メールを送りました' }).waitFor();
  await page.goto(await linkOf(account.email));
  await page.getByLabel('パスワード').fill(account.password);
  await page.getByRole('button', { name: '登録を完了する' }).click();
  await page.getByRole('heading', { level: 1, name: 'メールアドレスを確認しました' }).waitFor();
  await page.getByRole('link', { name: 'マイページへ進む' }).click();
  await page.getByRole('heading', { level: 1, name: 'マイページ' }).waitFor();
}

interface Credentials {
  readonly email: string;
  readonly password: string;
}

/** Sends off the form to sign in with, once it has come: the page that is left may have a field for a mail address too. */
export async function sendSignIn(page: Page, account: Credentials): Promise<void> {
  await page.getByRole('heading', { level: 1, name: 'ログイン' }).waitFor();
  await page.getByLabel('メールアドレス').fill(account.email);
  await page.getByLabel('パスワード').fill(account.password);
  await page.getByRole('button', { name: 'ログイン', exact: true }).click();
}

/** Signs in from the form on the screen, to マイページ. */
export async function signIn(page: Page, account: Credentials): Promise<void> {
  await sendSignIn(page, account);
  await page.getByRole('heading', { level: 1, name: 'マイページ' }).waitFor();
}
