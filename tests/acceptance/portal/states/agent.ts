/** The pages of an agent: the clients, and the mandate that is declared. */
import type { Page } from '../../../fixtures/browser.ts';
import { PDF, typeDate } from '../applicant.ts';
import {
  cut,
  FAULTS,
  fill,
  menu,
  OFFLINE,
  press,
  pressing,
  unread,
  type State,
  type StateTable,
} from './state.ts';

const who = 'agent' satisfies State['who'];

async function declare(page: Page, endsOn: string): Promise<void> {
  await fill(page, { employerName: '株式会社届出試験' });
  await page.getByLabel('法人', { exact: true }).check();
  await fill(page, { corporateNumber: '4011001098993' });
  await typeDate(page, 'startsOn', '2026-07-01');
  await typeDate(page, 'endsOn', endsOn);
  await page
    .locator('#paper')
    .setInputFiles({ name: '委任状.pdf', mimeType: 'application/pdf', buffer: PDF });
}

const editing = pressing('代行者の登録を変更する');

/** Carries answers of the self-check to the page that begins an application with them. */
async function carry(page: Page): Promise<void> {
  await page.evaluate(() => {
    const kept = { until: Date.now() + 60_000, answers: { regularEmployees: '45' } };
    localStorage.setItem('grant:self-check', JSON.stringify(kept));
  });
  await page.reload();
}

export const agentStates: StateTable = {
  clients: [
    'clients',
    { state: 'a list', who, sees: '委任を届け出る' },
    menu('ログアウト', who),
    { state: 'the registration being changed', who, act: editing, sees: 'やめる' },
    {
      state: 'the registration with everything missing',
      who,
      act: async (page) => {
        await editing(page);
        await fill(page, { name: '', office: '', qualification: '', registrationNumber: '', phone: '' });
        await press(page, '登録する');
      },
      sees: FAULTS,
    },
    {
      state: 'the registration not sent',
      who,
      act: async (page) => {
        await editing(page);
        await cut(page, '**/clients/profile');
        await press(page, '登録する');
      },
      sees: OFFLINE,
    },
    { state: 'about to give back', who, act: pressing(/^この委任を辞任する/u), sees: 'の委任を辞任しますか' },
    {
      state: 'not given back without a network',
      who,
      act: async (page) => {
        await press(page, /^この委任を辞任する/u);
        await cut(page, '**/end');
        await press(page, '辞任する');
      },
      sees: OFFLINE,
    },
    {
      state: 'a start that is not sent',
      who,
      act: async (page) => {
        await page
          .getByRole('button', { name: /の申請書を作る$/u })
          .last()
          .waitFor();
        await cut(page, '**/grants/applications');
        await press(page, /の申請書を作る$/u);
      },
      sees: OFFLINE,
    },
    unread('**/grants/clients', who),
  ],
  mandateNew: [
    'clients/new',
    { state: 'blank', who, sees: '届け出る' },
    { state: 'with everything missing', who, act: pressing('届け出る'), sees: FAULTS },
    {
      state: 'that the office does not take',
      who,
      act: async (page) => {
        await declare(page, '2026-06-30');
        await press(page, '届け出る');
      },
      sees: /^入力内容を確認してください|うまくいきませんでした/u,
    },
    {
      state: 'not sent',
      who,
      act: async (page) => {
        await declare(page, '2027-03-31');
        await cut(page, '**/grants/mandates');
        await press(page, '届け出る');
      },
      sees: OFFLINE,
    },
  ],
  carryOver: [
    'self-check/start',
    { state: 'with nothing carried', who: 'applicant', sees: '自己チェックの引継ぎ' },
    { state: 'of an agent with nothing carried', who, sees: '自己チェックの引継ぎ' },
    { state: 'with answers', who: 'applicant', act: carry, sees: '引き継いで申請書を作る' },
    {
      state: 'not sent',
      who: 'applicant',
      act: async (page) => {
        await carry(page);
        await cut(page, '**/grants/applications');
        await press(page, '引き継いで申請書を作る');
      },
      sees: OFFLINE,
    },
    {
      state: 'with no client chosen',
      who,
      act: async (page) => {
        await carry(page);
        await press(page, '引き継いで申請書を作る');
      },
      sees: '申請する顧問先を選んでください。',
    },
    { state: 'without the clients', who, cut: '**/grants/clients', act: carry, sees: OFFLINE },
  ],
};
