/** What a stranger does on the public pages: finds the way, searches, asks, and checks whether the grant is for them. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, type Browser, type Page } from '../../fixtures/browser.ts';
import { startOffice, type Office } from '../../fixtures/office.ts';
import { expectSummary, sendSignIn } from './applicant.ts';

let office: Office;
let browser: Browser;

beforeAll(async () => {
  [office, browser] = await Promise.all([startOffice({ seed: true }), openBrowser()]);
});

afterAll(async () => {
  await browser.close();
  await office.stop();
});

const at = (path: string, width = 1280): Promise<Page> =>
  browser.open(`${office.url}/portal/${path}`, { width });

const focusedText = (page: Page): Promise<string | undefined> =>
  page.evaluate(() => document.activeElement?.textContent.trim());

async function choose(page: Page, name: string, value: string): Promise<void> {
  await page.locator(`input[name="${name}"][value="${value}"]`).check();
}

/** Answers the self-check by keyboard alone: Tab from control to control, keys for what it takes. */
async function checkByKeyboard(page: Page, answers: Readonly<Record<string, string>>): Promise<void> {
  await page.locator('#legalForm').focus();
  for (let step = 0; step < 120; step += 1) {
    const control = await page.evaluate(() => {
      const found = document.activeElement;
      if (!(found instanceof HTMLElement)) return { name: '', type: '' };
      const input = found instanceof HTMLInputElement ? found : undefined;
      const type = input?.type ?? found.tagName.toLowerCase();
      // The radios of a question are one stop of the keyboard, and go by its name; everything else by its own id.
      return { name: type === 'radio' ? (input?.name ?? '') : found.id, type };
    });
    const wanted = answers[control.name];
    if (control.type === 'radio' && wanted !== undefined) {
      const value = () =>
        page.evaluate(() =>
          document.activeElement instanceof HTMLInputElement ? document.activeElement.value : '',
        );
      await page.keyboard.press('Space');
      for (let move = 0; move < 12 && (await value()) !== wanted; move += 1)
        await page.keyboard.press('ArrowDown');
    } else if (control.type === 'text' && wanted !== undefined) {
      await page.keyboard.type(wanted);
    } else if (control.type === 'checkbox' && wanted === 'tick') {
      await page.keyboard.press('Space');
    } else if (control.type === 'button' || control.type === 'submit') {
      const label = await page.evaluate(() => document.activeElement?.textContent?.trim());
      if (label === '結果を見る') {
        await page.keyboard.press('Enter');
        return;
      }
    }
    await page.keyboard.press('Tab');
  }
  throw new Error('the keyboard never came to the button');
}

const eligible: Readonly<Record<string, string>> = {
  legalForm: 'company',
  employees: '45',
  worksInPrefecture: 'yes',
  insured: 'yes',
  childBirthOn: '2026',
  'childBirthOn-month': '5',
  'childBirthOn-day': '20',
  'leavePeriods.0.kind': 'childcare',
  'leavePeriods.0.startOn': '2026',
  'leavePeriods.0.startOn-month': '6',
  'leavePeriods.0.startOn-day': '1',
  'leavePeriods.0.endOn': '2026',
  'leavePeriods.0.endOn-month': '6',
  'leavePeriods.0.endOn-day': '30',
  returnOn: '2026',
  'returnOn-month': '7',
  'returnOn-day': '1',
  originalPost: 'yes',
  supporter: 'yes',
  measures: 'tick',
  'measures-1': 'tick',
  informed: 'yes',
  firstOneMonth: 'yes',
  awarded: 'no',
  papers: 'tick',
};

describe('the menu on a phone', () => {
  it('opens and closes by button and by Escape, and is accessible while open', async () => {
    const page = await at('', 390);
    const button = page.getByRole('button', { name: 'メニュー' });
    expect(await button.getAttribute('aria-expanded')).toBe('false');
    await button.click();
    const link = page.getByRole('navigation').getByRole('link', { name: 'よくある質問' });
    await link.waitFor();
    await browser.expectAccessible(page);
    await page.keyboard.press('Escape');
    await link.waitFor({ state: 'hidden' });
    await expect.poll(() => focusedText(page)).toBe('メニュー');
    await button.click();
    await link.click();
    await page.getByRole('heading', { level: 1, name: 'よくある質問' }).waitFor();
    await link.waitFor({ state: 'hidden' });
    browser.expectQuiet();
  });
});

describe('home', () => {
  it('says what, how much, until when and whether the desk is open, and shows the news', async () => {
    const page = await at('');
    await page.getByText('受付中', { exact: true }).waitFor();
    await page.getByText('ただいま受付時間内です').waitFor();
    await page.getByText('申請の受付を開始しました').waitFor();
    expect(await page.locator('.amounts').innerText()).toContain('20万円');
    await page.getByText('申請の受付を開始しました').click();
    await browser.expectAccessible(page);
  });
});

describe('よくある質問', () => {
  it.each([390, 1280])('are found by words, and a search without result says so (%i px)', async (width) => {
    const page = await at('faq', width);
    await page.getByText(/^\d+件の質問があります$/u).waitFor();
    await page.getByLabel('言葉で探す').fill('マイナンバー');
    await page.getByText('住民票にマイナンバーが').click();
    await browser.expectAccessible(page);
    await page.getByLabel('言葉で探す').fill('うちゅうりょこう');
    await page.getByText('当てはまる質問が見つかりません').waitFor();
    await browser.expectAccessible(page);
    await page.getByRole('button', { name: '条件を消す' }).click();
    await page.getByText(/^\d+件の質問があります$/u).waitFor();
    await page.getByLabel('支払').check();
    expect(await page.locator('details.faq').count()).toBe(2);
    await page.context().close();
  });
});

describe('お問い合わせ', () => {
  it.each([390, 1280])('names what is missing (%i px)', async (width) => {
    const page = await at('inquiry', width);
    await page.getByRole('button', { name: '送信する' }).click();
    await page.getByText('入力内容を確認してください（5件）').waitFor();
    await browser.expectAccessible(page);
    await choose(page, 'way', 'phone');
    await page.getByRole('button', { name: '送信する' }).click();
    await expectSummary(page, 7);
    await browser.expectAccessible(page);
    await page.context().close();
  });

  it('is sent and says by when an answer comes', async () => {
    const page = await at('inquiry');
    await choose(page, 'way', 'mail');
    await choose(page, 'party', 'employer');
    await page.getByLabel('お名前（会社名）').fill('株式会社試験 総務');
    // The next visitor of a shared computer finds nothing; the tab itself keeps it over a reload.
    const next = await page.context().newPage();
    await next.goto(`${office.url}/portal/inquiry`);
    expect(await next.getByLabel('お名前（会社名）').inputValue()).toBe('');
    await next.close();
    await page.reload();
    await expect.poll(() => page.getByLabel('お名前（会社名）').inputValue()).toBe('株式会社試験 総務');
    await page.getByLabel('メールアドレス').fill('stranger@firm.example.jp');
    await choose(page, 'category', 'papers');
    await page.getByLabel('お問い合わせの内容').fill('通帳の写しは表紙も要りますか。');
    await page.getByRole('button', { name: '送信する' }).click();
    await page.getByRole('heading', { name: 'お問い合わせを受け付けました' }).waitFor();
    expect(page.url()).not.toContain('?');
    expect(await page.evaluate(() => JSON.stringify(sessionStorage))).not.toContain('株式会社試験');
    await browser.expectAccessible(page);
    const mail = await office.mail.waitFor('stranger@firm.example.jp', {
      subject: 'お問い合わせを受け付けました',
    });
    expect(JSON.stringify(mail)).toContain('通帳の写しは');
  });

  it('takes a call back on an office day', async () => {
    const page = await at('inquiry', 390);
    await page.getByLabel('お名前（会社名）').fill('前の 利用者');
    await page.getByRole('button', { name: '入力した内容を消す' }).click();
    await page.reload();
    await expect.poll(() => page.getByLabel('お名前（会社名）').inputValue()).toBe('');
    await choose(page, 'way', 'phone');
    await choose(page, 'party', 'employee');
    await page.getByLabel('お名前（会社名）').fill('試験 太郎');
    await page.getByLabel('電話番号').fill('０２８−６００−００００');
    await page.locator('#day').check();
    await choose(page, 'slot', 'noon');
    await choose(page, 'category', 'eligibility');
    await page.getByLabel('お問い合わせの内容').fill('分割した休業について聞きたい。');
    await page.getByRole('button', { name: '送信する' }).click();
    await page.getByText('2026年7月17日の12時から14時までの間に').waitFor();
    await browser.expectAccessible(page);
    // The practice cases have calls to return as well.
    const [row] = await office.sql`
      select callback, party_contact from inquiries where callback and party_name = '試験 太郎'`;
    expect({ ...row }).toEqual({ callback: true, party_contact: '028-600-0000' });
  });
});

describe('自己チェック', () => {
  it('is done by keyboard alone and ends with amount, dates and papers', async () => {
    const page = await at('self-check');
    await page.getByText('事務局には送信されず').waitFor();
    const requests: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    await checkByKeyboard(page, eligible);
    await page.getByText('対象になる見込みです').waitFor();
    await expect.poll(() => focusedText(page)).toBe('自己チェックの結果');
    expect(await page.locator('.amount__total').innerText()).toBe('300,000円');
    await page.getByText('2026年7月1日から2026年9月1日までに申請してください。').waitFor();
    await page.getByRole('heading', { name: /足りない書類（14種類）/u }).waitFor();
    await browser.expectFitting(page, [390, 1280]);
    // A rare character may fetch its part of the face; nothing is asked of the server and nothing is told it.
    expect(requests.filter((url) => !url.includes('/portal/static/'))).toEqual([]);
  });

  it.each([
    ['a day short', { 'leavePeriods.0.endOn-day': '29' }, '1か月に達しません'],
    ['without registration', { supporter: 'no' }, 'まだ登録していないとの回答です'],
  ])('says why a leave %s does not qualify', async (_name, changes, words) => {
    const page = await at('self-check', 390);
    await page.getByText('事務局には送信されず').waitFor();
    await checkByKeyboard(page, { ...eligible, ...changes });
    await page.getByText('対象にならない見込みです').waitFor();
    await page.getByText(words).first().waitFor();
    expect(await page.locator('.verdict--ineligible').count()).toBe(1);
    await browser.expectAccessible(page);
    await page.context().close();
  });

  it('names what is not answered', async () => {
    for (const width of [390, 1280]) {
      const page = await at('self-check', width);
      await page.getByRole('button', { name: '結果を見る' }).click();
      await expectSummary(page, 12);
      await browser.expectAccessible(page);
      await page.context().close();
    }
  });

  it('carries its answers into a new application after the sign-in, and forgets them', async () => {
    const page = await at('self-check');
    browser.allow(/grants\/account\/me/u);
    await page.getByText('事務局には送信されず').waitFor();
    await checkByKeyboard(page, eligible);
    await page.getByRole('button', { name: 'この内容で申請を始める' }).click();
    await sendSignIn(page, office.accounts.applicant ?? { email: '', password: '' });
    await page.getByRole('heading', { level: 1, name: '自己チェックの引継ぎ' }).waitFor();
    await browser.expectFitting(page, [390, 1280]);
    await page.getByRole('button', { name: '引き継いで申請書を作る' }).click();
    await page.getByRole('heading', { level: 1, name: '申請書の作成' }).waitFor();
    const id = /applications\/([\w-]+)/u.exec(page.url())?.[1] ?? '';
    const [draft] = await office.sql`select answers from drafts where application = ${id}`;
    expect(draft?.['answers']).toMatchObject({ regularEmployees: '45', returnOn: '2026-07-01' });
    expect(await page.evaluate(() => localStorage.getItem('grant:self-check'))).toBeNull();
  });

  it('keeps what was answered over a look at the papers and a reload', async () => {
    const page = await at('self-check', 390);
    await choose(page, 'legalForm', 'company');
    await page.locator('#employees').fill('12');
    await page.goto(`${office.url}/portal/papers`);
    await page.getByRole('heading', { level: 1, name: '用意するもの' }).waitFor();
    await page.goBack();
    await page.locator('#employees').waitFor();
    await expect(page.locator('#employees').inputValue()).resolves.toBe('12');
    await page.reload();
    await page.locator('#employees').waitFor();
    await expect(page.locator('#employees').inputValue()).resolves.toBe('12');
    await expect(page.locator('input[name="legalForm"][value="company"]').isChecked()).resolves.toBe(true);
    await page.context().close();
  });

  it('shows the amount of a first leave of three months and no other reading of it, and prints', async () => {
    const page = await at('self-check');
    await page.getByText('事務局には送信されず').waitFor();
    await checkByKeyboard(page, {
      ...eligible,
      'leavePeriods.0.endOn-month': '8',
      'leavePeriods.0.endOn-day': '31',
      'returnOn-month': '9',
    });
    await page.getByText('合計 500,000円（最も高い加算だけを加える）').waitFor();
    expect(await page.locator('.amount__total').innerText()).toBe('500,000円');
    expect(await page.getByRole('main').innerText()).not.toContain('600,000円');
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByRole('button', { name: '結果を印刷する' }).isVisible()).toBe(false);
    expect(await page.locator('.amount__total').isVisible()).toBe(true);
  });
});
