/** The pages of one application that was filed. */
import { setTimeout as pause } from 'node:timers/promises';
import { STATES, type CaseState } from '@grant/schema';
import { PDF } from '../applicant.ts';
import { caseIn } from '../practice-case.ts';
import {
  cut,
  FAULTS,
  fill,
  OFFLINE,
  press,
  pressing,
  unread,
  type Prepared,
  type State,
  type StateTable,
} from './state.ts';

const who = 'applicant' satisfies State['who'];
const SHOW = '**/grants/applications/*';

const of =
  (state: CaseState, rest = '') =>
  async ({ office }: Prepared): Promise<string> =>
    `applications/${await caseIn(office, state)}${rest}`;

/** States in which the applicant of the practice office has a case. */
const SHOWN = STATES.filter((state) => state !== 'draft' && state !== 'received');

/** The receipt of a case is still being made, or made. */
const receiptMade =
  (made: boolean) =>
  async ({ office }: Prepared): Promise<void> => {
    const id = await caseIn(office, 'submitted');
    await office.sql.begin(async (sql) => {
      await sql`set local session_replication_role = replica`;
      await sql`update letters set made_at = ${made ? new Date() : null} where application = ${id} and kind = 'receipt'`;
    });
  };

function accountStates(rest: string, state: CaseState, submit: string, none: string): State[] {
  const at = of(state, rest);
  return [
    { state: 'asked', who, at, sees: submit },
    { state: 'with everything missing', who, at, act: pressing(submit), sees: FAULTS },
    {
      state: 'not sent',
      who,
      at,
      act: async (page) => {
        // What the bank refused stands there already, but for the number.
        if (state === 'account_correction') await fill(page, { accountNumber: '7654321' });
        else {
          await fill(page, { bankCode: '9900' });
          await press(page, /（9900）/u);
          await fill(page, { 'yucho-symbol': '10710', 'yucho-number': '76543211' });
          await press(page, '振込用の口座番号に直す');
          await fill(page, { accountHolderKana: 'カ）ヘンコウ' });
        }
        await page
          .locator('#passbook')
          .setInputFiles({ name: '通帳.pdf', mimeType: 'application/pdf', buffer: PDF });
        await cut(page, '**/grants/applications/**');
        await press(page, submit);
      },
      sees: OFFLINE,
    },
    { state: 'of a case that allows none', who, at: of('withdrawn', rest), sees: none },
    unread(SHOW, who, at),
  ];
}

export const caseStates: StateTable = {
  case: [
    '',
    ...SHOWN.map((state): State => ({ state, who, at: of(state), sees: '現在の状況' })),
    unread(SHOW, who, of('submitted')),
  ],
  receipt: [
    '',
    { state: 'made', who, at: of('submitted', '/receipt'), sees: '受付票（PDF）を開く' },
    {
      state: 'still being made',
      who,
      at: of('submitted', '/receipt'),
      before: receiptMade(false),
      sees: '受付票（PDF）を作成しています。',
    },
    {
      state: 'late',
      who,
      at: of('submitted', '/receipt'),
      act: async (page) => {
        // Thirty looks, two seconds apart.
        await page.clock.install();
        await page.reload();
        const late = page.getByText('受付票（PDF）の作成に時間がかかっています');
        for (let step = 0; step < 300 && (await late.count()) === 0; step += 1) {
          await page.clock.runFor(2_000);
          // The answer comes by the clock of the office.
          await pause(100);
        }
      },
      sees: '受付票（PDF）の作成に時間がかかっています',
    },
    unread(SHOW, who, of('submitted', '/receipt')),
  ],
  correction: [
    '',
    { state: 'asked', who, at: of('correction_requested', '/correction'), sees: 'まとめて提出する' },
    {
      state: 'with everything missing',
      who,
      at: of('correction_requested', '/correction'),
      act: pressing('まとめて提出する'),
      sees: FAULTS,
    },
    {
      state: 'with a wrong answer',
      who,
      at: of('correction_requested', '/correction'),
      act: async (page) => {
        await fill(page, { scheduledWorkdays: '99' });
        await press(page, 'まとめて提出する');
      },
      sees: 'まだ提出していません。',
    },
    {
      state: 'with a paper that did not go out',
      who,
      at: of('correction_requested', '/correction'),
      act: async (page) => {
        await cut(page, '**/attachments');
        await page
          .locator('.paper input[type=file][multiple]')
          .setInputFiles({ name: '出勤簿.pdf', mimeType: 'application/pdf', buffer: PDF });
      },
      sees: '通信が途切れました。',
    },
    {
      state: 'of a case without one',
      who,
      at: of('submitted', '/correction'),
      sees: '現在、回答が必要な補正はありません。',
    },
    unread(SHOW, who, of('correction_requested', '/correction')),
  ],
  accountCorrection: [
    '',
    ...accountStates(
      '/account',
      'account_correction',
      '口座を訂正する',
      '現在、口座の訂正は必要ありません。',
    ),
  ],
  accountChange: [
    '',
    ...accountStates(
      '/account-change',
      'submitted',
      '振込口座を変更する',
      '現在、この申請の振込口座は変更できません。',
    ),
  ],
  withdraw: [
    '',
    { state: 'asked', who, at: of('submitted', '/withdraw'), sees: '取り下げずに戻る' },
    {
      state: 'without a reason',
      who,
      at: of('submitted', '/withdraw'),
      act: pressing('申請を取り下げる'),
      sees: FAULTS,
    },
    {
      state: 'not sent',
      who,
      at: of('submitted', '/withdraw'),
      act: async (page) => {
        await fill(page, { reason: '要件を満たさないことが分かったため' });
        await cut(page, '**/grants/applications/**');
        await press(page, '申請を取り下げる');
      },
      sees: OFFLINE,
    },
    {
      state: 'of a case that allows none',
      who,
      at: of('withdrawn', '/withdraw'),
      sees: 'この申請は取り下げられません。',
    },
    unread(SHOW, who, of('submitted', '/withdraw')),
  ],
  messages: [
    '',
    { state: 'a thread', who, at: of('in_review', '/messages'), sees: '事務局へ送る' },
    {
      state: 'with nothing typed',
      who,
      at: of('in_review', '/messages'),
      act: pressing('事務局へ送る'),
      sees: FAULTS,
    },
    {
      state: 'not sent',
      who,
      at: of('in_review', '/messages'),
      act: async (page) => {
        await fill(page, { body: '追加の書類はいつまでに送ればよいでしょうか。' });
        await cut(page, '**/messages');
        await press(page, '事務局へ送る');
      },
      sees: OFFLINE,
    },
    {
      state: 'sent',
      who,
      at: of('in_review', '/messages'),
      act: async (page) => {
        await fill(page, { body: '追加の書類はいつまでに送ればよいでしょうか。' });
        await press(page, '事務局へ送る');
      },
      sees: '送信しました。',
    },
    {
      state: 'of a draft',
      who,
      at: ({ full }) => `applications/${full}/messages`,
      sees: '連絡は、申請の受付後に送ることができます。',
    },
    unread('**/grants/**/messages', who, of('in_review', '/messages')),
  ],
};
