import { exampleAnswers, type Answers, type SectionCode } from '@grant/schema';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, type Browser, type Page } from '../../fixtures/browser.ts';
import { refusalCode, startOffice, type Client, type Office } from '../../fixtures/office.ts';
import { mandated } from '../../integration/agency/stage.ts';
import { answerSection, typeDate, waitForSave } from './applicant.ts';
import { answered, readyDraft } from './practice-case.ts';

let office: Office;
let browser: Browser;
let applicant: Client;

beforeAll(async () => {
  [office, browser] = await Promise.all([startOffice({ seed: true }), openBrowser()]);
  applicant = await office.signIn('applicant');
});

afterAll(async () => {
  await browser.close();
  await office.stop();
});

const form = (id: string, page = ''): string => `${office.url}/portal/applications/${id}/draft${page}`;

/** Everything but the answers of these sections, which are then typed on a phone. */
async function phoneWith(
  key: string,
  answers: Answers,
  typed: readonly SectionCode[],
): Promise<[string, Page]> {
  const id = await readyDraft(applicant, key, { ...exampleAnswers, ...answers });
  const page = await browser.open(form(id), { as: applicant, width: 390 });
  for (const section of typed) {
    await page.goto(form(id, `/${section}`));
    await answerSection(page, section, answers);
    await waitForSave(page);
  }
  return [id, page];
}

/** Looks at the check page, files, and answers the row that was written. */
async function file(id: string, page: Page): Promise<Record<string, unknown>> {
  await page.goto(form(id, '/check'));
  await page.getByText('必要な項目がすべてそろっています。').waitFor();
  await browser.expectAccessible(page);
  await page.getByRole('button', { name: '提出する' }).click();
  await page.getByRole('heading', { level: 1, name: '申請を受け付けました' }).waitFor();
  const [row] = await office.sql<Record<string, unknown>[]>`select * from applications where id = ${id}`;
  await page.context().close();
  return { ...row };
}

describe('who applies', () => {
  it('is a sole owner: no number of a corporation and no capital are asked', async () => {
    const answers: Answers = {
      employerLegalForm: 'sole_owner',
      employerCorporateNumber: '',
      capital: '',
      employerName: 'とちぎ木工所 栃木太郎',
      employerNameKana: 'トチギモッコウショ トチギタロウ',
      representativeTitle: '事業主',
      representativeName: '栃木 太郎',
      industry: 'other',
      mainBusiness: '木製家具の製造',
      regularEmployees: '３',
      controlledByLargeCompany: 'no',
    };
    const [id, page] = await phoneWith('a-sole-owner', answers, ['employer', 'size']);
    await expect(page.locator('[id="capital"]').count()).resolves.toBe(0);
    await page.goto(form(id, '/employer'));
    await page.locator('[id="employerName"]').waitFor();
    await expect(page.locator('[id="employerCorporateNumber"]').count()).resolves.toBe(0);
    await page.goto(form(id, '/papers'));
    await page.getByText('開業届の写し').first().waitFor();
    const row = await file(id, page);
    expect(row).toMatchObject({
      employer_legal_form: 'sole_owner',
      employer_corporate_number: null,
      capital: null,
    });
    expect(Number(row['regular_employees'])).toBe(3);
  });

  it('is a social welfare corporation, which has a number and no capital', async () => {
    const answers: Answers = {
      employerLegalForm: 'social_welfare',
      employerCorporateNumber: '７０１０７０５０００７２５',
      capital: '',
      employerName: '社会福祉法人とちぎ福祉会',
      employerNameKana: 'しゃかいふくしほうじんとちぎふくしかい',
      representativeTitle: '理事長',
      industry: 'service',
      mainBusiness: '介護サービス',
      regularEmployees: '80人',
    };
    const [id, page] = await phoneWith('a-social-welfare-corporation', answers, ['employer', 'size']);
    await expect(page.locator('[id="capital"]').count()).resolves.toBe(0);
    expect(await file(id, page)).toMatchObject({
      employer_corporate_number: '7010705000725',
      capital: null,
      employer_name_kana: 'シャカイフクシホウジントチギフクシカイ',
    });
  });
});

describe('an agent with two clients', () => {
  it('files for each under its own mandate, and reads who is told of it', async () => {
    const agent = await office.signIn('agent');
    const { employerCorporateNumber: corporateNumber = '' } = exampleAnswers;
    const clients = [
      { employerName: '株式会社赤城', corporateNumber, principalEmail: 'akagi@client.example.jp' },
      { employerName: '株式会社榛名', corporateNumber, principalEmail: 'haruna@client.example.jp' },
    ];
    const page = await browser.open(`${office.url}/portal/clients`, { as: agent, width: 390 });
    const filed: object[] = [];
    for (const [index, client] of clients.entries()) {
      const mandate = await mandated(office, agent, client);
      const { employerName, principalEmail } = client;
      const answers = { ...exampleAnswers, employerName, employeeName: `甲 ${String(index)}郎` };
      const id = await readyDraft(agent, `for-client-${String(index)}`, answers, mandate);
      await page.goto(`${office.url}/portal/clients`);
      await page
        .locator('.client', { has: page.getByRole('heading', { level: 2, name: employerName }) })
        .getByRole('link', { name: employerName, exact: true })
        .click();
      await page.getByText(`申請事業主：${employerName}`).waitFor();
      await page.goto(form(id, '/check'));
      await page.getByText('必要な項目がすべてそろっています。').waitFor();
      await page.getByRole('button', { name: '提出する' }).click();
      await page.getByRole('heading', { level: 1, name: '申請を受け付けました' }).waitFor();
      await page.getByText(`代行者：${agent.account?.email ?? ''}`).waitFor();
      await page.getByText(`事業主：${principalEmail}`).waitFor();
      await browser.expectFitting(page, [1280, 390]);
      await browser.picture(page, `receipt-of-agent-${String(index)}`);
      for (const to of [principalEmail, agent.account?.email ?? ''])
        await office.mail.waitFor(to, { subject: '申請を受け付けました' });
      const [row] = await office.sql`
        select employer_name, mandate, state from applications where id = ${id}`;
      filed.push({ ...row });
      expect(filed.at(-1)).toEqual({ employer_name: employerName, mandate, state: 'submitted' });
    }
    // What went to one client names the other nowhere.
    const [first, second] = clients.map(({ principalEmail }) =>
      JSON.stringify(office.mail.messages().filter(({ to }) => to.includes(principalEmail))),
    );
    expect([first, second].map((mails) => mails?.includes('株式会社榛名'))).toEqual([false, true]);
    expect(second).not.toContain('株式会社赤城');
    await page.context().close();
  });
});

describe('a leave split in four', () => {
  it('is drawn, counted and filed as four periods', async () => {
    const answers: Answers = {
      childBirthOn: '2026-04-05',
      leavePeriods: [
        { kind: 'at_birth', startOn: '2026-04-06', endOn: '2026-04-12', workedDays: '１' },
        { kind: 'at_birth', startOn: '2026-04-20', endOn: '2026-04-26', workedDays: '0' },
        { kind: 'childcare', startOn: '2026-05-11', endOn: '2026-05-24', workedDays: '0' },
        { kind: 'childcare', startOn: '2026-06-08', endOn: '2026-06-21', workedDays: '0' },
      ],
      scheduledWorkdays: '28',
      returnOn: '2026-06-22',
      returnedToOriginalPost: 'yes',
    };
    const [id, page] = await phoneWith('a-leave-in-four', { ...answers, leavePeriods: [] }, ['leave']);
    await page.goto(form(id, '/leave'));
    await answerSection(page, 'leave', answers);
    await waitForSave(page);
    await expect(page.locator('.strip__bar').count()).resolves.toBe(4);
    await page.getByText('通算：1か月と11日、暦日41日').waitFor();
    await page.getByText('出生時育児休業中の就業日1日を除きます').waitFor();
    await page.getByText('通算1か月以上の要件に達しています。').waitFor();
    await expect(page.locator('.strip__overlap').count()).resolves.toBe(0);
    await browser.picture(page, 'wizard-leave-390');
    await browser.expectAccessible(page);
    await file(id, page);
    const parts = await office.sql`select part, start_on::text, worked_days from leave_periods
      where application = ${id} order by part`;
    expect(parts.map((one) => String(one['start_on']))).toEqual(
      answers.leavePeriods?.map((one) => one.startOn),
    );
    expect(parts.map((one) => Number(one['worked_days']))).toEqual([1, 0, 0, 0]);
  });

  it('shows where periods overlap, and says so in words', async () => {
    const id = await readyDraft(applicant, 'a-leave-that-overlaps', {
      ...exampleAnswers,
      leavePeriods: [
        { kind: 'childcare', startOn: '2026-06-01', endOn: '2026-06-20', workedDays: '0' },
        { kind: 'childcare', startOn: '2026-06-15', endOn: '2026-06-30', workedDays: '0' },
      ],
    });
    const page = await browser.open(form(id, '/leave'), { as: applicant, width: 390 });
    await page.getByText('2026年6月15日から2026年6月20日まで、期間が重なっています。').waitFor();
    await expect(page.locator('.strip__overlap').count()).resolves.toBe(1);
    await typeDate(page, 'leavePeriods.1.endOn', '2026-06-10');
    await page.locator('[id="scheduledWorkdays"]').focus();
    await page.getByText('開始日以後の日付を入力してください。').waitFor();
    await browser.expectAccessible(page);
    await page.context().close();
  });

  it('asks for the due date, the reason and the first three months only where they matter', async () => {
    const id = await readyDraft(applicant, 'a-leave-with-more-to-it', exampleAnswers);
    const page = await browser.open(form(id, '/leave'), { as: applicant, width: 390 });
    await page.locator('[id="scheduledWorkdays"]').waitFor();
    const asked = async (key: string): Promise<number> => page.locator(`[id="${key}"]`).count();
    expect([await asked('childDueOn'), await asked('returnGapReason')]).toEqual([0, 0]);
    await typeDate(page, 'leavePeriods.0.startOn', '2026-05-15');
    await typeDate(page, 'leavePeriods.0.endOn', '2026-08-15');
    await typeDate(page, 'returnOn', '2026-08-31');
    await page.locator('[id="childDueOn"]').waitFor();
    await page.locator('[id="returnGapReason"]').waitFor();
    await waitForSave(page);
    await page.goto(form(id, '/addition'));
    await page.locator('[id="firstThreeMonths"]').waitFor();
    await page.context().close();
  });
});

describe('before opening and after closing', () => {
  async function moveReception(opens: string, closes: string): Promise<void> {
    await office.sql.begin(async (sql) => {
      await sql`set local session_replication_role = replica`;
      await sql`update programme_versions set reception_opens_on = ${opens}, reception_closes_on = ${closes}`;
    });
  }

  it.each([
    [
      'before-opening',
      '2026-12-01',
      '2027-03-12',
      '受付が始まってから手続きしてください',
      /受付は.*に始まります/u,
    ],
    ['after-closing', '2026-05-01', '2026-07-01', '受付は終了したため', /受付は.*に終了しました/u],
  ])('refuses a filing %s, says why, and keeps the draft', async (name, opens, closes, said, told) => {
    const id = await readyDraft(applicant, `filed-${name}`, exampleAnswers);
    const page = await browser.open(form(id, '/check'), { as: applicant, width: 390 });
    await page.getByText('必要な項目がすべてそろっています。').waitFor();
    // The tab was open before: what it knew of the reception is asked for anew.
    await moveReception(opens, closes);
    try {
      const filing = page.getByRole('button', { name: '提出する' });
      await filing.click();
      await filing.waitFor({ state: 'detached' });
      await page.getByRole('main').getByText(told).last().waitFor();
      await browser.expectAccessible(page);
      await browser.picture(page, `wizard-refused-${opens}`);
      await page.goto(`${office.url}/portal/applications`);
      await page.getByRole('heading', { level: 1, name: 'マイページ' }).waitFor();
      const shown = answered('application.show', (await applicant.get(`/grants/applications/${id}`)).body);
      expect(shown).toMatchObject({ state: 'draft', receiptNumber: null });
      const filed = await applicant.post(`/grants/applications/${id}/submit`, {
        revision: shown.revision,
        idempotencyKey: `filed-${name}-anyway`,
      });
      expect(refusalCode(filed)).toBe('OUTSIDE_PERIOD');
      const start = await applicant.post('/grants/applications', { idempotencyKey: `started-${name}` });
      expect(JSON.stringify(start.body)).toContain(said);
      await page.context().close();
    } finally {
      await moveReception('2026-05-01', '2027-03-12');
    }
  });
});
