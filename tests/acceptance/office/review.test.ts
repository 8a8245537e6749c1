import { letterCodes } from '@grant/schema';
import type { AccountName } from '@grant/scripts/accounts';
import * as journey from '@grant/scripts/seed/journey';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, type Browser, type Page } from '../../fixtures/browser.ts';
import { refusalCode, startOffice, type Office } from '../../fixtures/office.ts';
import { PATIENCE } from '../../fixtures/patience.ts';
import { toBookmark, trafficOf } from '../../fixtures/review-keys.ts';
import { setStage, type Stage } from '../../integration/cases/cast.ts';
import { ask, behind, goWithin, offered, openAs, openCase, region, saidDone, violations } from './desk.ts';
import { outOfReach, untidy } from './screen-faults.ts';

let office: Office;
let browser: Browser;
let stage: Stage;
let walk: journey.Walk;
let page: Page;

beforeAll(async () => {
  [office, browser] = await Promise.all([startOffice({ seed: true }), openBrowser()]);
  stage = await setStage(office);
  // At no address of a practice firm: a like name next door would have to be judged as a duplicate first.
  walk = await stage.submitted({ employerAddress: '栃木県那須郡那須町大字寺子丙3番地13' });
});

afterAll(async () => {
  await browser?.close();
  await office?.stop();
});

describe('a reviewer', () => {
  it('finds the case in the queue and takes it', async () => {
    page = await openAs(office, browser, 'reviewer', '/content/applications');
    await toBookmark(page, '審査待ち');
    await page.getByText(String(walk.answers.employerName)).first().click();
    await region(page, '案件の状態').waitFor();
    await (await ask(page, '審査の開始')).getByRole('button', { name: '審査の開始を実行する' }).click();
    await saidDone(page, '「審査の開始」を記録しました。');
    await expect(region(page, '案件の状態').getByText('審査中', { exact: true }).count()).resolves.toBe(1);
  });

  it('sees findings, amount, duplicates, answers and papers on one screen', async () => {
    await region(page, '要件の判定')
      .getByText(/適合した判定 \d+件/u)
      .waitFor();
    await region(page, '申請内容').getByText(String(walk.answers.employerName)).first().waitFor();
    await page.locator('.desk').getByRole('heading', { name: '支給額' }).waitFor();
    await page.locator('.desk').getByRole('heading', { name: '重複の確認' }).waitFor();
    const papers = page.locator('.desk').getByRole('region', { name: /^添付書類（\d+件）$/u });
    const paper = papers.getByRole('link', { name: '元のファイルを保存' });
    const file = await behind(page, paper);
    expect(file.headers()['content-type']).toContain('application/pdf');
    // A browser shows a PDF in place only outside a sandbox and from a page of the same origin.
    expect(file.headers()['content-security-policy']).toBe("default-src 'none'");
    expect(file.headers()['x-content-type-options']).toBe('nosniff');
    await expect(violations(page)).resolves.toEqual([]);
  });

  it('marks findings from the keyboard, and keeps the note of a defect', async () => {
    const findings = region(page, '要件の判定');
    await findings.getByText(/適合した判定/u).click();
    const first = findings.locator('.finding').first();
    await first.focus();
    await page.keyboard.press('1');
    await first.locator('button[aria-pressed=true]', { hasText: '適' }).waitFor();
    await page.keyboard.press('j');
    // The answer to the mark comes only while its note is being written, and takes nothing of it away.
    const verb = /\/mark$/u;
    let letGo = (): void => undefined;
    const written = new Promise<void>((go) => (letGo = go));
    await page.route(verb, async (route) => {
      await written;
      await route.continue();
    });
    const answered = page.waitForResponse(verb);
    await page.keyboard.press('2');
    const note = findings.getByLabel('確認メモ');
    await note.fill('原本を確認する。');
    letGo();
    await (await answered).finished();
    await page.evaluate(() => new Promise((done) => setTimeout(done)));
    await expect(note.inputValue()).resolves.toBe('原本を確認する。');
    await page.unroute(verb);
    await page.keyboard.press('Enter');
    await findings.getByText('メモ: 原本を確認する。').waitFor();
    await expect(findings.locator('button[aria-pressed=true]', { hasText: '不備' }).count()).resolves.toBe(1);
    // A defect goes with no grant: neither is it proposed, nor can it be recommended all the same.
    const dialog = await ask(page, '審査結果の上申');
    await expect(dialog.getByLabel('不支給が適当', { exact: true }).isChecked()).resolves.toBe(true);
    await dialog.getByRole('button', { name: 'やめる' }).click();
    await expect(violations(page)).resolves.toEqual([]);
  });

  it('asks for one correction and sees old and new once it is answered', async () => {
    const dialog = await ask(page, '補正の依頼');
    await dialog.getByLabel('項目・書類').selectOption('field:scheduledWorkdays');
    await dialog.getByLabel(/どう直してほしいか/u).fill('勤務カレンダーと照らして直してください。');
    await expect(violations(page)).resolves.toEqual([]);
    await dialog.getByRole('button', { name: '補正を依頼する' }).click();
    await saidDone(page, '「補正の依頼」を記録しました。');
    const seen = await stage.cast.by('applicant').call('application.show', { id: walk.id });
    const item = seen.correction?.items[0]?.id ?? '';
    await stage.cast
      .by('applicant')
      .call('correction.answer', { id: walk.id, version: seen.version, answers: { [item]: '27' } });
    await page.reload();
    const changed = region(page, '申請内容').locator('.line', { hasText: '補正で変更' });
    await changed.getByText('27', { exact: true }).waitFor();
    await expect(changed.locator('del').textContent()).resolves.toBe(String(walk.answers.scheduledWorkdays));
    await expect(violations(page)).resolves.toEqual([]);
  });

  it('recommends a grant', async () => {
    const findings = region(page, '要件の判定');
    for (const row of await findings.locator('.finding:visible').all()) {
      await row.getByRole('button', { name: '適', exact: true }).click();
      const reason = row.getByLabel('適と判断した理由（必須）');
      const marked = row.locator('button[aria-pressed=true]', { hasText: '適' });
      await reason.or(marked).first().waitFor();
      if (await reason.isVisible()) {
        await reason.fill('書類で確認した。');
        await row.getByRole('button', { name: '保存' }).click();
      }
      // One mark at a time is taken: the next one would be lost while this one is on its way.
      await marked.waitFor();
    }
    const dialog = await ask(page, '審査結果の上申');
    await dialog.getByLabel('支給が適当', { exact: true }).check();
    await dialog.getByRole('button', { name: '審査結果の上申を実行する' }).click();
    await saidDone(page, '「審査結果の上申」を記録しました。');
    await expect(offered(page, '支給決定')).resolves.toBe(0);
  });
});

describe('an approver', () => {
  it('grants, and the letter says the amount', async () => {
    const desk = await openCase(office, browser, 'approver', walk.id);
    const dialog = await ask(desk, '支給決定');
    await dialog.getByText('を支給する決定です。').waitFor();
    await expect(violations(desk)).resolves.toEqual([]);
    await dialog.getByRole('button', { name: '支給決定を実行する' }).click();
    await saidDone(desk, '「支給決定」を記録しました。');
    const letter = desk.locator('.desk').getByRole('link', { name: '支給決定通知書（PDF）' });
    await letter.waitFor({ timeout: PATIENCE });
    const file = await behind(desk, letter);
    expect(file.headers()['content-type']).toContain('application/pdf');
    const [row] = await office.sql`
      select d.amount, l.data::text as words from decisions d join letters l on l.application = d.application
       where d.application = ${walk.id} and l.kind = 'grant'`;
    expect(String(row?.['words'])).toContain(String(row?.['amount']));
  });

  it('is not offered to release what the same person suspended; another approver is', async () => {
    const doubtful = await stage.submitted();
    await journey.recommended(stage.cast, doubtful);
    const first = await openCase(office, browser, 'approver', doubtful.id);
    const dialog = await ask(first, '保留（疑義調査）');
    await dialog.getByLabel('疑いの種類').selectOption('休業中の就労');
    await dialog.getByLabel('理由', { exact: true }).fill('勤務の実態を確認する。');
    await dialog.getByRole('button', { name: '保留（疑義調査）を実行する' }).click();
    await saidDone(first, '「保留（疑義調査）」を記録しました。');
    await expect(offered(first, '保留の解除')).resolves.toBe(0);
    const version = await stage.version(doubtful);
    const forced = await stage
      .client('approver')
      .post(`/grants/cases/${doubtful.id}/release`, { version, reason: '自分で解除する。' });
    expect(refusalCode(forced)).toBe('SAME_PERSON');
    const second = await openCase(office, browser, 'approver2', doubtful.id);
    await expect(offered(second, '保留の解除')).resolves.toBe(1);
  });

  it('refuses another case with reasons that go into the letter', async () => {
    const other = await stage.submitted();
    await journey.recommended(stage.cast, other, 'refuse');
    const desk = await openCase(office, browser, 'approver', other.id);
    const dialog = await ask(desk, '不支給決定');
    await dialog.getByLabel('満たしていない要件').selectOption('通算の休業期間');
    await dialog.getByLabel('理由', { exact: true }).fill('通算の期間が足りません。');
    await dialog.getByRole('button', { name: '不支給決定を実行する' }).click();
    await saidDone(desk, '「不支給決定」を記録しました。');
    await desk.getByText(/育児休業を取得していること。: 通算の期間が足りません。/u).waitFor();
    await expect(violations(desk)).resolves.toEqual([]);
    browser.expectQuiet();
  });
});

describe('the desk that posts letters', () => {
  it('records how a refusal went out, which moves no case', async () => {
    const other = await stage.submitted({ returnedToOriginalPost: 'no' });
    await journey.refused(stage.cast, other);
    const desk = await openCase(office, browser, 'reception', other.id);
    await desk.getByRole('button', { name: '不支給決定通知書の発送を記録' }).click();
    const dialog = desk.getByRole('dialog');
    await dialog.getByText('発送を記録します。案件の状態は変わりません。').waitFor();
    const [letter] = await office.sql<{ id: string }[]>`
      select id from letters where application = ${other.id} and kind = 'refusal'`;
    const codes = letterCodes(letter?.id ?? '');
    await dialog.getByLabel(/^通知書の照合番号/u).fill(codes.letter);
    await dialog.getByLabel(/^宛名ラベルの照合番号/u).fill(codes.envelope);
    await dialog.getByLabel(/^発送日/u).fill(stage.cast.today);
    await dialog.getByLabel(/^お問い合わせ番号/u).fill('53900000011');
    await expect(violations(desk)).resolves.toEqual([]);
    await browser.picture(desk, 'record-mailing');
    await dialog.getByRole('button', { name: '不支給決定通知書の発送を実行する' }).click();
    await saidDone(desk, '「不支給決定通知書の発送」を記録しました。');
    const [year, month, day] = stage.cast.today.split('-').map(Number);
    await desk.getByText(`発送 ${year}年${month}月${day}日　53900000011`).waitFor();
    await expect(violations(desk)).resolves.toEqual([]);
    await browser.picture(desk, 'recorded-mailing');
  });
});

describe('on a screen of any width', () => {
  const idOf = async (from: string, where: string, order = 'id'): Promise<string> => {
    const [row] = await office.sql<{ id: string }[]>`
      select id from ${office.sql(from)} where ${office.sql.unsafe(`${where} order by ${order}`)} limit 1`;
    return row?.id ?? '';
  };
  const screens: Readonly<
    Partial<Record<AccountName, () => Promise<readonly (readonly [string, RegExp])[]>>>
  > = {
    reception: async () => {
      const typed = await idOf('applications', "practice and state = 'received'");
      const asked = await idOf('applications', "channel = 'post' and state = 'correction_requested'");
      const scan = await idOf('scans', 'true', 'uploaded_at, id');
      return [
        ['/intake', /入力中の郵送申請/u],
        ['/intake/scans', /登録したファイル/u],
        [`/intake/scans/${scan}`, /読取り1/u],
        [`/intake/${typed}`, /原本の保管/u],
        [`/intake/${asked}/answer`, /出勤簿/u],
        [`/intake/${await idOf('applications', "practice and state = 'submitted'")}/account`, /届いた書面/u],
        ['/calls', /問合せを記録する/u],
        ['/corrections', /期限を過ぎた補正（[1-9]/u],
      ];
    },
    manager: async () => [
      ['/queues', /./u],
      ['/doubt', /兆候のある申請/u],
      ['/rosters', /取込みの記録/u],
      ['/lists', /^審査管理表$/u],
      ['/lists/applicants', /^申請者情報一覧$/u],
      ['/lists/progress', /^進捗報告$/u],
      ['/lists/inquiries', /^問合せ/u],
      ['/lists/publicity', /^広報/u],
      ['/practice', /練習用の記録/u],
      ['/funds/requests', /概算払の請求/u],
      ['/funds/settlements', /精算と返納/u],
      [`/content/applications/${await idOf('applications', "state = 'suspended'")}`, /要件の判定/u],
      [`/content/mandates/${await idOf('mandates', 'true')}`, /委任の確認/u],
    ],
    reviewer: async () => [
      [`/content/applications/${await idOf('applications', "state = 'in_review'")}`, /要件の判定/u],
    ],
    approver: async () => [
      [`/content/applications/${await idOf('applications', "state = 'recommended'")}`, /要件の判定/u],
    ],
    clerk: async () => [
      ['/payments', /支払待ちの案件/u],
      [`/content/payment_batches/${await idOf('payment_batches', 'practice', 'number')}`, /^支払の一覧$/u],
      ['/funds', /現在の残高/u],
      ['/funds/statement', /照合の済んでいない明細/u],
      ['/funds/months', /残高照合の記録/u],
      ['/funds/papers', /精算対象経費/u],
    ],
    confirmer: () => Promise.resolve([['/payment-check', /^R8-/u]]),
    official: async () => [
      ['/doubt', /調査中の疑義/u],
      [`/content/faqs/${await idOf('faqs', 'true')}`, /確認と公開/u],
    ],
  };

  it.each(Object.entries(screens))(
    'every screen of %s keeps within it, its controls and lines apart, and within reach of the keyboard',
    async (name, listed) => {
      const paths = await listed();
      const wide = await openAs(office, browser, name as AccountName, paths[0]?.[0] ?? '', 1920);
      await wide.waitForLoadState('networkidle');
      const traffic = trafficOf(wide);
      const faults: string[] = [];
      for (const [path, heading] of paths) {
        await goWithin(wide, path, heading);
        // The first heading comes before the rest of the screen has been read.
        await traffic.settled();
        for (const width of [1280, 390, 1920]) {
          await wide.setViewportSize({ width, height: 900 });
          const found = [...(width > 390 ? await untidy(wide) : []), ...(await violations(wide))];
          for (const fault of found) faults.push(`${path} at ${String(width)}: ${fault}`);
        }
        for (const fault of await outOfReach(wide)) faults.push(`${path}: ${fault}`);
        await browser.picture(wide, `wide-${name}-${path.replaceAll(/\/|[0-9a-f-]{36}/gu, '-')}`);
      }
      expect(faults).toEqual([]);
      await wide.context().close();
    },
  );
});
