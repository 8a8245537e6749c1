/** What is kept for a person who is signed in: the applications, who acts for them, password and second factor. */
import { PDF } from '../applicant.ts';
import { enter, NEWCOMER, secondFactor } from './account.ts';
import {
  cut,
  FAULTS,
  fill,
  menu,
  OFFLINE,
  press,
  pressing,
  unread,
  type Prepared,
  type StateTable,
} from './state.ts';

let declared = false;
async function declareFor({ office, clients }: Prepared): Promise<void> {
  if (declared) return;
  declared = true;
  const form = new FormData();
  const told = {
    idempotencyKey: crypto.randomUUID(),
    employerName: '株式会社確認待ち',
    employerKind: 'corporation',
    corporateNumber: '4011001098993',
    principalEmail: office.accounts.applicant2?.email ?? '',
    startsOn: '2026-07-01',
    endsOn: '2027-03-31',
  };
  for (const [name, value] of Object.entries(told)) form.append(name, value);
  form.append('file', new Blob([new Uint8Array(PDF)], { type: 'application/pdf' }), '委任状.pdf');
  const { status } = await clients.agent.upload('/grants/mandates', form);
  if (status !== 200) throw new Error(`the mandate was not taken: ${String(status)}`);
}

export const personStates: StateTable = {
  applications: [
    'applications',
    { state: 'a list', who: 'applicant', sees: '新しい申請書を作る' },
    menu('ログアウト', 'applicant'),
    unread('**/grants/applications', 'applicant'),
    {
      state: 'asked about a mandate',
      who: 'applicant2',
      before: declareFor,
      sees: '手続きの代行を確認する',
    },
    {
      state: 'a start that is not sent',
      who: 'applicant',
      act: async (page) => {
        await page.locator('.cards .panel').first().waitFor();
        await cut(page, '**/grants/applications');
        await press(page, '新しい申請書を作る');
      },
      sees: OFFLINE,
    },
    {
      state: 'empty, of a newcomer',
      at: 'signin',
      act: (page) => enter(page, NEWCOMER.email, NEWCOMER.password),
      sees: 'まだ申請はありません。',
    },
  ],
  mandates: [
    'mandates',
    { state: 'none', who: 'applicant', sees: '現在、手続きを代行する人の届出はありません。' },
    { state: 'asked', who: 'applicant2', before: declareFor, sees: '委任を確認する' },
    {
      state: 'about to decline',
      who: 'applicant2',
      act: pressing(/^委任していない/u),
      sees: 'さんに委任していませんか',
    },
    {
      state: 'not sent',
      who: 'applicant2',
      act: async (page) => {
        await page.getByRole('button', { name: /^委任を確認する/u }).waitFor();
        await cut(page, '**/confirm');
        await press(page, /^委任を確認する/u);
      },
      sees: OFFLINE,
    },
    {
      state: 'declined without a network',
      who: 'applicant2',
      act: async (page) => {
        await press(page, /^委任していない/u);
        await cut(page, '**/end');
        await press(page, '委任していない');
      },
      sees: OFFLINE,
    },
    {
      state: 'confirmed',
      who: 'applicant2',
      act: pressing(/^委任を確認する/u),
      sees: '委任を確認しました。',
    },
    {
      state: 'about to revoke',
      who: 'applicant2',
      act: pressing(/^委任を解除する/u),
      sees: 'さんへの委任を解除しますか',
    },
    unread('**/grants/mandates', 'applicant2'),
  ],
  settings: [
    'settings',
    { state: 'as it stands', who: 'applicant', sees: 'パスワードを変更する' },
    {
      state: 'with everything missing',
      who: 'applicant',
      act: pressing('パスワードを変更する'),
      sees: FAULTS,
    },
    { ...unread('**/grants/account/sessions', 'applicant') },
    {
      state: 'a second factor without a password',
      who: 'applicant',
      act: async (page) => {
        await press(page, '二要素認証を設定する');
        await page.locator('#factor-password').waitFor();
        await press(page, '二要素認証を設定する');
      },
      sees: '現在のパスワードを入力してください。',
    },
    {
      state: 'a second factor to be scanned',
      who: 'applicant',
      act: async (page, { office }) => {
        await press(page, '二要素認証を設定する');
        await fill(page, { 'factor-password': office.accounts.applicant?.password ?? '' });
        await press(page, '二要素認証を設定する');
      },
      sees: '認証アプリで次のQRコードを読み取ってください。',
    },
    {
      state: 'with a second factor',
      who: 'applicant2',
      before: secondFactor,
      sees: '二要素認証は有効です。',
    },
  ],
};
