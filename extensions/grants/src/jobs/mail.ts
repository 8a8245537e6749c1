import { dayInWords } from '@grant/schema';
import { asSystem } from '../adapter/actor.ts';
import { publicAddress } from '../adapter/setting.ts';
import type { Office } from '../adapter/ports.ts';
import { caseById } from '../adapter/store/cases.ts';
import { sendOnce } from './once.ts';

/** メールの種類: one template each (`templates/grant-<name>.liquid`) and its subject. */
const SUBJECTS = {
  submitted: '申請を受け付けました',
  'correction-requested': '申請内容の補正のお願い',
  'correction-answered': '補正の回答を受け付けました',
  decided: '審査の結果が決まりました',
  'account-correction': '振込口座の確認のお願い',
  paid: '奨励金の振込手続が完了しました',
  withdrawn: '申請の取下げを受け付けました',
} as const;

export type MailKind = keyof typeof SUBJECTS;

/** A mail to whoever applied: which letter, which case. The address is looked up when it is sent. */
export interface MailJob {
  readonly kind: MailKind;
  readonly applicationId: string;
  /** Day by which the addressee must act, JST. */
  readonly dueOn?: string;
}

async function addressOf(
  office: Office,
  applicant: string | null,
  contactEmail: string | null,
): Promise<string | null> {
  if (applicant === null) return contactEmail;
  const person = await office
    .database<{ id: string; email: string | null }>('directus_users')
    .where({ id: applicant })
    .first('email');
  return person?.email ?? contactEmail;
}

/** Sends one mail, once. A case without an address (by post) is served by letters alone. */
export async function sendMail(office: Office, job: MailJob, jobId: string): Promise<void> {
  const current = await caseById(office.database, job.applicationId);
  if (current === undefined) return;
  const to = await addressOf(office, current.agent ?? current.applicant, current.contactEmail);
  if (to === null || to === '') return;
  const system = await asSystem(office, `メール送信（${SUBJECTS[job.kind]}）`);
  const mail = new office.services.MailService({
    schema: await office.getSchema(),
    accountability: system.accountability,
  });
  const receiptNumber = current.receiptNumber ?? '';
  const outgoing = { jobId, kind: job.kind, about: current.id };
  await sendOnce(office, outgoing, (messageId) =>
    mail.send({
      to,
      messageId,
      subject:
        receiptNumber === '' ? SUBJECTS[job.kind] : `${SUBJECTS[job.kind]}（受付番号 ${receiptNumber}）`,
      template: {
        name: `grant-${job.kind}`,
        data: {
          receiptNumber,
          employerName: current.employerName ?? '',
          dueOn: dayInWords(job.dueOn ?? ''),
          practice: current.practice,
          url: `${publicAddress(office.env)}/portal/applications/${current.id}`,
        },
      },
    }),
  );
}
