/** A correction that is answered on paper, entered at the desk by keyboard alone. */
import * as journey from '@grant/scripts/seed/journey';
import { expect } from 'vitest';
import type { Browser, Page } from '../../fixtures/browser.ts';
import type { Office } from '../../fixtures/office.ts';
import type { Stage } from '../../integration/cases/cast.ts';
import { PDF } from '../portal/applicant.ts';
import { openAs, saidDone, tabTo, violations } from './desk.ts';

const ASKED = ['employerLegalForm', 'employerBuilding', 'leavePeriods', 'scheduledWorkdays'];

/** A case of a sole owner that came by post, with four fields asked for. */
async function askedByPost(stage: Stage): Promise<journey.Walk> {
  const answers = stage.answers({
    employerLegalForm: 'sole_owner',
    employerCorporateNumber: '',
    capital: '',
    employerBuilding: '3階',
  });
  const walk = await journey.received(stage.cast, 951, answers);
  await journey.attachAll(stage.cast, walk);
  await stage.cast.by('reception').call('case.register', { id: walk.id, version: 0, revision: 1 });
  await journey.inReview(stage.cast, walk);
  await stage.cast.by('reviewer').call('case.requestCorrection', {
    id: walk.id,
    version: await versionOf(stage, walk),
    note: '',
    items: [
      ...ASKED.map((target) => ({ targetKind: 'field' as const, target, reason: '確かめてください。' })),
      { targetKind: 'paper', target: 'attendance', reason: '確かめてください。' },
    ],
  });
  return walk;
}

const versionOf = async (stage: Stage, { id }: journey.Walk): Promise<number> =>
  (await stage.cast.by('reception').call('application.show', { id })).version;

/** From the next item that has no answer yet, as many steps down its choices. */
async function say(page: Page, steps: number): Promise<void> {
  await tabTo(page, /^まだ届いていない$/u);
  for (let step = 0; step < steps; step += 1) await page.keyboard.press('ArrowDown');
}

/** The sheet of another firm is put in by mistake, and leaves with its reason. */
async function takeOut(page: Page): Promise<void> {
  const name = '別の会社の出勤簿.pdf';
  await page.locator('input[type=file]').setInputFiles({ name, mimeType: 'application/pdf', buffer: PDF });
  await page.getByText(name, { exact: true }).waitFor();
  await tabTo(page, /^取り外す$/u);
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: '書類の取り外し' }).waitFor();
  await expect(violations(page)).resolves.toEqual([]);
  await tabTo(page, /^取り外す理由/u);
  await page.keyboard.type('別の申請の書類のため');
  await tabTo(page, /^取り外す$/u);
  await page.keyboard.press('Enter');
  await saidDone(page, '書類を取り外しました。');
  await expect(page.getByText(name, { exact: true }).count()).resolves.toBe(0);
}

async function enter(page: Page, arrivedOn: string): Promise<void> {
  await tabTo(page, /^到着日/u);
  await page.keyboard.type(arrivedOn.replaceAll('-', ''));
  await say(page, 1);
  await tabTo(page, /^法人等の種別/u);
  const form = page.locator('#entry-employerLegalForm');
  for (let press = 0; press < 20 && (await form.inputValue()) !== 'company'; press += 1)
    await page.keyboard.press('ArrowDown');
  await say(page, 1);
  await say(page, 2);
  await tabTo(page, /^直す必要がない理由/u);
  await page.keyboard.type('出勤簿のとおりです。');
  await say(page, 1);
  await tabTo(page, /^休業期間中の所定労働日数/u);
  await page.keyboard.type('27');
  await takeOut(page);
  await say(page, 2);
  await tabTo(page, /^直す必要がない理由/u);
  await page.keyboard.type('添付のとおりです。');
  await tabTo(page, /^法人番号/u);
  await page.keyboard.type('4011001098993');
}

/** Enters it, while the manager puts a slip right: both sides are shown, and nothing that was typed is lost. */
export async function answerByPost(office: Office, browser: Browser, stage: Stage): Promise<void> {
  const walk = await askedByPost(stage);
  const page = await openAs(office, browser, 'reception', `/intake/${walk.id}/answer`, 1280);
  await page.getByText('現在の内容　個人事業主').waitFor();
  await page.getByText(/現在の内容\s.*令和.+から令和/u).waitFor();
  await enter(page, stage.cast.today);
  await page.getByRole('heading', { name: 'この訂正により新しくお尋ねする項目' }).waitFor();
  await expect(violations(page)).resolves.toEqual([]);
  await browser.picture(page, 'postal-answer-1280');
  await page.setViewportSize({ width: 390, height: 900 });
  await expect(violations(page)).resolves.toEqual([]);
  await browser.picture(page, 'postal-answer-390');
  await page.setViewportSize({ width: 1280, height: 900 });
  await stage.cast.by('manager').call('case.staffFix', {
    id: walk.id,
    version: await versionOf(stage, walk),
    reason: '明らかな誤記のため。',
    changes: [{ key: 'mainBusiness', value: '金属製品の製造' }],
  });
  browser.allow(/status of 409/u);
  await tabTo(page, /^回答を登録する/u);
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'ほかの人が先に更新しました' });
  await dialog.getByText('金属製品の製造').waitFor();
  await dialog.getByText(/理由：出勤簿のとおりです。/u).waitFor();
  await expect(violations(page)).resolves.toEqual([]);
  await tabTo(page, /^自分の操作をやり直す$/u);
  await page.keyboard.press('Enter');
  await saidDone(page, '補正の回答を登録しました。案件は審査に戻りました。');
  await page.context().close();
  const { corrections, case: now } = await stage.cast.by('reviewer').call('case.workbench', { id: walk.id });
  const items = (corrections[0]?.items ?? []).map(({ target, newValue, unneededReason, follows }) => [
    target,
    newValue,
    unneededReason,
    follows,
  ]);
  expect(items).toEqual([
    ['employerLegalForm', 'company', null, false],
    ['employerBuilding', '', null, false],
    ['leavePeriods', null, '出勤簿のとおりです。', false],
    ['scheduledWorkdays', '27', null, false],
    ['attendance', null, '添付のとおりです。', false],
    ['employerCorporateNumber', '4011001098993', null, true],
  ]);
  expect([now['employerBuilding'], now['mainBusiness'], now.state]).toEqual([
    null,
    '金属製品の製造',
    'in_review',
  ]);
  // What the paper does not say stays open, and is no answer.
  const [row] = await office.sql<{ open: string[] }[]>`
    select array(select gap ->> 'key' from json_array_elements(gaps::json) gap) as open from applications where id = ${walk.id}`;
  expect(row?.open).toEqual(['capital']);
}
