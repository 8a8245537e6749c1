/** 受付開始前、終了後、緊急停止: what every page does while nothing can be filed. */
import { randomUUID } from 'node:crypto';
import { ensureProgramme } from '@grant/scripts/seed/programme';
import { exampleAnswers } from '@grant/schema';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, type Browser, type Page } from '../../fixtures/browser.ts';
import { type Office, refusalCode, startOffice } from '../../fixtures/office.ts';
import { readyDraft } from './practice-case.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

/** Waits until the page has read the programme: the telephone of the office is a part of it. */
const programmeRead = (page: Page): Promise<void> => page.locator('footer a[href^="tel:"]').first().waitFor();

const WITH_ACTION = ['', 'overview', 'requirements', 'papers', 'flow'] as const;

async function expectClosedPages(office: Office, words: string): Promise<void> {
  const page = await browser.open(`${office.url}/portal/`);
  for (const path of WITH_ACTION) {
    await page.goto(`${office.url}/portal/${path}`);
    await page.getByRole('main').getByText(words).first().waitFor();
    expect(await page.getByRole('main').getByRole('link', { name: '申請を始める' }).count(), path).toBe(0);
  }
  await page.context().close();
}

async function expectSelfCheckWorks(office: Office): Promise<void> {
  const page: Page = await browser.open(`${office.url}/portal/self-check`);
  await page.getByRole('button', { name: '結果を見る' }).click();
  await page.getByText('入力内容を確認してください').waitFor();
  await page.context().close();
}

async function startRefused(office: Office): Promise<string> {
  const applicant = await office.signIn('applicant');
  const answer = await applicant.post('/grants/applications', { idempotencyKey: randomUUID() });
  return refusalCode(answer) ?? '';
}

describe.each([
  ['before the opening', '2026-04-22T10:00:00+09:00', '申請の受付は2026年5月1日に始まります', '受付開始前'],
  ['after the closing', '2027-03-13T00:00:01+09:00', '申請の受付は2027年3月12日に終了しました', '受付終了'],
])('%s', (_name, clock, words, card) => {
  let office: Office;
  beforeAll(async () => {
    office = await startOffice({ env: { GRANT_CLOCK: clock } });
    await ensureProgramme(office.sql, true);
  });
  afterAll(() => office?.stop());

  it('explains instead of offering, and the self-check goes on', async () => {
    await expectClosedPages(office, words);
    const page = await browser.open(`${office.url}/portal/`);
    await page.getByRole('heading', { name: card }).waitFor();
    await page.context().close();
    await expectSelfCheckWorks(office);
    browser.expectQuiet();
  });

  it('takes no application', async () => {
    expect(await startRefused(office)).toBe('OUTSIDE_PERIOD');
  });
});

describe('after the last day of the office', () => {
  it('takes no question that nobody would answer, and says where to turn', async () => {
    const office = await startOffice();
    try {
      await ensureProgramme(office.sql, true);
      await office.sql.begin(async (sql) => {
        await sql`set local session_replication_role = replica`;
        await sql`update programme_versions set reception_closes_on = '2026-07-14', office_closes_on = '2026-07-14'`;
      });
      const page = await browser.open(`${office.url}/portal/inquiry`);
      await page.getByRole('main').getByText('奨励金事務局は2026年7月14日で終了しました。').waitFor();
      await expect(page.getByRole('button', { name: '送信する' }).count()).resolves.toBe(0);
      await browser.expectFitting(page, [320, 390, 1280]);
      await page.context().close();
      browser.expectQuiet();
    } finally {
      await office.stop();
    }
  });
});

describe('while the reception is closed in an emergency', () => {
  let office: Office;
  const notice = '通信の障害のため、受付を停止しています。再開は7月16日の予定です。';
  beforeAll(async () => {
    office = await startOffice();
    await ensureProgramme(office.sql, true);
    await office.sql`update programmes set emergency_closed = true, emergency_notice = ${notice}`;
  });
  afterAll(() => office?.stop());

  it('shows the notice on every page', async () => {
    await expectClosedPages(office, 'ただいま申請の受付を停止しています');
    const page = await browser.open(`${office.url}/portal/`, { width: 390 });
    for (const path of ['', 'faq', 'contact', 'signin', 'privacy', 'no-such-page']) {
      await page.goto(`${office.url}/portal/${path}`);
      await page.getByRole('banner').getByText(notice).waitFor();
      await browser.expectAccessible(page);
    }
    await page.context().close();
    await expectSelfCheckWorks(office);
    browser.expectQuiet();
  });

  it('takes no application, and shows nothing any more once it is over', async () => {
    expect(await startRefused(office)).toBe('UNAVAILABLE');
    await office.sql`update programmes set emergency_closed = false`;
    const page = await browser.open(`${office.url}/portal/`);
    await page.getByRole('heading', { name: '受付中' }).waitFor();
    expect(await page.getByText(notice).count()).toBe(0);
    await page.context().close();
  });

  it('comes up on the signed-in pages of a tab that was open before', async () => {
    const page = await browser.open(`${office.url}/portal/`, { as: await office.signIn('applicant') });
    await page.clock.install();
    await page.goto(`${office.url}/portal/applications`);
    await page.getByRole('heading', { level: 1, name: 'マイページ' }).waitFor();
    await programmeRead(page);
    await office.sql`update programmes set emergency_closed = true, emergency_notice = ${notice}`;
    await page.clock.fastForward(61_000);
    await page.getByRole('link', { name: '設定', exact: true }).first().click();
    await page.getByRole('heading', { level: 1, name: '利用者の設定' }).waitFor();
    await page.getByRole('banner').getByText(notice).waitFor();
    await office.sql`update programmes set emergency_closed = false`;
    // Within the minute nothing is asked again.
    await page.goBack();
    await page.getByRole('heading', { level: 1, name: 'マイページ' }).waitFor();
    expect(await page.getByText(notice).count()).toBe(1);
    await page.clock.fastForward(61_000);
    await page.goForward();
    await page.getByText(notice).waitFor({ state: 'detached' });
    await page.context().close();
  });

  it('comes up in a tab that stays where it is', async () => {
    const page = await browser.open(`${office.url}/portal/faq`);
    await page.clock.install();
    await page.goto(`${office.url}/portal/faq`);
    await page.getByRole('heading', { level: 1, name: 'よくある質問' }).waitFor();
    await programmeRead(page);
    await office.sql`update programmes set emergency_closed = true, emergency_notice = ${notice}`;
    await page.clock.fastForward(181_000);
    await page.getByRole('banner').getByText(notice).waitFor();
    expect(new URL(page.url()).pathname).toBe('/portal/faq');
    await office.sql`update programmes set emergency_closed = false`;
    await page.context().close();
  });

  it('says in a draft that it cannot be filed, the moment it is to be, and after the closing', async () => {
    const applicant = await office.signIn('applicant');
    const id = await readyDraft(applicant, 'draft-at-a-closed-desk', exampleAnswers);
    const page = await browser.open(`${office.url}/portal/applications/${id}/draft/check`, { as: applicant });
    const file = page.getByRole('button', { name: '提出する' });
    await page.getByText('必要な項目がすべてそろっています。').waitFor();
    await office.sql`update programmes set emergency_closed = true, emergency_notice = ${notice}`;
    await file.click();
    await file.waitFor({ state: 'detached' });
    await office.sql`update programmes set emergency_closed = false`;
    await office.sql.begin(async (sql) => {
      await sql`set local session_replication_role = replica`;
      await sql`update programme_versions set reception_closes_on = '2026-07-14'`;
    });
    for (const path of ['', '/employer', '/papers', '/check']) {
      await page.goto(`${office.url}/portal/applications/${id}/draft${path}`);
      await page.getByText('この申請書は提出できません。').first().waitFor();
      await browser.expectFitting(page, [390, 1280]);
      await browser.expectAccessible(page);
    }
    expect(await file.count()).toBe(0);
    const { body } = await applicant.post(`/grants/applications/${id}/submit`, {
      revision: 1,
      idempotencyKey: randomUUID(),
    });
    expect(JSON.stringify(body)).toContain('受付は終了したため');
    for (const path of ['signup', 'self-check/start']) {
      await page.goto(`${office.url}/portal/${path}`);
      await page.getByText('申請の受付は2026年7月14日に終了しました').waitFor();
      expect(await page.getByRole('button', { name: '引き継いで申請書を作る' }).count()).toBe(0);
    }
    await page.context().close();
    browser.expectQuiet();
    await office.sql.begin(async (sql) => {
      await sql`set local session_replication_role = replica`;
      await sql`update programme_versions set reception_closes_on = '2027-03-12'`;
    });
  });

  it('has words of its own where nobody has written any', async () => {
    await office.sql`update programmes set emergency_closed = true, emergency_notice = null`;
    const page = await browser.open(`${office.url}/portal/faq`);
    await page.getByRole('banner').getByText('申請の受付を一時停止しています').waitFor();
    expect(await page.getByRole('banner').innerText()).not.toContain('null');
    await page.context().close();
  });
});
