import { civilDate, formatWareki, inquiryCategories } from '@grant/schema';
import { asSystem } from '../adapter/actor.ts';
import type { Office } from '../adapter/ports.ts';
import { publicAddress } from '../adapter/setting.ts';
import { sendOnce } from './once.ts';

interface InquiryRow {
  readonly category: keyof typeof inquiryCategories;
  readonly party_name: string | null;
  readonly party_contact: string | null;
  readonly question: string;
  readonly answer_due_on: string | null;
}

/** 問合せの受付メール: to whoever asked, with the words as they arrived and the day of the answer. */
export async function sendInquiryReceipt(
  office: Office,
  job: { readonly inquiryId: string },
  jobId: string,
): Promise<void> {
  const answer: { rows: InquiryRow[] } = await office.database.raw(
    `select category, party_name, party_contact, question, answer_due_on::text as answer_due_on
       from inquiries where id = ?`,
    [job.inquiryId],
  );
  const [row] = answer.rows;
  const to = row?.party_contact;
  if (row === undefined || to?.includes('@') !== true) return;
  const system = await asSystem(office, 'メール送信（問合せの受付）');
  const mail = new office.services.MailService({
    schema: await office.getSchema(),
    accountability: system.accountability,
  });
  const outgoing = { jobId, kind: 'inquiry', about: job.inquiryId };
  await sendOnce(office, outgoing, (messageId) =>
    mail.send({
      to,
      messageId,
      subject: 'お問い合わせを受け付けました',
      template: {
        name: 'grant-inquiry',
        data: {
          practice: String(office.env['GRANT_PRACTICE']) === 'true',
          partyName: row.party_name ?? '',
          category: inquiryCategories[row.category],
          question: row.question,
          answerBy: row.answer_due_on === null ? '' : formatWareki(civilDate(row.answer_due_on)),
          url: `${publicAddress(office.env)}/portal/faq`,
        },
      },
    }),
  );
}
