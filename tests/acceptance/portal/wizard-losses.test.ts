import { randomUUID } from 'node:crypto';
import { exampleAnswers, FORM_VERSION } from '@grant/schema';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, type Browser, type Page } from '../../fixtures/browser.ts';
import { startOffice, type Client, type Office } from '../../fixtures/office.ts';
import { waitForSave } from './applicant.ts';
import { answered, draftWith, readyDraft } from './practice-case.ts';

let office: Office;
let browser: Browser;
let applicant: Client;

beforeAll(async () => {
  [office, browser] = await Promise.all([startOffice({ seed: true }), openBrowser()]);
  applicant = await office.signIn('applicant');
  // Provoked on purpose: connections cut, an office that is down, saves over an old revision.
  browser.allow(
    /ERR_INTERNET_DISCONNECTED|ERR_CONNECTION|ERR_CONTENT_LENGTH|ERR_FAILED|status of (?:400|409|50\d)/u,
  );
});

afterAll(async () => {
  await browser.close();
  await office.stop();
});

const form = (id: string, page = ''): string => `${office.url}/portal/applications/${id}/draft${page}`;
const field = (page: Page, id: string) => page.locator(`[id="${id}"]`);

async function onServer(id: string, key: 'employerName' | 'mainBusiness' | 'industry'): Promise<string> {
  const shown = answered('application.show', (await applicant.get(`/grants/applications/${id}`)).body);
  return shown.answers[key] ?? '';
}

async function numbersOf(id: string): Promise<string[]> {
  const rows = await office.sql`select receipt_number from applications
    where id = ${id} and receipt_number is not null`;
  return rows.map((row) => String(row['receipt_number']));
}

/** Opens a page of the draft on a phone. */
async function phone(id: string, path: string, field: string): Promise<Page> {
  const page = await browser.open(form(id, path), { as: applicant, width: 390 });
  await page.locator(`[id="${field}"]`).waitFor();
  return page;
}

describe('what was typed', () => {
  it('is saved while it is typed, also from somebody who never pauses', async () => {
    const id = await draftWith(applicant, 'typed-without-a-pause', exampleAnswers);
    const page = await phone(id, '/size', 'mainBusiness');
    await field(page, 'mainBusiness').fill('');
    let saves = 0;
    page.on('request', (request) => (saves += request.url().endsWith('/save') ? 1 : 0));
    let letters = 0;
    // The pause after which a save goes out is longer than any between these letters.
    for (; saves === 0 && letters < 40; letters += 1)
      await field(page, 'mainBusiness').pressSequentially('木', { delay: 250 });
    expect(letters).toBeLessThan(40);
    await waitForSave(page);
    await expect(onServer(id, 'mainBusiness')).resolves.toBe('木'.repeat(letters));
    await page.context().close();
  });

  it('survives a tab that is killed at once', async () => {
    const id = await draftWith(applicant, 'a-killed-tab', exampleAnswers);
    const page = await phone(id, '/size', 'mainBusiness');
    await field(page, 'mainBusiness').fill('木製の椅子の製造');
    // The tab is gone before the pause of the autosave is over.
    const context = page.context();
    await page.close({ runBeforeUnload: false });
    const again = await context.newPage();
    await again.goto(form(id, '/size'));
    await field(again, 'mainBusiness').waitFor();
    await expect(field(again, 'mainBusiness').inputValue()).resolves.toBe('木製の椅子の製造');
    await again.locator('.save-strip').getByText('保存済み').waitFor();
    await expect(onServer(id, 'mainBusiness')).resolves.toBe('木製の椅子の製造');
    await context.close();
  });

  it('survives a lost connection, says so loudly, and is sent when it is back', async () => {
    const id = await draftWith(applicant, 'a-lost-connection', exampleAnswers);
    const page = await phone(id, '/size', 'mainBusiness');
    await page.context().setOffline(true);
    await field(page, 'mainBusiness').fill('圏外で入力した内容');
    await page.getByRole('alert').getByText('保存できません（通信）').waitFor();
    await browser.expectAccessible(page);
    await browser.picture(page, 'wizard-offline-390');
    await page.context().setOffline(false);
    await page.locator('.save-strip').getByText('保存済み').waitFor();
    await expect(onServer(id, 'mainBusiness')).resolves.toBe('圏外で入力した内容');
    await page.context().close();
  });

  it('survives two tabs that are closed without a connection', async () => {
    const id = await draftWith(applicant, 'two-tabs-offline', exampleAnswers);
    const first = await phone(id, '/size', 'mainBusiness');
    const context = first.context();
    const second = await context.newPage();
    await second.goto(form(id, '/employer'));
    await field(second, 'employerName').waitFor();
    await context.setOffline(true);
    await field(first, 'mainBusiness').fill('一つ目のタブ');
    await field(second, 'employerName').fill('株式会社二つ目のタブ');
    for (const page of [first, second]) await page.getByText('保存できません（通信）').waitFor();
    await first.close();
    await second.close();
    await context.setOffline(false);
    const again = await context.newPage();
    await again.goto(form(id, '/size'));
    await again.locator('.save-strip').getByText('保存済み').waitFor();
    await expect(onServer(id, 'mainBusiness')).resolves.toBe('一つ目のタブ');
    await expect(onServer(id, 'employerName')).resolves.toBe('株式会社二つ目のタブ');
    await context.close();
  });

  it('is not held up by one answer that cannot be taken, which waits in the browser', async () => {
    const id = await draftWith(applicant, 'one-answer-too-long', exampleAnswers);
    const page = await phone(id, '/size', 'mainBusiness');
    const kept = '木工所 1234 5678 9018';
    await field(page, 'mainBusiness').fill(kept);
    await page.getByText('マイナンバー（個人番号）と思われる12桁の数字があります').waitFor();
    await page.getByRole('alert').getByText('は保存できません（この端末にだけ残っています）').waitFor();
    await page.goto(form(id, '/employer'));
    await field(page, 'employerName').fill('株式会社ほかの項目');
    await expect.poll(() => onServer(id, 'employerName')).toBe('株式会社ほかの項目');
    await page.goto(form(id, '/size'));
    await page.getByText('マイナンバー（個人番号）と思われる12桁の数字があります').waitFor();
    await expect(field(page, 'mainBusiness').inputValue()).resolves.toBe(kept);
    await browser.picture(page, 'wizard-held-390');
    await field(page, 'mainBusiness').fill('木工所');
    await page.locator('.save-strip').getByText('保存済み').waitFor();
    await expect(onServer(id, 'mainBusiness')).resolves.toBe('木工所');
    await page.context().close();
  });

  it('survives a restart of the office', async () => {
    const id = await draftWith(applicant, 'an-office-restarted', exampleAnswers);
    const page = await phone(id, '/size', 'mainBusiness');
    const restarted = office.crash();
    await field(page, 'mainBusiness').fill('止まっている間の入力');
    await page.getByText(/保存できません（(?:通信|サーバー)）/u).waitFor();
    await restarted;
    await page.locator('.save-strip').getByText('保存済み').waitFor({ timeout: 60_000 });
    await expect(onServer(id, 'mainBusiness')).resolves.toBe('止まっている間の入力');
    await page.context().close();
  });

  it('is not changed by scrolling over it, nor by going back', async () => {
    const id = await draftWith(applicant, 'scrolled-over', exampleAnswers);
    const page = await phone(id, '/size', 'regularEmployees');
    await expect(page.locator('input[type=number]').count()).resolves.toBe(0);
    const employees = field(page, 'regularEmployees');
    await employees.click();
    await page.mouse.wheel(0, 400);
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowDown');
    await expect(employees.inputValue()).resolves.toBe('45');
    await field(page, 'mainBusiness').fill('戻る前の入力');
    await page.getByRole('link', { name: '申請書の項目一覧へ' }).first().click();
    await page.waitForURL(/\/draft$/u);
    await page.goBack();
    await field(page, 'mainBusiness').waitFor();
    await expect(field(page, 'mainBusiness').inputValue()).resolves.toBe('戻る前の入力');
    await page.reload();
    await field(page, 'mainBusiness').waitFor();
    await expect(field(page, 'mainBusiness').inputValue()).resolves.toBe('戻る前の入力');
    await page.context().close();
  });
});

describe('filing', () => {
  async function atCheck(id: string): Promise<Page> {
    const page = await browser.open(form(id, '/check'), { as: applicant, width: 390 });
    await page.getByText('必要な項目がすべてそろっています。').waitFor();
    return page;
  }
  const filed = (page: Page): Promise<void> =>
    page.getByRole('heading', { level: 1, name: '申請を受け付けました' }).waitFor();

  it('happens once from two tabs, and both see the same number', async () => {
    const id = await readyDraft(applicant, 'filed-in-two-tabs', exampleAnswers);
    const [one, two] = [await atCheck(id), await atCheck(id)];
    await Promise.all([one, two].map((page) => page.getByRole('button', { name: '提出する' }).click()));
    await Promise.all([filed(one), filed(two)]);
    const numbers = await numbersOf(id);
    expect(numbers).toHaveLength(1);
    for (const page of [one, two]) {
      await expect(page.locator('.number__value').textContent()).resolves.toContain(numbers[0]);
      await page.context().close();
    }
  });

  it('happens once though the answer was lost, when it is tried again', async () => {
    const id = await readyDraft(applicant, 'filed-with-a-lost-answer', exampleAnswers);
    const page = await atCheck(id);
    let lost = 0;
    await page.route('**/submit', async (route) => {
      if (lost > 0) return route.continue();
      lost += 1;
      await route.fetch();
      return route.abort('internetdisconnected');
    });
    await page.getByRole('button', { name: '提出する' }).click();
    await page.getByText('提出できませんでした').waitFor();
    await page.getByRole('button', { name: '提出する' }).click();
    await filed(page);
    await expect(numbersOf(id)).resolves.toHaveLength(1);
    await page.reload();
    await filed(page);
    await page.goBack();
    await page.waitForLoadState('networkidle');
    await expect(numbersOf(id)).resolves.toHaveLength(1);
    await page.context().close();
  });
});

describe('a draft of an older form', () => {
  it('opens, says what is new, keeps every answer and files', async () => {
    const id = await readyDraft(applicant, 'an-older-form', exampleAnswers);
    const old = {
      ...exampleAnswers,
      accountNumber: undefined,
      supporterName: exampleAnswers.employerName,
      contactPhone: exampleAnswers.employerPhone,
      measures: [
        { kind: 'training', implementedOn: '2026-04-15', description: '管理職研修' },
        { kind: 'training', implementedOn: '2026-04-16', description: '全員研修' },
        { kind: 'consultation', implementedOn: '2026-04-20', description: '窓口' },
      ],
    };
    await office.sql`update drafts set form_version = 1, answers = ${office.sql.json(
      JSON.parse(JSON.stringify({ ...old, faxNumber: '028-600-0009' })) as never,
    )} where application = ${id}`;
    const page = await browser.open(form(id, '/measures'), { as: applicant, width: 390 });
    await page.getByText('申請書の様式が新しくなりました').waitFor();
    await page.getByText('引き継げなかった項目：現在の様式にない項目').waitFor();
    await expect(page.locator('input[name="measures"]:checked').count()).resolves.toBe(2);
    await browser.expectAccessible(page);
    await browser.picture(page, 'wizard-older-form-390');
    await page.goto(form(id, '/size'));
    await field(page, 'mainBusiness').fill('新しい様式での入力');
    await waitForSave(page);
    const [row] =
      await office.sql`select form_version::int as version, answers from drafts where application = ${id}`;
    expect(row?.['version']).toBe(FORM_VERSION);
    expect(row?.['answers']).toMatchObject({ mainBusiness: '新しい様式での入力' });
    expect(row?.['answers']).not.toHaveProperty('supporterName');
    await page.goto(form(id, '/check'));
    await page.getByText('必要な項目がすべてそろっています。').waitFor();
    await expect(page.getByText('申請書の様式が新しくなりました').count()).resolves.toBe(0);
    await page.getByRole('button', { name: '提出する' }).click();
    await page.getByRole('heading', { level: 1, name: '申請を受け付けました' }).waitFor();
    const [filed] = await office.sql`select supporter_name from applications where id = ${id}`;
    expect(filed?.['supporter_name']).toBe(exampleAnswers.employerName);
    await page.context().close();
  });

  it('sends what an older release left unsent in the browser', async () => {
    const id = await draftWith(applicant, randomUUID(), exampleAnswers);
    const page = await phone(id, '/size', 'mainBusiness');
    await page.evaluate(([key, entry]) => localStorage.setItem(key, entry), [
      `grant:pending:${id}`,
      JSON.stringify({ revision: 1, answers: { mainBusiness: '前の版で入力', faxNumber: '1' }, base: {} }),
    ] as const);
    await page.reload();
    // What stood there when it was typed is not known: the reader is asked.
    await page.getByText('別の画面で変更された項目があります').waitFor();
    await page.getByRole('button', { name: '選んだ内容で続ける' }).click();
    await expect.poll(() => onServer(id, 'mainBusiness')).toBe('前の版で入力');
    await page.context().close();
  });
});
