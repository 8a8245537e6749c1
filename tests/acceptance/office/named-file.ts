/** 補正の対象のファイル: a file named from the evidence of the review, as reviewer, applicant and desk meet it. */
import * as journey from '@grant/scripts/seed/journey';
import { practicePaper } from '@grant/scripts/seed/paper';
import { expect } from 'vitest';
import type { Browser, Page } from '../../fixtures/browser.ts';
import type { Office } from '../../fixtures/office.ts';
import type { Stage } from '../../integration/cases/cast.ts';
import { ask, openAs, saidDone, violations } from './desk.ts';

async function pictures(browser: Browser, page: Page, name: string): Promise<void> {
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 1200 });
    await browser.picture(page, `${name}-${width}`);
  }
}

/** A case in review with two 出勤簿, the second of which proves a defect. Returns the case and that file. */
export async function doubtedSheet(stage: Stage): Promise<{ id: string; attachmentId: string }> {
  const asked = await journey.draft(stage.cast, 951, stage.answers());
  await journey.attachAll(stage.cast, asked);
  const bytes = practicePaper([asked.id, '5月']);
  await stage.cast
    .by('applicant')
    .call(
      'attachment.add',
      { id: asked.id, paper: 'attendance' },
      { name: '出勤簿5月.pdf', type: 'application/pdf', bytes },
    );
  await journey.submit(stage.cast, asked);
  await journey.inReview(stage.cast, asked);
  const reviewer = stage.cast.by('reviewer');
  const seen = await reviewer.call('case.workbench', { id: asked.id });
  const finding = seen.judgement?.findings.find(({ rule }) => rule === 'employment');
  const attachmentId = seen.attachments.find((one) => one.originalName === '出勤簿5月.pdf')?.id ?? '';
  await reviewer.call('finding.mark', {
    id: finding?.id ?? '',
    mark: 'defect',
    note: '日付が読めない',
    markVersion: finding?.markVersion ?? 0,
    evidence: { attachmentId, page: 1 },
  });
  return { id: asked.id, attachmentId };
}

/** The reviewer asks for the very file that the evidence names. */
export async function askForFile(browser: Browser, desk: Page, attachmentId: string): Promise<void> {
  const dialog = await ask(desk, '補正の依頼');
  await expect(dialog.getByLabel('項目・書類').inputValue()).resolves.toBe('paper:attendance');
  await expect(dialog.getByLabel('対象のファイル').inputValue()).resolves.toBe(attachmentId);
  await expect(dialog.getByLabel(/^対象のページ/u).inputValue()).resolves.toBe('1');
  await expect(dialog.getByRole('radio', { checked: true }).count()).resolves.toBe(0);
  await dialog.getByLabel(/定型文/u).selectOption({ label: '期間の不足' });
  await expect(dialog.getByRole('radio', { name: /^追加/u }).isChecked()).resolves.toBe(true);
  await dialog.getByLabel(/定型文/u).selectOption({ label: '不鮮明' });
  await expect(dialog.getByRole('radio', { name: /^差し替え/u }).isChecked()).resolves.toBe(true);
  await expect(violations(desk)).resolves.toEqual([]);
  await pictures(browser, desk, 'correction-dialog');
  await desk.setViewportSize({ width: 1680, height: 1000 });

  // Ten office days ahead as offered; a day typed in the short form is understood.
  const offered = (await dialog.getByText(/回答の期限: /u).innerText()).match(/\d+/gu) ?? [];
  const [year = '', month = '', day = ''] = offered;
  await dialog
    .getByLabel(/期限をほかの日に/u)
    .fill(`${year}${month.padStart(2, '0')}${day.padStart(2, '0')}`);
  await dialog.getByRole('button', { name: '補正を依頼する' }).click();
  await saidDone(desk, '「補正の依頼」を記録しました。');
}

/** The applicant sees it, and the desk enters what came by post. */
export async function answerForFile(office: Office, browser: Browser, id: string): Promise<void> {
  const applicant = await office.signIn('applicant');
  const portal = await browser.open(`${office.url}/portal/applications/${id}/correction`, {
    as: applicant,
  });
  await portal.getByText('2枚目のファイル『出勤簿5月.pdf』の1ページ').waitFor();
  await expect(portal.locator('.old input').isChecked()).resolves.toBe(true);
  await browser.expectAccessible(portal);
  await browser.expectFitting(portal, [390, 1280]);
  await pictures(browser, portal, 'correction-portal');
  await portal.context().close();
  const letters = await openAs(office, browser, 'reception', `/intake/${id}/answer`, 1280);
  const tick = letters.getByLabel(/2枚目のファイル『出勤簿5月.pdf』の1ページ\s*を差し替える/u);
  await expect(tick.isChecked()).resolves.toBe(true);
  await expect(violations(letters)).resolves.toEqual([]);
  await pictures(browser, letters, 'correction-postal');
  await letters.getByLabel(/^届いた書類/u).setInputFiles({
    name: '読める5月.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from(practicePaper([id, '読める5月'])),
  });
  await saidDone(letters, '書類を添付しました。');
  const [asked] = await office.sql`
    select to_char(requested_at at time zone 'Asia/Tokyo', 'YYYYMMDD') as day from corrections where application = ${id}`;
  await letters.getByLabel(/^到着日/u).fill(String(asked?.['day']));
  await letters.getByRole('button', { name: /^回答を登録する/u }).click();
  await saidDone(letters, '補正の回答を登録しました。案件は審査に戻りました。');
  await letters.context().close();
}

/** The reviewer looks at the two side by side, and opens the new one. */
export async function compareFiles(browser: Browser, desk: Page): Promise<void> {
  await desk.reload();
  const rounds = desk.locator('section', { has: desk.getByRole('heading', { name: '補正', exact: true }) });
  await rounds.getByText('補正前と補正後の書類を並べて見る').click();
  await rounds.getByText(/^出勤簿5月.pdf\s*差替え前$/u).waitFor();
  await rounds.getByText(/^読める5月.pdf\s*審査に使用$/u).waitFor();
  await expect(violations(desk)).resolves.toEqual([]);
  await pictures(browser, desk, 'correction-compared');
  await desk.setViewportSize({ width: 1680, height: 1000 });
  await rounds.getByRole('button', { name: /読める5月.pdf/u }).click();
  await desk
    .locator('.papers')
    .getByText(/読める5月.pdf/u)
    .waitFor();
}
