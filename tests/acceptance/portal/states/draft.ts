/** The pages on which an application is made, and what comes up over them: dialogs, conflicts, failures to save. */
import { exampleAnswers, sections } from '@grant/schema';
import type { Page } from '../../../fixtures/browser.ts';
import { PDF } from '../applicant.ts';
import { answered } from '../practice-case.ts';
import {
  cut,
  FAULTS,
  OFFLINE,
  press,
  pressing,
  unread,
  type Prepared,
  type State,
  type StateTable,
} from './state.ts';

const who = 'applicant' satisfies State['who'];

/** Address of a page of the draft with every answer, or of the one with none. */
const full = (rest: string) => (prepared: Prepared) => `applications/${prepared.full}/draft${rest}`;
const empty = (rest: string) => (prepared: Prepared) => `applications/${prepared.empty}/draft${rest}`;

const ofDraft = (rest: string): State => ({
  ...unread('**/grants/applications/*', who, full(rest)),
  state: 'without the draft',
});

async function typeBusiness(page: Page, text: string): Promise<void> {
  await page.locator('#mainBusiness').fill(text);
}
const unsaved = async (page: Page): Promise<void> => {
  await page.locator('#mainBusiness').waitFor();
  await cut(page, '**/save');
  await typeBusiness(page, '保存されない入力');
  await page.getByText('保存できません（通信）').waitFor();
};

/** Somebody saves the same field from another tab. */
async function saveElsewhere({ clients, full: id }: Prepared, mainBusiness: string): Promise<void> {
  const { body } = await clients.applicant.get(`/grants/applications/${id}`);
  const { revision } = answered('application.show', body);
  await clients.applicant.post(`/grants/applications/${id}/save`, { revision, answers: { mainBusiness } });
}

/** The clock of the page goes on, and the page has not been touched. */
async function wait(page: Page, seconds: number): Promise<void> {
  await page.clock.install();
  await page.reload();
  await page.locator('#mainBusiness').waitFor();
  await page.clock.fastForward(seconds * 1000);
}

async function attach(page: Page, name: string, buffer: Buffer): Promise<void> {
  const slot = page.locator('section[aria-labelledby="paper-passbook-label"]');
  await slot
    .locator('input[type=file][multiple]')
    .setInputFiles({ name, mimeType: 'application/pdf', buffer });
}

const asked = sections.filter(({ code }) => code !== 'papers');
const sectionStates: State[] = [
  ...asked.map(({ code }): State => ({
    state: `${code}, filled in`,
    who,
    at: full(`/${code}`),
    sees: 'これらの項目を伺う理由',
  })),
  ...asked
    // 連絡先 may all be left to the employer's own.
    .filter(({ code }) => code !== 'contact')
    .map(({ code }): State => ({
      state: `${code}, with everything missing`,
      who,
      at: empty(`/${code}?fix=1`),
      act: (page) => page.locator('main form button[type=submit]').click(),
      sees: FAULTS,
    })),
];

export const draftStates: StateTable = {
  tasks: [
    '',
    { state: 'begun', who, at: empty(''), sees: '申請書の作成' },
    { state: 'filled in', who, at: full(''), sees: '入力内容を確認して提出する' },
    ofDraft(''),
    {
      state: 'of nobody that is known',
      who,
      at: 'applications/00000000-0000-4000-8000-000000000000/draft',
      sees: /見つかりません/u,
    },
    {
      state: 'made with an older form',
      who,
      at: full(''),
      before: async ({ office, full: id }) => {
        const old = { ...exampleAnswers, faxNumber: '028-600-0009' };
        await office.sql`update drafts set form_version = 1,
          answers = ${office.sql.json(JSON.parse(JSON.stringify(old)) as never)} where application = ${id}`;
      },
      sees: '申請書の様式が新しくなりました',
    },
  ],
  section: [
    '',
    ...sectionStates,
    { state: 'of no name', who, at: full('/no-such-section'), sees: 'ページが見つかりません' },
    ofDraft('/size'),
    { state: 'not saved', who, at: full('/size'), act: unsaved, sees: '今すぐ保存' },
    {
      state: 'whose session has ended',
      who,
      at: full('/size'),
      act: async (page) => {
        await page.locator('#mainBusiness').waitFor();
        const kept = await page.context().cookies();
        await page.context().clearCookies();
        await typeBusiness(page, '期限が切れた後の入力');
        await page.getByText('保存できません（ログインの期限切れ）').waitFor();
        await page.context().addCookies(kept);
      },
      sees: 'ログインして続ける',
    },
    {
      state: 'changed in two tabs',
      who,
      at: full('/size'),
      act: async (page, prepared) => {
        await page.locator('#mainBusiness').waitFor();
        await saveElsewhere(prepared, '別の画面の事業');
        await typeBusiness(page, 'この画面の事業');
      },
      sees: '選んだ内容で続ける',
    },
    {
      state: 'about to sign out with something unsent',
      who,
      at: full('/size'),
      act: async (page) => {
        await unsaved(page);
        await press(page, 'ログアウト');
      },
      sees: '送信していない入力があります',
    },
    {
      state: 'whose sign-out did not come through',
      who,
      at: full('/size'),
      act: async (page) => {
        await page.locator('#mainBusiness').waitFor();
        await cut(page, '**/auth/logout');
        await press(page, 'ログアウト');
      },
      sees: 'ログアウトできませんでした',
    },
  ],
  attachments: [
    '',
    { state: 'with nothing attached', who, at: full('/papers'), sees: '必要な書類' },
    {
      state: 'a file that the office does not take',
      who,
      at: full('/papers'),
      act: (page) => attach(page, '通帳.pdf', Buffer.from('only text')),
      sees: /は添付できません。/u,
    },
    {
      state: 'a file on its way that the network stopped',
      who,
      at: full('/papers'),
      act: async (page) => {
        await page.locator('section[aria-labelledby="paper-passbook-label"]').waitFor();
        await cut(page, '**/attachments');
        // The portal sends it again by itself once the line is back: another paper than the one of the next row.
        await attach(page, '通帳.pdf', Buffer.concat([PDF, Buffer.from('% another\n')]));
      },
      sees: '通信が途切れました。',
    },
    {
      state: 'a file received',
      who,
      at: full('/papers'),
      act: (page) => attach(page, '通帳の写し.pdf', PDF),
      sees: '「通帳の写し.pdf」を受け取りました',
    },
    {
      state: 'a removal that is not sent',
      who,
      at: full('/papers'),
      act: async (page) => {
        await page
          .getByRole('button', { name: /取り消す/u })
          .first()
          .waitFor();
        await cut(page, '**/remove');
        await press(page, /取り消す/u);
      },
      sees: OFFLINE,
    },
    ofDraft('/papers'),
  ],
  check: [
    '',
    {
      state: 'with papers missing',
      who,
      at: full('/check'),
      sees: /^提出の前に入力・添付が必要な項目があります/u,
    },
    {
      state: 'with everything missing, and insisted',
      who,
      at: empty('/check'),
      act: pressing('提出する'),
      sees: /^提出の前に入力・添付が必要な項目があります/u,
    },
    unread('**/grants/**/check', who, full('/check')),
    {
      state: 'filed without a network',
      who,
      at: full('/check'),
      act: async (page) => {
        await page.locator('#missing').waitFor();
        await cut(page, '**/grants/**');
        await press(page, '提出する');
      },
      sees: '提出できませんでした',
    },
    ofDraft('/check'),
  ],
};

/** What comes up over a page by the clock; the clock of a page is its own from then on, so that they come last. */
export const clockStates: StateTable = {
  section: [
    '',
    {
      state: 'warned that the session ends',
      who,
      at: full('/size'),
      act: async (page, prepared) => wait(page, (await secondsOf(prepared)) - 120),
      sees: 'まもなくログインの有効時間が切れます',
    },
    {
      state: 'whose session is over',
      who,
      at: full('/size'),
      act: async (page, prepared) => {
        await wait(page, (await secondsOf(prepared)) - 120);
        await page.context().clearCookies();
        await page.clock.fastForward(121_000);
      },
      sees: 'ログインの有効時間が切れました',
    },
  ],
};

/** How long the session of the page lasts yet. */
async function secondsOf({ clients }: Prepared): Promise<number> {
  const { session } = answered('account.me', (await clients.applicant.get('/grants/account/me')).body);
  return session?.secondsLeft ?? 0;
}
