import { addDays, civilDate, exampleAnswers, sections, STATES, type CaseState } from '@grant/schema';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, type Browser, type Page } from '../../fixtures/browser.ts';
import { startOffice, type Client, type Office } from '../../fixtures/office.ts';
import { withoutOutline } from './contrast.ts';
import { caseIn, draftWith } from './practice-case.ts';

/** Inner width of A4 upright between usual margins, in CSS pixels. */
const PAPER_WIDTH = 680;

/** What can only be pressed and is on the paper all the same, and answers that are not. */
function faultsOnPaper(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const shown = (element: Element): boolean => element.checkVisibility();
    const pressed = 'nav, button, .button, .link-button, input[type=file], .save-strip, .site-footer, .back';
    const left = [...document.querySelectorAll(pressed)]
      .filter(shown)
      .map((one) => `pressed: ${one.outerHTML}`);
    const kept = [...document.querySelectorAll('.answers dd:not(.no-print), h1')];
    const lost = kept.filter((one) => !shown(one)).map((one) => `lost: ${one.outerHTML}`);
    const cut = [...document.querySelectorAll('textarea')]
      .filter((one) => shown(one) && one.scrollHeight > one.clientHeight + 1)
      .map((one) => `cut: ${one.id}`);
    return [...left, ...lost, ...cut];
  });
}

/** States in which the applicant of the practice office has a case. */
const SHOWN = STATES.filter((state) => state !== 'draft' && state !== 'received');

let office: Office;
let browser: Browser;
let applicant: Client;
let draft: string;

beforeAll(async () => {
  [office, browser] = await Promise.all([startOffice({ seed: true }), openBrowser()]);
  applicant = await office.signIn('applicant');
  draft = await draftWith(applicant, 'pages-of-a-draft', exampleAnswers);
});

afterAll(async () => {
  await browser.close();
  await office.stop();
});

describe('signed in, on a phone and on a desk', () => {
  let page: Page;
  beforeAll(async () => {
    page = await browser.open(`${office.url}/portal/applications`, { as: applicant });
  });
  afterAll(() => page?.context().close());

  /**
   * The page carries this title, is quiet and no wider than a narrow screen; `every-state.test.ts` has the rest.
   * @param prepare what a person opens there first
   */
  async function look(
    rest: string,
    title: string | RegExp,
    prepare: () => Promise<void> = () => Promise.resolve(),
  ): Promise<void> {
    await page.goto(`${office.url}/portal/applications${rest}`);
    await page.getByRole('heading', { level: 1, name: title }).waitFor();
    await page.waitForLoadState('networkidle');
    await expect.poll(() => page.getByText('読み込んでいます。').count()).toBe(0);
    expect(await page.title()).toContain('とちぎ男性育休推進企業奨励金');
    await prepare();
    // A desk at 200 %, and the narrowest screen of 達成基準 1.4.10 リフロー: read by scrolling down, never sideways.
    for (const width of [640, 320]) {
      await page.setViewportSize({ width, height: 450 });
      await expect.poll(widthNeeded).toBeLessThanOrEqual(width);
    }
    browser.expectQuiet();
  }

  const widthNeeded = (): Promise<number> => page.evaluate(() => document.documentElement.scrollWidth);

  /** The page that is open, on paper: everything to read, nothing to press, no wider than the sheet. */
  async function expectPrintable(name: string): Promise<void> {
    await page.setViewportSize({ width: PAPER_WIDTH, height: 900 });
    await page.emulateMedia({ media: 'print' });
    await expect(faultsOnPaper(page)).resolves.toEqual([]);
    await expect.poll(widthNeeded).toBeLessThanOrEqual(PAPER_WIDTH);
    await browser.picture(page, `print-${name}`);
    await page.emulateMedia({ media: null });
  }

  const aCase = async (state: CaseState, rest: string): Promise<string> =>
    `/${await caseIn(office, state)}${rest}`;

  it('the list of applications', async () => {
    await look('', 'マイページ');
    await expect(page.locator('.cards .panel').count()).resolves.toBeGreaterThan(10);
    await page.setViewportSize({ width: 390, height: 900 });
    await page.getByRole('button', { name: 'メニュー' }).click();
    await page.getByRole('navigation').getByRole('button', { name: 'ログアウト' }).waitFor();
    await browser.expectFitting(page, [320, 390]);
  });

  it('the list of sections', async () => {
    await look(`/${draft}/draft`, '申請書の作成');
    await expect(page.locator('.tasks li').count()).resolves.toBe(sections.length);
  });

  it.each(sections.filter(({ code }) => code !== 'papers'))('the section $code', async ({ code, label }) => {
    await look(`/${draft}/draft/${code}`, label);
    await expectPrintable(`section-${code}`);
  });

  it.each(['employer', 'leave', 'account'])('the section %s with everything missing', async (code) => {
    const { label } = sections.find((section) => section.code === code) ?? { label: '' };
    await look(await aCase('draft', `/draft/${code}?fix=1`), label, async () => {
      await page.locator('main form button[type=submit]').click();
      await page.locator('.error-summary').waitFor();
    });
    await expect(page.locator('.field__error').count()).resolves.toBeGreaterThan(0);
  });

  it('the papers', async () => {
    await look(`/${draft}/draft/papers`, '添付書類');
    await expectPrintable('papers');
  });

  it('the check, with what is missing under the name of its section', async () => {
    await look(await aCase('draft', '/draft/check'), '入力内容の確認');
    const groups = await page.locator('#missing h3').allInnerTexts();
    expect(groups.slice(0, 2)).toEqual(['申請事業主', '企業規模']);
    expect(groups.slice(-2)).toEqual(['添付書類', '誓約・同意']);
    await expectPrintable('check');
  });

  it.each(SHOWN)('a case that is %s', async (state) => {
    await look(await aCase(state, ''), '申請の状況', () => page.locator('details.purpose summary').click());
    await expect(page.locator('.now__state').innerText()).resolves.not.toBe('');
    // On paper the answers stand, folded away on the screen or not.
    await page.locator('details.purpose summary').click();
    await expectPrintable(`case-${state}`);
  });

  it.each(['employer', 'leave'])('the section %s in high contrast', async (code) => {
    await page.emulateMedia({ forcedColors: 'active', contrast: 'more' });
    const { label } = sections.find((section) => section.code === code) ?? { label: '' };
    await look(await aCase('draft', `/draft/${code}?fix=1`), label, async () => {
      await page.locator('main form button[type=submit]').click();
      await page.locator('.error-summary').waitFor();
    });
    await browser.expectFitting(page, [390, 1280]);
    await expect(withoutOutline(page)).resolves.toEqual([]);
    await browser.picture(page, `forced-colors-${code}`);
    await page.emulateMedia({ forcedColors: null, contrast: null });
  });

  it.each([
    ['correction_requested', '/correction', '補正への回答'],
    ['account_correction', '/account', '振込口座の訂正'],
    ['submitted', '/withdraw', '申請の取下げ'],
    ['submitted', '/receipt', '申請を受け付けました'],
  ] as const)('of a case that is %s the page %s', async (state, rest, title) => {
    await look(await aCase(state, rest), title);
  });
});

describe('the day by which something is to be expected', () => {
  it('comes from ten cases or more: half of them, and eight out of ten, were decided by then', async () => {
    // A grant comes first: what is added to it below is a top-up, and a refusal has none.
    const decided = await office.sql`select id, application from decisions
      where status = 'live' and kind <> 'top_up' order by kind = 'grant' desc, id`;
    expect(decided.length).toBeGreaterThanOrEqual(10);
    const waiting = await caseIn(office, 'in_review');
    await office.sql.begin(async (sql) => {
      await sql`set local session_replication_role = replica`;
      // The first took one day, the second two, and so on.
      for (const [index, { id, application }] of decided.entries()) {
        await sql`update applications set received_on = null, submitted_at = '2026-06-01T23:30:00+09:00'
          where id = ${String(application)}`;
        await sql`update decisions set decided_at = timestamptz '2026-06-02T00:30:00+09:00' +
          make_interval(days => ${index}) where id = ${String(id)}`;
      }
      // What is added to a case months later is no decision that anybody waited for.
      const added = await sql`
        insert into decisions
        select (jsonb_populate_record(d, jsonb_build_object('id', gen_random_uuid(), 'kind', 'top_up',
                 'number', 'later', 'decided_at', '2027-01-15T09:00:00+09:00'))).*
          from decisions d where d.id = ${String(decided[0]?.['id'])}`;
      expect(added.count).toBe(1);
      await sql`update applications set submitted_at = '2026-07-15T09:00:00+09:00' where id = ${waiting}`;
    });
    const [half, most] = [Math.ceil(decided.length * 0.5), Math.ceil(decided.length * 0.8)];
    const { body } = await office.anonymous.get('/grants/pace');
    expect(body).toMatchObject({
      data: { toDecision: { cases: decided.length, median: half, eightyPercent: most } },
    });
    const page = await browser.open(`${office.url}/portal/applications/${waiting}`, { as: applicant });
    const after = (days: number): string => {
      const [year, month, day] = addDays(civilDate('2026-07-15'), days).split('-').map(Number);
      return `${String(year)}年${String(month)}月${String(day)}日`;
    };
    await page.getByText(`決定の時期の目安：${after(half)}頃。`).waitFor();
    await page.getByText(`8割の申請が${after(most)}までに決定する見込みです`).waitFor();
    await browser.expectFitting(page, [390, 1280]);
    await page.context().close();
  });
});
