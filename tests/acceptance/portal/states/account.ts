/** The pages of an account: registration, sign-in, passwords, what is kept for a person. */
import { codeOf, freshCodeOf } from '../../../fixtures/authenticator.ts';
import type { Page } from '../../../fixtures/browser.ts';
import type { Client } from '../../../fixtures/office.ts';
import { cut, FAULTS, fill, OFFLINE, press, pressing, type Prepared, type StateTable } from './state.ts';

/** Who registers in this table. */
export const NEWCOMER = { email: 'newcomer@firm.example.jp', password: 'A-long-practice-password-1' };
const TOKEN = '#token=spent-long-ago';

/** The link of the newest mail that leads there, as an address below `/portal/`. */
async function mailed({ office }: Prepared, leads: 'verify' | 'reset'): Promise<string> {
  const subject = { verify: 'メールアドレスの確認', reset: 'パスワードの再設定' }[leads];
  const { links } = await office.mail.waitFor(NEWCOMER.email, { subject });
  return links.find((link) => link.includes(`${leads}#token=`))?.split('/portal/')[1] ?? 'no link';
}

async function register({ office }: Prepared): Promise<void> {
  await office.anonymous.post('/grants/account/register', NEWCOMER);
}

async function forget({ office }: Prepared): Promise<void> {
  await office.anonymous.post('/grants/account/request-reset', { email: NEWCOMER.email });
}

/** Fills the sign-in form. */
export async function enter(page: Page, email: string, password: string): Promise<void> {
  await fill(page, { email, password });
  await press(page, 'ログイン');
}

const verify = async (page: Page): Promise<void> => {
  await fill(page, { password: NEWCOMER.password });
  await press(page, '登録を完了する');
};
const setPassword = async (page: Page): Promise<void> => {
  await fill(page, { password: NEWCOMER.password, again: NEWCOMER.password });
  await press(page, 'パスワードを変更する');
};

let secret = '';
/** Switches the second factor of the other applicant on, once. */
export async function secondFactor({ office, clients }: Prepared): Promise<void> {
  if (secret !== '') return;
  const client: Client = clients.applicant2;
  const password = office.accounts.applicant2?.password ?? '';
  const { body } = await client.post('/grants/account/second-factor/begin', { password });
  secret = (body as { data: { secret: string } }).data.secret;
  await client.post('/grants/account/second-factor/enable', { secret, otp: await freshCodeOf(secret) });
}
const asSecured = async (page: Page, { office }: Prepared): Promise<void> => {
  const { email, password } = office.accounts.applicant2 ?? { email: '', password: '' };
  await enter(page, email, password);
  await page.locator('#otp').waitFor();
};

export const accountStates: StateTable = {
  signUp: [
    'signup',
    { state: 'blank', sees: '登録して確認メールを受け取る' },
    { state: 'with everything missing', act: pressing('登録して確認メールを受け取る'), sees: FAULTS },
    {
      state: 'of an agent with everything missing',
      act: async (page) => {
        await page.getByLabel(/手続代行者/u).check();
        await press(page, '登録して確認メールを受け取る');
      },
      sees: '事務所の名称を入力してください。',
    },
    {
      state: 'not sent',
      act: async (page) => {
        await fill(page, { ...NEWCOMER, again: NEWCOMER.password });
        await cut(page, '**/grants/account/register');
        await press(page, '登録して確認メールを受け取る');
      },
      sees: OFFLINE,
    },
  ],
  mailSent: ['signup/sent', { state: 'sent', sees: '確認メールを送りました' }],
  verify: [
    'verify',
    { state: 'without a link', sees: 'リンク全体をコピーして開いてください' },
    { state: 'asked for the password', at: `verify${TOKEN}`, sees: '登録を完了する' },
    { state: 'with no password', at: `verify${TOKEN}`, act: pressing('登録を完了する'), sees: FAULTS },
    {
      state: 'not sent',
      at: `verify${TOKEN}`,
      act: async (page) => {
        await cut(page, '**/grants/account/verify');
        await verify(page);
      },
      sees: OFFLINE,
    },
    {
      state: 'with a wrong password',
      before: register,
      at: (prepared) => mailed(prepared, 'verify'),
      act: async (page) => {
        await fill(page, { password: 'Another-long-password-2' });
        await press(page, '登録を完了する');
      },
      sees: FAULTS,
    },
    { state: 'done', at: (prepared) => mailed(prepared, 'verify'), act: verify, sees: '登録が完了し' },
    {
      state: 'with a link that was used before',
      at: (prepared) => mailed(prepared, 'verify'),
      act: verify,
      sees: '確認できませんでした',
    },
  ],
  signIn: [
    'signin',
    { state: 'blank', sees: 'パスワードを忘れた方' },
    { state: 'with everything missing', act: pressing('ログイン'), sees: FAULTS },
    {
      state: 'after the session ended',
      at: 'signin?next=/settings&again=1',
      sees: 'ログインの有効時間が過ぎました',
    },
    {
      state: 'with a wrong password',
      act: (page) => enter(page, 'nobody@firm.example.jp', 'wrong-password-1'),
      sees: 'メールアドレスかパスワードが違います',
    },
    {
      state: 'not sent',
      act: async (page) => {
        await cut(page, '**/auth/login');
        await enter(page, NEWCOMER.email, NEWCOMER.password);
      },
      sees: OFFLINE,
    },
    { state: 'asked for the code', before: secondFactor, act: asSecured, sees: '認証アプリの確認コード' },
    {
      state: 'with a wrong code',
      act: async (page, prepared) => {
        await asSecured(page, prepared);
        await fill(page, { otp: codeOf(secret, 0) });
        await press(page, 'ログイン');
      },
      sees: FAULTS,
    },
  ],
  passwordRequest: [
    'password',
    { state: 'blank', sees: '再設定のメールを受け取る' },
    { state: 'with everything missing', act: pressing('再設定のメールを受け取る'), sees: FAULTS },
    {
      state: 'not sent',
      act: async (page) => {
        await fill(page, { email: NEWCOMER.email });
        await cut(page, '**/grants/account/request-reset');
        await press(page, '再設定のメールを受け取る');
      },
      sees: OFFLINE,
    },
    {
      state: 'sent',
      act: async (page) => {
        await fill(page, { email: 'nobody@firm.example.jp' });
        await press(page, '再設定のメールを受け取る');
      },
      sees: '再設定のメールを送りました',
    },
  ],
  passwordReset: [
    'reset',
    { state: 'without a link', sees: 'もう一度メールを受け取る' },
    { state: 'asked for the password', at: `reset${TOKEN}`, sees: 'パスワードを変更する' },
    { state: 'with nothing typed', at: `reset${TOKEN}`, act: pressing('パスワードを変更する'), sees: FAULTS },
    {
      state: 'with a link that was cut',
      at: `reset${TOKEN}`,
      act: setPassword,
      sees: /^メールのリンクが途中で切れています。/u,
    },
    {
      state: 'not sent',
      at: `reset${TOKEN}`,
      act: async (page) => {
        await cut(page, '**/grants/account/reset');
        await setPassword(page);
      },
      sees: OFFLINE,
    },
    {
      state: 'done',
      before: forget,
      at: (prepared) => mailed(prepared, 'reset'),
      act: setPassword,
      sees: 'パスワードを変更しました',
    },
    {
      state: 'with a link that was used before',
      at: (prepared) => mailed(prepared, 'reset'),
      act: setPassword,
      sees: 'もう一度メールを受け取る',
    },
  ],
};
