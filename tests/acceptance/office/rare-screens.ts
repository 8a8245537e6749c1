/** Parts of our screens that only an unusual case shows: each at the widths of a phone and two desks. */
import * as journey from '@grant/scripts/seed/journey';
import { signIn } from '@grant/scripts/seed/caller';
import { expect } from 'vitest';
import type { Browser, Page } from '../../fixtures/browser.ts';
import type { Office } from '../../fixtures/office.ts';
import { PATIENCE } from '../../fixtures/patience.ts';
import type { Stage } from '../../integration/cases/cast.ts';
import { envelopesOf } from '../../integration/post/envelopes.ts';
import { openAs, openCase, saidDone, tabTo, violations } from './desk.ts';
import { outOfReach, untidy } from './screen-faults.ts';

interface Setting {
  readonly office: Office;
  readonly browser: Browser;
  readonly stage: Stage;
}

async function expectGood(page: Page, { browser }: Setting, name: string): Promise<void> {
  const faults: string[] = [];
  // An open dialog lies over the page, and keeps the keyboard to itself.
  const covered = (await page.getByRole('dialog').count()) > 0;
  for (const width of [390, 1280, 1920]) {
    await page.setViewportSize({ width, height: 900 });
    await browser.picture(page, `rare-${name}-${String(width)}`);
    faults.push(...(width > 390 && !covered ? await untidy(page) : []), ...(await violations(page)));
  }
  if (!covered) faults.push(...(await outOfReach(page)));
  expect(faults).toEqual([]);
}

/** 決定の後の事実: a bar that came after the decision holds the money back. */
export async function lateBar(setting: Setting): Promise<void> {
  const { office, browser, stage } = setting;
  const walk = await stage.submitted();
  await journey.payable(stage.cast, walk);
  const made = await stage.client('manager').post('/items/bars', {
    kind: 'representative',
    name: walk.answers.representativeName,
    starts_on: '2026-04-01',
    until_on: '2030-03-31',
    reason: '令和8年の不正受給',
  });
  expect(made.status).toBe(200);
  const page = await openCase(office, browser, 'approver', walk.id);
  await page.getByRole('heading', { name: '決定の後に見つかった重複・支給停止・過年度の支給' }).waitFor();
  await page.getByRole('button', { name: '確認し、支払ってよいとする' }).waitFor();
  await expectGood(page, setting, 'late-bar');
  await page.context().close();
}

/** 決定の後に外した書類: a stranger's envelope leaves a decided case by the manager, and another person looks at what is left. */
export async function lostPapers(setting: Setting): Promise<void> {
  const { office, browser, stage } = setting;
  const desk = envelopesOf(stage);
  const walk = await stage.submitted();
  await journey.inReview(stage.cast, walk);
  const envelope = await desk.come(walk, '別の会社の封筒.pdf');
  await desk.sort(walk, envelope);
  await desk.act('reviewer', walk, 'judge-anew', {});
  const { attachments, judgement } = await desk.seen(walk);
  const [finding] = judgement?.findings.filter(({ verdict }) => verdict === 'passed') ?? [];
  const attachmentId = attachments.find((one) => one.envelope === envelope)?.id ?? '';
  await stage.cast.by('reviewer').call('finding.mark', {
    id: finding?.id ?? '',
    mark: 'ok',
    note: '賃金台帳で確かめた。',
    markVersion: finding?.markVersion ?? 0,
    evidence: { attachmentId, page: 1 },
  });
  await journey.reviewed(stage.cast, walk);
  const amount = judgement?.amount?.total ?? 0;
  await desk.act('approver', walk, 'grant', { amount });
  // Who may not take it out reads who can.
  const told = await openCase(office, browser, 'reception', walk.id);
  await told.getByText('この案件の決定をしていない事務局責任者です。', { exact: false }).waitFor();
  await expectGood(told, setting, 'envelope-decided');
  await told.context().close();
  const page = await openCase(office, browser, 'manager', walk.id);
  await page.getByRole('button', { name: /^この案件の書類ではない/u }).click();
  const dialog = page.getByRole('dialog', { name: '誤って綴じた書類の取外し' });
  await dialog.getByText('この案件は決定が済んでいます。').waitFor();
  await dialog.getByText(`外す書類の頁を根拠にした判定: ${finding?.title ?? ''}`, { exact: false }).waitFor();
  await dialog.getByLabel(/^外す理由/u).fill('別の会社の封筒を綴じていた。');
  await dialog.getByLabel(/^原本の行き先/u).fill('書庫の「持ち主の分からない書類」');
  await expectGood(page, setting, 'misfiled-decided');
  await dialog.getByRole('button', { name: '封筒ごと外す' }).click();
  await saidDone(page, '「誤って綴じた書類の取外し」を記録しました。');
  await page.getByRole('heading', { name: '決定の後に外した書類' }).waitFor();
  await expect(page.getByRole('button', { name: /^確認し、/u }).count()).resolves.toBe(0);
  await page.getByText(/^適合した判定/u).click();
  await page.getByText('この頁は別の申請の書類であったため外した').waitFor();
  await expectGood(page, setting, 'papers-gone');
  // The evidence is read as before.
  await page.getByRole('button', { name: /^賃金台帳.* 1頁$/u }).click();
  await page.getByRole('status').getByText('（別の申請の書類のため外した）', { exact: false }).waitFor();
  await page.context().close();

  const look = await openAs(office, browser, 'approver', '/queues', 1280);
  await look.getByRole('button', { name: /^決定の後に書類を外した案件/u }).click();
  await look.getByRole('link', { name: (await desk.seen(walk)).case.receiptNumber ?? '' }).click();
  await look.getByRole('button', { name: '確認し、支払ってよいとする' }).click();
  await look.getByRole('dialog').getByLabel(/理由/u).fill('残った書類だけで要件を満たす。');
  await expectGood(look, setting, 'papers-looked');
  await look.getByRole('dialog').getByRole('button', { name: '決定の後の事実の確認' }).click();
  await look.getByText('確認の記録').waitFor();
  await look.context().close();
}

/** 電話で督促する補正: a reminder is due, and no mail reaches the applicant. */
export async function remindedByPhone(setting: Setting): Promise<void> {
  const { office, browser, stage } = setting;
  const posted = await journey.received(stage.cast, 977, { ...stage.answers(), contactEmail: '' });
  await stage.cast.by('reception').call('case.register', { id: posted.id, version: 0, revision: 1 });
  await journey.correctionRequested(stage.cast, posted);
  await office.sql`update corrections set requested_at = '2026-07-01T10:00:00+09:00', due_on = '2026-07-16'
    where application = ${posted.id}`;
  await stage.cast.by('manager').call('correction.remind', {});
  const page = await openAs(office, browser, 'reception', '/corrections', 1280);
  await page.getByRole('heading', { name: '電話で督促する補正（1件）' }).waitFor();
  await expectGood(page, setting, 'by-phone');
  // The case goes along to 電話受付, and the keyboard stands behind it.
  await tabTo(page, /^通話を記録/u);
  await page.keyboard.press('Enter');
  const desk = page.locator('.desk');
  await desk.getByRole('link', { name: String(posted.answers.employerName) }).waitFor();
  await expect.poll(() => page.locator(':focus').getAttribute('type')).toBe('radio');
  await page.context().close();
}

/** 手続代行者の申請 and 大量申請のまとまり: the cases of one agent, and those that one signal holds together. */
export async function oneHand(setting: Setting): Promise<void> {
  const { office, browser, stage } = setting;
  const { agent } = office.accounts;
  if (agent === undefined) throw new Error('no agent');
  const caller = await signIn(office.url, agent);
  const cast: journey.Cast = {
    ...stage.cast,
    by: (name) => (name === 'agent' ? caller : stage.cast.by(name)),
  };
  const [first, second] = [
    await journey.submitted(cast, 960, stage.answers(), 'agent'),
    await journey.submitted(cast, 961, stage.answers(), 'agent'),
  ];
  // A job that still computes their signals would take this one away.
  const jobs = async (): Promise<number> =>
    (await office.sql`select 1 from pgboss.job where state in ('created', 'retry', 'active')`).length;
  await expect.poll(jobs, { timeout: PATIENCE, interval: 500 }).toBe(0);
  // As the job writes it where many hold one page; here the group is what matters, and not how it is found.
  await office.sql`
    insert into signals (id, application, code, score, reason, related, active, found_at)
    select gen_random_uuid(), a.id, 'mass_filing', 55, '「就業規則」のよく似た頁を持つ申請のまとまりです（2件、2事業主、全体12件）。',
           (select json_agg(o.receipt_number) from applications o where o.id in (${first.id}, ${second.id}) and o.id <> a.id),
           true, now()
      from applications a where a.id in (${first.id}, ${second.id})`;
  const page = await openAs(office, browser, 'manager', '/doubt', 1280);
  await page
    .getByRole('button', { name: /^申請を見る/u })
    .first()
    .press('Enter');
  await page.getByRole('region', { name: '手続代行者の申請の表' }).waitFor();
  await expectGood(page, setting, 'agent-cases');
  await page.context().close();
  const group = await openAs(office, browser, 'manager', `/doubt?group=${first.id}`, 1280);
  await group
    .getByRole('heading', { name: /^同じ書類・文章による申請のまとまり（R8-.*を含む2件/u })
    .waitFor();
  await expectGood(group, setting, 'group');
  await group.context().close();
}

/** More than a page of 自分の番 and of 補正の期限 holds: one goes on and back by keyboard. */
export async function manyCases({ office, browser, stage }: Setting): Promise<void> {
  const walk = await stage.submitted();
  await journey.correctionRequested(stage.cast, walk);
  // The rows that a hundred and one more cases would have; no rule looks at how they came about.
  await office.sql.begin(async (trx) => {
    await trx`set local session_replication_role = replica`;
    await trx`update corrections set requested_at = '2026-06-20T10:00:00+09:00', due_on = '2026-07-03'
      where application = ${walk.id}`;
    await trx`insert into applications select (jsonb_populate_record(a, jsonb_build_object(
        'id', gen_random_uuid(), 'receipt_number', 'R8-9' || lpad(n::text, 5, '0'), 'submit_key', null))).*
      from applications a, generate_series(1, 101) n where a.id = ${walk.id}`;
    await trx`insert into corrections select (jsonb_populate_record(c, jsonb_build_object(
        'id', gen_random_uuid(), 'application', a.id))).*
      from corrections c, applications a where c.application = ${walk.id} and a.receipt_number like 'R8-9%'`;
  });
  const last = 'R8-900101';
  const page = await openAs(office, browser, 'reviewer', '/queues', 1280);
  const goOn = async (words: RegExp, key?: 'Shift+Tab'): Promise<void> => {
    await tabTo(page, words, key);
    await page.keyboard.press('Enter');
  };
  const rows = page.locator('.desk tbody tr');
  await goOn(/^期限を過ぎた補正102件$/u);
  await page.getByText('102件のうち、1件目から100件目までを表示しています。ほかに2件あります。').waitFor();
  // Backwards, round by the end of the page: not through a hundred rows.
  await goOn(/^次の2件$/u, 'Shift+Tab');
  await page.getByText('102件のうち、101件目から102件目までを表示しています。').waitFor();
  await expect(rows.last().innerText()).resolves.toContain(last);
  await expect.poll(() => rows.first().locator(':focus').count()).toBe(1);
  await goOn(/^前の100件$/u);
  await page.getByText('102件のうち、1件目から100件目までを表示しています。').waitFor();
  await expect.poll(() => rows.first().locator(':focus').count()).toBe(1);
  await page.goto(`${office.url}/admin/corrections`);
  await page.getByRole('heading', { name: '期限を過ぎた補正（102件）' }).waitFor();
  const overdue = page.getByRole('region', { name: '期限を過ぎた補正の表' }).locator('tbody tr');
  await expect(overdue.count()).resolves.toBe(100);
  // Answered meanwhile: what is shown next does not depend on how many still stand before it.
  await office.sql.begin(async (trx) => {
    await trx`set local session_replication_role = replica`;
    await trx`delete from corrections using applications a
      where application = a.id and a.receipt_number in ('R8-900001', 'R8-900002', 'R8-900003')`;
  });
  await goOn(/^続けて表示する$/u, 'Shift+Tab');
  await page.getByRole('link', { name: last }).waitFor();
  await expect.poll(() => overdue.nth(100).locator(':focus').count()).toBe(1);
  await expect(overdue.count()).resolves.toBe(102);
  await expect(page.getByText('ほかに').count()).resolves.toBe(0);
  await page.context().close();
  await office.sql.begin(async (trx) => {
    await trx`set local session_replication_role = replica`;
    await trx`delete from corrections using applications a where application = a.id and a.receipt_number like 'R8-9%'`;
    await trx`delete from applications where receipt_number like 'R8-9%'`;
  });
}
