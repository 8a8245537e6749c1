/** The pages that everybody may read, in every state they have while applications are taken. */
import type { Page } from '../../../fixtures/browser.ts';
import { typeDate } from '../applicant.ts';
import {
  choose,
  cut,
  FAULTS,
  fill,
  menu,
  OFFLINE,
  press,
  pressing,
  unread,
  type StateTable,
} from './state.ts';

const PROGRAMME = '**/grants/programme';

async function answerSelfCheck(page: Page, supporter: 'yes' | 'no'): Promise<void> {
  await choose(page, { legalForm: 'company', worksInPrefecture: 'yes', insured: 'yes' });
  await fill(page, { employees: '45' });
  await typeDate(page, 'childBirthOn', '2026-05-20');
  await choose(page, { 'leavePeriods.0.kind': 'childcare' });
  await typeDate(page, 'leavePeriods.0.startOn', '2026-06-01');
  await typeDate(page, 'leavePeriods.0.endOn', '2026-06-30');
  await typeDate(page, 'returnOn', '2026-07-01');
  await choose(page, { originalPost: 'yes', supporter, informed: 'yes' });
  for (const at of [0, 1]) await page.locator('input[id^="measures"][type=checkbox]').nth(at).check();
  await choose(page, { firstOneMonth: 'yes', awarded: 'no' });
  await press(page, '結果を見る');
}

async function ask(page: Page, way: 'mail' | 'phone'): Promise<void> {
  await choose(page, { way, party: 'employer', category: 'papers' });
  await fill(page, { name: '株式会社試験 総務', question: '通帳の写しは表紙も要りますか。' });
  if (way === 'mail') await fill(page, { email: 'stranger@firm.example.jp' });
  else {
    await fill(page, { phone: '028-600-0000' });
    await page.locator('#day').check();
    await choose(page, { slot: 'noon' });
  }
}

const askStatus =
  (receiptNumber: string, pin: string) =>
  async (page: Page): Promise<void> => {
    await fill(page, { 'receipt-number': receiptNumber, pin });
    await press(page, '状況を確認する');
  };

export const publicStates: StateTable = {
  home: [
    '',
    { state: 'open', sees: '受付中' },
    {
      state: 'news unfolded',
      act: (page) => page.locator('.news summary').first().click(),
      sees: 'お知らせ',
    },
    unread(PROGRAMME),
    unread('**/grants/news'),
    menu('よくある質問'),
  ],
  overview: ['overview', { state: 'read', sees: '制度のあらまし' }, unread(PROGRAMME)],
  requirements: ['requirements', { state: 'read', sees: '支給の要件' }, unread(PROGRAMME)],
  papers: ['papers', { state: 'read', sees: '用意するもの' }, unread(PROGRAMME)],
  flow: ['flow', { state: 'read', sees: '申請の流れ' }, unread(PROGRAMME), unread('**/grants/pace')],
  selfCheck: [
    'self-check',
    { state: 'blank', sees: '結果を見る' },
    { state: 'with everything missing', act: pressing('結果を見る'), sees: FAULTS },
    { state: 'eligible', act: (page) => answerSelfCheck(page, 'yes'), sees: '対象になる見込みです' },
    { state: 'ineligible', act: (page) => answerSelfCheck(page, 'no'), sees: '対象にならない見込みです' },
    {
      state: 'whose rules do not load',
      cut: '**/static/judgement-*.js',
      act: pressing('結果を見る'),
      sees: '画面の一部を読み込めませんでした',
    },
    unread(PROGRAMME),
  ],
  faq: [
    'faq',
    {
      state: 'a question unfolded',
      act: (page) => page.locator('details.faq summary').first().click(),
      sees: /^\d+件の質問があります$/u,
    },
    {
      state: 'nothing found',
      act: (page) => page.getByLabel('言葉で探す').fill('うちゅうりょこう'),
      sees: '条件を消す',
    },
    unread('**/grants/faqs'),
  ],
  downloads: ['downloads', { state: 'read', sees: 'リーフレット' }, unread(PROGRAMME)],
  inquiry: [
    'inquiry',
    { state: 'blank', sees: '送信する' },
    { state: 'with everything missing', act: pressing('送信する'), sees: FAULTS },
    {
      state: 'a call back with everything missing',
      act: async (page) => {
        await choose(page, { way: 'phone' });
        await press(page, '送信する');
      },
      sees: '「希望の時間帯」を選んでください。',
    },
    {
      state: 'not sent',
      act: async (page) => {
        await ask(page, 'mail');
        await cut(page, '**/grants/inquiries');
        await press(page, '送信する');
      },
      sees: '送信できませんでした',
    },
    {
      state: 'sent',
      act: async (page) => {
        await ask(page, 'mail');
        await press(page, '送信する');
      },
      sees: 'お問い合わせを受け付けました',
    },
    {
      state: 'a call back taken',
      act: async (page) => {
        await ask(page, 'phone');
        await press(page, '送信する');
      },
      sees: '電話の折返しを受け付けました',
    },
    unread(PROGRAMME),
  ],
  contact: ['contact', { state: 'read', sees: '休業日のカレンダー' }, unread(PROGRAMME)],
  status: [
    'status',
    { state: 'blank', sees: '状況を確認する' },
    { state: 'with everything missing', act: pressing('状況を確認する'), sees: FAULTS },
    { state: 'of no case', act: askStatus('R8-999999-9', 'ABCD-2345'), sees: '確認できませんでした' },
    {
      state: 'not answered',
      act: async (page) => {
        await cut(page, '**/grants/status');
        await askStatus('R8-000001-1', 'ABCD-2345')(page);
      },
      sees: OFFLINE,
    },
  ],
  privacy: ['privacy', { state: 'read', sees: 'お問い合わせの窓口' }],
  accessibility: ['accessibility', { state: 'read', sees: 'ウェブアクセシビリティ方針' }],
  sitePolicy: ['site-policy', { state: 'read', sees: 'サイトポリシー' }],
  notFound: ['no-such-page', { state: 'found', sees: 'ページが見つかりません' }],
};
