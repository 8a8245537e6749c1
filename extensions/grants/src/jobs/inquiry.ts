import { civilDate, formatWareki, inquiryCategories } from '@grant/schema';
import { asSystem } from '../adapter/actor.ts';
import type { Office } from '../adapter/ports.ts';
import { inPractice, publicAddress } from '../adapter/setting.ts';
import { sendOnce } from './once.ts';

interface InquiryRow {
  readonly category: keyof typeof inquiryCategories;
  readonly party_name: string | null;
  readonly party_contact: string | null;
  readonly question: string;
  readonly answer: string | null;
  readonly answer_due_on: string | null;
}

interface Letter {
  readonly kind: 'inquiry' | 'inquiry-answer';
  readonly subject: string;
  /** Why a mail goes out without a person, for the access log. */
  readonly reason: string;
  readonly words: (row: InquiryRow) => object;
}

async function send(office: Office, id: string, jobId: string, letter: Letter): Promise<void> {
  const found: { rows: InquiryRow[] } = await office.database.raw(
    `select category, party_name, party_contact, question, answer, answer_due_on::text as answer_due_on
       from inquiries where id = ?`,
    [id],
  );
  const [row] = found.rows;
  const to = row?.party_contact;
  if (row === undefined || to?.includes('@') !== true) return;
  const system = await asSystem(office, letter.reason);
  const mail = new office.services.MailService({
    schema: await office.getSchema(),
    accountability: system.accountability,
  });
  const data = {
    practice: inPractice(office.env),
    partyName: row.party_name ?? '',
    category: inquiryCategories[row.category],
    question: row.question,
    url: `${publicAddress(office.env)}/portal/faq`,
    ...letter.words(row),
  };
  const template = { name: `grant-${letter.kind}`, data };
  await sendOnce(office, { jobId, kind: letter.kind, about: id }, (messageId) =>
    mail.send({ to, messageId, subject: letter.subject, template }),
  );
}

/** 問合せの受付メール: to whoever asked, with the words as they arrived and the day of the answer. */
export function sendInquiryReceipt(
  office: Office,
  { inquiryId }: { readonly inquiryId: string },
  jobId: string,
): Promise<void> {
  return send(office, inquiryId, jobId, {
    kind: 'inquiry',
    subject: 'お問い合わせを受け付けました',
    reason: 'メール送信（問合せの受付）',
    words: ({ answer_due_on: day }) => ({ answerBy: day === null ? '' : formatWareki(civilDate(day)) }),
  });
}

/** 問合せの回答メール: to whoever asked, with question and answer. */
export function sendInquiryAnswer(
  office: Office,
  { inquiryId }: { readonly inquiryId: string },
  jobId: string,
): Promise<void> {
  return send(office, inquiryId, jobId, {
    kind: 'inquiry-answer',
    subject: 'お問い合わせへの回答',
    reason: 'メール送信（問合せの回答）',
    words: ({ answer }) => ({ answer: answer ?? '' }),
  });
}
