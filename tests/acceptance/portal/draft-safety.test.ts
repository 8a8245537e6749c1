import { exampleAnswers } from '@grant/schema';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { carrySession, openBrowser, type Browser, type Page } from '../../fixtures/browser.ts';
import { startOffice, type Client, type Office } from '../../fixtures/office.ts';
import { sendSignIn, unfold, waitForSave } from './applicant.ts';
import { answered, draftWith } from './practice-case.ts';

let office: Office;
let browser: Browser;
let applicant: Client;
let draft: string;

beforeAll(async () => {
  [office, browser] = await Promise.all([startOffice({ seed: true }), openBrowser()]);
  applicant = await office.signIn('applicant');
  draft = await draftWith(applicant, 'a-draft-in-two-tabs', {
    ...exampleAnswers,
    contactName: '初めの担当',
    contactPhone: '028-600-0001',
  });
  // Provoked on purpose: a save over an old revision, and one without a session.
  browser.allow(/status of (?:401|403|409).*\/grants\//u);
});

afterAll(async () => {
  await browser.close();
  await office.stop();
});

const address = (): string => `${office.url}/portal/applications/${draft}/draft/contact`;

const owner = (): { email: string; password: string } => applicant.account ?? { email: '', password: '' };

async function tab(as: Client): Promise<Page> {
  const page = await browser.open(address(), { as });
  await page.getByRole('heading', { level: 1, name: '連絡先' }).waitFor();
  await unfold(page, 'contactName');
  return page;
}

/** Types into a field and waits until the server took it. */
async function typeAndSave(page: Page, id: string, text: string): Promise<void> {
  const saved = page.waitForResponse((response) => response.url().endsWith('/save') && response.ok());
  await page.locator(`[id="${id}"]`).fill(text);
  await saved;
}

const valueOf = (page: Page, id: string): Promise<string> => page.locator(`[id="${id}"]`).inputValue();

async function onServer(key: 'contactName' | 'contactPhone' | 'contactEmail'): Promise<string> {
  const shown = answered('application.show', (await applicant.get(`/grants/applications/${draft}`)).body);
  return shown.answers[key] ?? '';
}

describe('one draft in two tabs', () => {
  let first: Page;
  let second: Page;
  beforeAll(async () => {
    first = await tab(applicant);
    second = await tab(applicant);
  });
  afterAll(async () => {
    await first.context().close();
    await second.context().close();
  });

  it('takes different fields together without a question', async () => {
    await typeAndSave(first, 'contactName', '一の担当');
    await typeAndSave(second, 'contactPhone', '028-600-0002');
    await second.getByText('別の画面で保存された内容を取り込みました。').waitFor();
    await expect(valueOf(second, 'contactName')).resolves.toBe('一の担当');
    await expect(second.getByText('別の画面で変更された項目があります').count()).resolves.toBe(0);
    await expect(onServer('contactName')).resolves.toBe('一の担当');
    await expect(onServer('contactPhone')).resolves.toBe('028-600-0002');
  });

  it('asks when both changed the same field, and takes the one that is chosen', async () => {
    await typeAndSave(second, 'contactName', '二の担当');
    await first.locator('[id="contactName"]').fill('一の別の担当');
    await first.getByText('別の画面で変更された項目があります').waitFor();
    await expect(onServer('contactName')).resolves.toBe('二の担当');
    await browser.expectFitting(first, [320, 390, 1280]);
    await first.locator('input[name="conflict-contactName"][value="theirs"]').check();
    await first.getByRole('button', { name: '選んだ内容で続ける' }).click();
    await first.getByText('別の画面で変更された項目があります').waitFor({ state: 'detached' });
    await expect(valueOf(first, 'contactName')).resolves.toBe('二の担当');
    await expect(valueOf(first, 'contactPhone')).resolves.toBe('028-600-0002');
  });

  it('asks again after a reload, and can keep what was typed here', async () => {
    await typeAndSave(second, 'contactName', '三の担当');
    await first.locator('[id="contactName"]').fill('残す担当');
    await first.getByText('別の画面で変更された項目があります').waitFor();
    await first.reload();
    await first.getByRole('heading', { level: 1, name: '連絡先' }).waitFor();
    await unfold(first, 'contactName');
    await first.getByText('別の画面で変更された項目があります').waitFor();
    await expect(onServer('contactName')).resolves.toBe('三の担当');
    const saved = first.waitForResponse((response) => response.url().endsWith('/save') && response.ok());
    await first.getByRole('button', { name: '選んだ内容で続ける' }).click();
    await saved;
    await expect(onServer('contactName')).resolves.toBe('残す担当');
    await expect(valueOf(first, 'contactName')).resolves.toBe('残す担当');
  });
});

describe('a session that ends while a field is being filled', () => {
  it('is opened again at the same place, and what was typed is saved', async () => {
    const page = await tab(applicant);
    await page.context().clearCookies();
    await page.locator('[id="contactEmail"]').fill('kakikake@firm.example.jp');
    await page.getByText('保存できません（ログインの期限切れ）。').waitFor();
    await browser.expectFitting(page, [390, 1280]);
    await expect(onServer('contactEmail')).resolves.toBe(exampleAnswers.contactEmail);
    await page.getByRole('link', { name: 'ログインして続ける' }).click();
    await page.getByText('ログインの有効時間が過ぎました。').waitFor();
    const saved = page.waitForResponse((response) => response.url().endsWith('/save') && response.ok());
    await sendSignIn(page, owner());
    await saved;
    await page.getByRole('heading', { level: 1, name: '連絡先' }).waitFor();
    expect(page.url()).toBe(address());
    await expect(valueOf(page, 'contactEmail')).resolves.toBe('kakikake@firm.example.jp');
    await expect(onServer('contactEmail')).resolves.toBe('kakikake@firm.example.jp');
    browser.expectQuiet();
  });

  it('ends with nothing of it left in the browser after signing out', async () => {
    const page = await tab(applicant);
    await page.route('**/save', (route) => route.abort('internetdisconnected'));
    browser.allow(/ERR_INTERNET_DISCONNECTED/u);
    await page.locator('[id="contactName"]').fill('誰にも見せない名前');
    await page.getByText('保存できません（通信）。').waitFor();
    await page.getByRole('button', { name: 'ログアウト' }).click();
    // It would be lost: that is asked before, and does not happen by itself.
    const asking = page.getByRole('dialog', { name: '送信していない入力があります' });
    await asking.waitFor();
    await browser.expectAccessible(page);
    await browser.expectFitting(page, [390, 1280]);
    await browser.picture(page, 'sign-out-unsent');
    await asking.getByRole('button', { name: '消してログアウトする' }).click();
    await page.getByRole('heading', { level: 1, name: 'とちぎ男性育休推進企業奨励金' }).waitFor();
    const kept = await page.evaluate(() => JSON.stringify([localStorage, sessionStorage]));
    expect(kept).not.toContain('誰にも見せない名前');
  });
});

describe('typing', () => {
  // The session of the tabs above has ended.
  beforeAll(async () => {
    applicant = await office.signIn('applicant');
  });

  it('leaves for the office within three seconds of the last key, and is kept there', async () => {
    const page = await tab(applicant);
    const field = page.locator('#contactName');
    // Emptying the field is saved by itself, before the time is taken.
    await typeAndSave(page, 'contactName', '');
    await waitForSave(page);
    // By the clock of the page itself: how long the office then takes is a matter of the machine.
    await field.evaluate((input) =>
      input.addEventListener('input', ({ timeStamp }) => (input.dataset['typedAt'] = String(timeStamp))),
    );
    await field.pressSequentially('三秒');
    await expect.poll(() => onServer('contactName')).toBe('三秒');
    const gone = (): Promise<number> =>
      field.evaluate((input) => {
        const all = performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('/save'));
        const after = all.map(({ startTime }) => startTime - Number(input.dataset['typedAt']));
        return after.find((ms) => ms >= 0) ?? -1;
      });
    // The browser writes a request down once its answer is read.
    await expect.poll(gone).toBeGreaterThanOrEqual(0);
    expect(await gone()).toBeLessThan(3000);
    await page.context().close();
  });

  it('goes on above the strip, however many lines that takes on a narrow screen', async () => {
    const page = await tab(applicant);
    await page.setViewportSize({ width: 320, height: 450 });
    browser.allow(/ERR_INTERNET_DISCONNECTED/u);
    await page.route('**/save', (route) => route.abort('internetdisconnected'));
    await page.locator('#contactName').fill('隠れない入力');
    await page.getByText('保存できません（通信）。').waitFor();
    const under = (): Promise<string> =>
      page.evaluate(() => {
        const [focused, strip] = [document.activeElement, document.querySelector('.save-strip')];
        if (focused === null || strip === null || focused === document.body || strip.contains(focused))
          return '';
        const below = focused.getBoundingClientRect().bottom - strip.getBoundingClientRect().top;
        return below > 0 ? `${focused.id}${focused.textContent} by ${String(below)}` : '';
      });
    for (let step = 0; step < 14; step += 1) {
      await page.keyboard.press('Tab');
      // The page scrolls after the focus has moved.
      await expect.poll(under, { interval: 50 }).toBe('');
    }
    await page.context().close();
  });

  it('in Japanese is neither saved nor changed before the conversion is confirmed', async () => {
    const page = await tab(applicant);
    const field = page.locator('#contactName');
    await typeAndSave(page, 'contactName', '労務');
    const bodies: string[] = [];
    page.on('request', (request) => {
      if (request.url().endsWith('/save')) bodies.push(request.postData() ?? '');
    });
    const editor = await page.context().newCDPSession(page);
    const compose = (text: string): Promise<unknown> =>
      editor.send('Input.imeSetComposition', {
        text,
        selectionStart: text.length,
        selectionEnd: text.length,
      });
    // The save of what stood there before goes out in the middle of the composition.
    await field.press('End');
    await field.pressSequentially('課');
    for (const text of ['１', '１ｔ', '１たん', '１たんとう']) await compose(text);
    await expect.poll(() => bodies.length).toBe(1);
    await waitForSave(page);
    await page.waitForTimeout(2000);
    expect(bodies.filter((body) => /た|ｔ/u.test(body))).toEqual([]);
    expect(await field.inputValue()).toBe('労務課１たんとう');
    await editor.send('Input.insertText', { text: '１担当' });
    await expect.poll(() => onServer('contactName')).toBe('労務課１担当');
    expect(await field.inputValue()).toBe('労務課１担当');
    await page.context().close();
  });
});

describe('a draft beside which somebody else has signed in', () => {
  it('saves nothing in their name, and goes on with what was typed once its owner is back', async () => {
    const page = await tab(applicant);
    await carrySession(page.context(), office.url, await office.signIn('agent'));
    await page.locator('#contactName').fill('元の利用者の入力');
    const other = page.getByRole('dialog', { name: '別の利用者としてログインしています' });
    await other.waitFor();
    for (const width of [390, 1280]) {
      await page.setViewportSize({ width, height: 900 });
      await browser.expectAccessible(page);
      await browser.picture(page, `other-account-${String(width)}`);
    }
    await expect(onServer('contactName')).resolves.not.toBe('元の利用者の入力');
    await other.getByRole('button', { name: '元の利用者でログインし直す' }).click();
    await sendSignIn(page, owner());
    await page.getByRole('heading', { level: 1, name: '連絡先' }).waitFor();
    await expect.poll(() => onServer('contactName')).toBe('元の利用者の入力');
    await expect(valueOf(page, 'contactName')).resolves.toBe('元の利用者の入力');
    await page.context().close();
  });
});
