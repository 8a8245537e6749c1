/** Times at which applications are not taken: what the pages say that are about applying. */
import { exampleAnswers } from '@grant/schema';
import type { Office } from '../../../fixtures/office.ts';
import { draftWith } from '../practice-case.ts';
import type { Prepared, StateTable } from './state.ts';

/** A time of the programme, made in the database. */
interface Phase {
  readonly name: string;
  readonly begin: (office: Office) => Promise<void>;
  readonly states: StateTable;
}

async function setDates(office: Office, opens: string, closes: string, ends: string): Promise<void> {
  await office.sql.begin(async (sql) => {
    await sql`set local session_replication_role = replica`;
    await sql`update programmes set emergency_closed = false, emergency_notice = null`;
    await sql`update programme_versions set reception_opens_on = ${opens}, reception_closes_on = ${closes},
      office_closes_on = ${ends}`;
  });
}

let draft: string | undefined;
const draftPage =
  (rest: string) =>
  ({ full }: Prepared): string =>
    `applications/${draft ?? full}/draft${rest}`;

/** A draft that was begun in time. */
export async function beginDraft({ clients }: Prepared): Promise<void> {
  draft = await draftWith(clients.applicant, 'a-draft-of-another-time', exampleAnswers);
}

/** The pages that speak of applying, by the words they show then: to a stranger, in a draft, to who is signed in. */
function about(open: string, filing: string, mine: { applicant: string; agent: string }): StateTable {
  const [applicant, agent] = ['applicant', 'agent'] as const;
  return {
    home: ['', { state: 'read', sees: open }],
    overview: ['overview', { state: 'read', sees: open }],
    requirements: ['requirements', { state: 'read', sees: open }],
    papers: ['papers', { state: 'read', sees: open }],
    flow: ['flow', { state: 'read', sees: open }],
    signUp: ['signup', { state: 'blank', sees: open }],
    carryOver: ['self-check/start', { state: 'with nothing carried', who: applicant, sees: mine.applicant }],
    applications: ['applications', { state: 'a list', who: applicant, sees: mine.applicant }],
    clients: ['clients', { state: 'a list', who: agent, sees: mine.agent }],
    tasks: ['', { state: 'filled in', who: applicant, at: draftPage(''), sees: filing }],
    section: ['', { state: 'filled in', who: applicant, at: draftPage('/size'), sees: filing }],
    attachments: [
      '',
      { state: 'with nothing attached', who: applicant, at: draftPage('/papers'), sees: filing },
    ],
    check: ['', { state: 'filled in', who: applicant, at: draftPage('/check'), sees: filing }],
  };
}
const same = (words: string) => ({ applicant: words, agent: words });

export const phases: readonly Phase[] = [
  {
    name: 'while the reception is closed in an emergency',
    begin: async (office) => {
      await office.sql`update programmes set emergency_closed = true, emergency_notice = '通信の障害のため、受付を停止しています。'`;
    },
    states: about(
      'ただいま申請の受付を停止しています',
      '受付が再開するまで提出できません',
      same('ただいま申請の受付を停止しています'),
    ),
  },
  {
    name: 'before the opening',
    begin: (office) => setDates(office, '2026-08-01', '2027-03-12', '2027-03-31'),
    states: about(
      '申請の受付は2026年8月1日に始まります',
      'それまでは、申請書を入力して保存できますが、提出はできません',
      same('申請の受付は2026年8月1日に始まります'),
    ),
  },
  {
    name: 'after the closing',
    begin: (office) => setDates(office, '2026-05-01', '2026-07-14', '2027-03-31'),
    states: {
      ...about('申請の受付は2026年7月14日に終了しました', 'この申請書は提出できません。', {
        applicant: 'マイページで確認できます。',
        agent: '顧問先ごとに確認できます。',
      }),
      downloads: ['downloads', { state: 'read', sees: '2026年7月14日に終了しました' }],
    },
  },
  {
    name: 'after the last day of the office',
    begin: (office) => setDates(office, '2026-05-01', '2026-07-14', '2026-07-15'),
    states: {
      home: ['', { state: 'read', sees: '奨励金事務局は2026年7月15日で終了しました。' }],
      contact: ['contact', { state: 'read', sees: /^奨励金事務局は2026年7月15日で終了しました。/u }],
      inquiry: ['inquiry', { state: 'over', sees: 'お問い合わせの受付は終了しました' }],
    },
  },
];
