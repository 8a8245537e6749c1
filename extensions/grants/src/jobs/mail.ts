import { dayInWords, partiesOf, REMINDERS, type NoticeKind, type NoticeParty } from '@grant/schema';
import { asSystem } from '../adapter/actor.ts';
import { now } from '../adapter/clock.ts';
import { inPractice, publicAddress, settingOf } from '../adapter/setting.ts';
import type { Office } from '../adapter/ports.ts';
import { caseById, type CaseRecord } from '../adapter/store/cases.ts';
import { mandateById } from '../adapter/store/mandates.ts';
import { addressesOf, addressOfPerson } from './addresses.ts';
import { sendOnce } from './once.ts';
import { enqueue } from './queue.ts';

/** メールの種類: one template each (`templates/grant-<name>.liquid`) and its subject. */
const SUBJECTS = {
  submitted: '申請を受け付けました',
  'correction-requested': '申請内容の補正のお願い',
  'correction-reminder': '補正の期限が近づいています',
  'correction-overdue': '補正の期限が過ぎています',
  'correction-answered': '補正の回答を受け付けました',
  message: '事務局からの連絡があります',
  decided: '審査の結果が決まりました',
  'account-correction': '振込口座の確認のお願い',
  'account-changed': '振込口座の変更を受け付けました',
  'staff-fixed': '申請内容の誤記を訂正しました',
  paid: '奨励金の振込手続が完了しました',
  cancelled: '決定の取消しの通知があります',
  claimed: '奨励金の返還をお願いする通知があります',
  repaid: '返還金の入金を確認しました',
  withdrawn: '申請の取下げを受け付けました',
  'withdrawal-undone': '申請の取下げを取り消しました',
  'message-to-office': '申請者からの連絡があります',
  'mandate-asked': '手続の代行の確認のお願い',
  'mandate-confirmed': '委任が確認されました',
  'mandate-ended': '委任が終了しました',
} as const;

/** A notice about a case. With `only`, to one of those it goes to; jobs of older versions say it by place, the agent first. */
interface CaseMail {
  readonly kind: NoticeKind;
  readonly applicationId: string;
  /** Day by which the addressee must act, JST. */
  readonly dueOn?: string;
  /** Names of the answers it is about. */
  readonly labels?: readonly string[];
  readonly only?: NoticeParty | 0 | 1;
}

/** A word to the reviewer of a case that its applicant has written. */
interface OfficeMail {
  readonly kind: 'message-to-office';
  readonly applicationId: string;
}

/** A mail about a mandate, to its agent or its employer. */
interface MandateMail {
  readonly kind: 'mandate-asked' | 'mandate-confirmed' | 'mandate-ended';
  readonly mandateId: string;
  readonly to: 'agent' | 'employer';
}

/** A mail: what about and to whom. Addresses are looked up when it is sent and never stand in the queue. */
export type MailJob = CaseMail | OfficeMail | MandateMail;

async function send(
  office: Office,
  jobId: string,
  to: string,
  { kind, about }: { readonly kind: MailJob['kind']; readonly about: string },
  data: Record<string, unknown>,
): Promise<void> {
  const system = await asSystem(office, `メール送信（${SUBJECTS[kind]}）`);
  const mail = new office.services.MailService({
    schema: await office.getSchema(),
    accountability: system.accountability,
  });
  const number = typeof data['receiptNumber'] === 'string' ? data['receiptNumber'] : '';
  await sendOnce(office, { jobId, kind, about }, (messageId) =>
    mail.send({
      to,
      messageId,
      subject: number === '' ? SUBJECTS[kind] : `${SUBJECTS[kind]}（受付番号 ${number}）`,
      template: { name: `grant-${kind}`, data },
    }),
  );
}

function isReminder(kind: NoticeKind): boolean {
  return (REMINDERS as readonly NoticeKind[]).includes(kind);
}

// Who filed by post has no account: how the case stands is asked for with its number and 照会番号.
function wordsOf(office: Office, current: CaseRecord): Record<string, unknown> {
  const portal = `${publicAddress(office.env)}/portal`;
  const byPost = current.channel === 'post';
  return {
    receiptNumber: current.receiptNumber ?? '',
    employerName: current.employerName ?? '',
    practice: current.practice,
    byPost,
    url: byPost ? `${portal}/status` : `${portal}/applications/${current.id}`,
  };
}

const BY_PLACE = ['agent', 'employer'] as const;

/** Whether an answer to the open correction of a case is still to come, also by post. */
async function isAwaited({ database }: Office, { id, state }: CaseRecord): Promise<boolean> {
  if (state !== 'correction_requested') return false;
  const answer: { rows: unknown[] } = await database.raw(
    "select id from corrections where application = ? and state = 'open' and grant_answer_arrived(id) is not null",
    [id],
  );
  return answer.rows.length === 0;
}

async function sendCaseMail(office: Office, job: CaseMail, jobId: string): Promise<void> {
  const current = await caseById(office.database, job.applicationId);
  if (current === undefined) return;
  // Answered between the queue and the mail: nothing to remind of.
  if (isReminder(job.kind) && !(await isAwaited(office, current))) return;
  const addresses = await addressesOf(office, current, now().today);
  const parties = partiesOf(job.kind, addresses);
  // Several addressees are several jobs: when one mail server is away, the other person is not written to twice.
  if (parties.length > 1 && job.only === undefined) {
    await office.database.transaction(async (trx) => {
      const parted = { job: jobId, message_id: `<${jobId}>`, kind: job.kind, about: current.id };
      const first: unknown[] = await trx('mail_deliveries')
        .insert(parted)
        .onConflict('job')
        .ignore()
        .returning('job');
      if (first.length === 0) return;
      for (const only of parties) await enqueue(trx, 'mail', { ...job, only });
    });
    return;
  }
  // A case without an address (by post) is served by letters alone. Of two, each is who they are now: an agent whose
  // mandate ended meanwhile gets nothing, and takes nothing from the employer.
  const only = typeof job.only === 'number' ? BY_PLACE[job.only] : job.only;
  const party = only ?? parties[0];
  const to = party === undefined ? null : addresses[party];
  if (to !== null && to !== '')
    await send(
      office,
      jobId,
      to,
      { kind: job.kind, about: current.id },
      {
        ...wordsOf(office, current),
        dueOn: dayInWords(job.dueOn ?? ''),
        labels: (job.labels ?? []).join('、'),
      },
    );
}

async function sendOfficeMail(office: Office, job: OfficeMail, jobId: string): Promise<void> {
  const current = await caseById(office.database, job.applicationId);
  const to = current === undefined ? null : await addressOfPerson(office, current.assignedTo);
  // Nobody has the case yet: it stands in the queue of unread messages.
  if (current === undefined || to === null) return;
  const url = `${settingOf(office.env, 'PUBLIC_URL').replace(/\/$/, '')}/admin/content/applications/${current.id}`;
  await send(office, jobId, to, { kind: job.kind, about: current.id }, { ...wordsOf(office, current), url });
}

async function sendMandateMail(office: Office, job: MandateMail, jobId: string): Promise<void> {
  const mandate = await mandateById(office.database, job.mandateId);
  if (mandate === undefined) return;
  const employer = (await addressOfPerson(office, mandate.principal)) ?? mandate.principalEmail;
  const to = job.to === 'agent' ? await addressOfPerson(office, mandate.agentAccount) : employer;
  if (to === null) return;
  await send(
    office,
    jobId,
    to,
    { kind: job.kind, about: mandate.id },
    {
      agentName: mandate.agentName,
      agentOffice: mandate.agentOffice ?? '',
      employerName: mandate.employerName,
      startsOn: dayInWords(mandate.startsOn ?? ''),
      endsOn: dayInWords(mandate.endsOn ?? ''),
      practice: inPractice(office.env),
      url: `${publicAddress(office.env)}/portal/${job.to === 'agent' ? 'clients' : 'mandates'}`,
    },
  );
}

/** Sends one mail. */
export async function sendMail(office: Office, job: MailJob, jobId: string): Promise<void> {
  if ('mandateId' in job) await sendMandateMail(office, job, jobId);
  else if (job.kind === 'message-to-office') await sendOfficeMail(office, job, jobId);
  else await sendCaseMail(office, job, jobId);
}
