import {
  callbackDue,
  faqCategories,
  instant,
  parseInstant,
  refuseMyNumber,
  unwrap,
  type FaqCategory,
  type VerbOutput,
  type VerbParsed,
} from '@grant/schema';
import { idOfKey } from '../../adapter/key-id.ts';
import { sameContent } from '../../adapter/recorded-once.ts';
import { found, refused } from '../../adapter/refused.ts';
import { fromRow } from '../../adapter/row.ts';
import { inPractice } from '../../adapter/setting.ts';
import { currentProgramme } from '../../adapter/store/programmes.ts';
import { work } from '../../adapter/work.ts';
import { enqueue } from '../../jobs/queue.ts';
import { correctionsOf, type Corrected } from './inquiry-corrections.ts';
import { summaryOf } from '../site/inquiry.ts';
import type { ActorVisit } from '../visit.ts';

type Line = VerbOutput<'inquiry.desk'>['inquiries'][number];

/** The list shows so many; how many more there are is said below it. */
const SHOWN = 300;

type Listed = Omit<Line, 'corrections'> & {
  corrections: readonly Corrected[] | null;
  place?: string;
  matches?: string;
  late?: string;
};

// The place of an inquiry in the list, as text: those that wait by the time they are due, then the newest first.
const PLACED = `
  select *, count(*) filter (where overdue) over () as late,
         concat_ws(' ', cast(state = 'closed' as int),
           case when state <> 'closed' then
             coalesce(to_char(coalesce(callback_at, (answer_due_on + time '17:00') at time zone 'Asia/Tokyo')
                                at time zone 'UTC', 'YYYYMMDDHH24MISSUS'), '~') end,
           lpad(cast(9999999999999999 - cast(extract(epoch from coalesce(answered_at, received_at)) * 1000000 as bigint)
             as text), 16, '0'), id) collate "C" as place
    from (select *, state <> 'closed'
                    and coalesce(callback_at < :at, answer_due_on < cast(:today as date), false) as overdue
            from inquiries
           where practice = :practice and (:state = 'all' or (state = 'closed') = (:state = 'closed'))) listed`;

// Out is what a mail server has taken. While it is tried for the first time nobody need do anything.
const UNSENT = `q.mailed_at is not null
    and not exists (select from mail_deliveries d where d.kind = 'inquiry-answer' and d.about = q.id)
    and not exists (select from pgboss.job j where j.name = 'inquiryAnswer' and j.data ->> 'inquiryId' = q.id::text
                       and j.state in ('created', 'active') and j.retry_count = 0)`;

const UNSENT_LATELY = `
  select count(*)::int as unsent from inquiries q
   where q.practice = :practice and q.answered_at > cast(:at as timestamptz) - interval '30 days' and ${UNSENT}`;

const LIST = `
  select q.id, q.received_at, q.channel, q.category, q.party_name, q.party_contact, q.summary, q.question, q.answer,
         q.state, q.answered_at, q.callback, q.callback_at, q.answer_due_on::text as answer_due_on, q.mailed_at, ${UNSENT} as unsent, q.minutes,
         q.application as application_id, a.receipt_number, q.faq as faq_id,
         q.overdue, q.place, count(*) over () as matches, q.late,
         q.practice, q.mailed_at is null and position('@' in coalesce(q.party_contact, '')) > 0 as may_mail,
         (select json_agg(json_build_object('at', to_char(cast(c.value ->> 'at' as timestamptz) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
                 'by', concat_ws(' ', u.last_name, u.first_name), 'reason', c.value ->> 'reason', 'former', c.value -> 'former')
                 order by c.ordinality)
            from jsonb_array_elements(cast(q.corrections as jsonb)) with ordinality c
            left join directus_users u on u.id = cast(c.value ->> 'by' as uuid)) as corrections
    from (${PLACED}) q left join applications a on a.id = q.application
   where q.place > :after order by q.place limit ${String(SHOWN)}`;

/** 問合せの一覧: what waits, the nearest due first, or what is answered, the newest first; all channels together. */
export async function inquiryDesk(
  visit: ActorVisit,
  { state = 'open', after = '' }: VerbParsed<'inquiry.desk'>,
): Promise<VerbOutput<'inquiry.desk'>> {
  const { at, today } = visit.moment;
  const { database, env } = visit.office;
  const practice = inPractice(env);
  const answer: { rows: object[] } = await database.raw(LIST, { at, today, state, after, practice });
  const lately: { rows: { unsent: number }[] } = await database.raw(UNSENT_LATELY, { at, practice });
  const rows = answer.rows.map((row) => fromRow<Listed>(row));
  const [matches, late] = [Number(rows[0]?.matches ?? 0), Number(rows[0]?.late ?? 0)];
  const more = matches - rows.length;
  const next = more > 0 ? (rows.at(-1)?.place ?? null) : null;
  const inquiries = rows.map((row) => {
    delete row.matches;
    delete row.late;
    delete row.place;
    return { ...row, corrections: correctionsOf(row.corrections) };
  });
  return { inquiries, overdue: late, unsent: lately.rows[0]?.unsent ?? 0, more, next };
}

async function requireRow(visit: ActorVisit, table: 'applications' | 'faqs', id: string | undefined) {
  if (id === undefined) return;
  const row: unknown = await visit.office.database<{ id: string }>(table).where({ id }).first('id');
  found(row, table === 'faqs' ? 'よくある質問' : '申請');
}

/** What a call was written down as. */
interface Kept {
  readonly state: Line['state'];
  readonly callbackAt: string | null;
  readonly handledBy: string | null;
}

/**
 * 電話受付: written down once, however often it is sent. Answered at once, or to be called back by a time. What was put right
 * before a retry goes into the row of whoever wrote it, as long as that is open; the answer says what is kept.
 */
export async function recordInquiry(
  visit: ActorVisit,
  input: VerbParsed<'inquiry.record'>,
): Promise<VerbOutput<'inquiry.record'>> {
  const { office, actor, moment } = visit;
  unwrap(refuseMyNumber('問合せの内容', [input.partyName, input.question, input.answer].join('\n')));
  await requireRow(visit, 'applications', input.applicationId);
  await requireRow(visit, 'faqs', input.faqId);
  const callback = input.callback === true;
  if (callback && (input.partyContact ?? '') === '')
    refused('GUARD_FAILED', { event: '折返しの記録', reason: '折返し先の電話番号を入力してください。' });
  const { figures } = await currentProgramme(office);
  const given = callback && input.callbackAt !== undefined ? unwrap(parseInstant(input.callbackAt)) : null;
  const answer = input.answer === undefined || input.answer === '' ? null : input.answer;
  // The minutes go on by themselves.
  const content = {
    channel: input.channel,
    category: input.category,
    party: input.party,
    partyName: input.partyName ?? null,
    partyContact: input.partyContact ?? null,
    application: input.applicationId ?? null,
    faq: input.faqId ?? null,
    question: input.question,
    answer,
    callback,
  };
  const state = answer !== null && !callback ? 'closed' : 'open';
  const written = {
    ...content,
    summary: summaryOf(input, callback ? '【折返し】' : ''),
    answeredAt: answer === null ? null : moment.at,
    minutes: input.minutes ?? null,
    state,
  };
  const id = idOfKey('desk-inquiry', input.idempotencyKey);
  return work(office, actor, async (unit) => {
    await unit.trx.raw('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`grant.inquiry/${id}`]);
    const row: object | undefined = await unit.trx<object>('inquiries').where({ id }).forUpdate().first();
    const kept = row === undefined ? null : fromRow<Kept>(row);
    const keptAt = kept?.callbackAt ?? null;
    const same =
      row !== undefined &&
      sameContent(row, content) &&
      (given === null || keptAt === new Date(given).toISOString());
    if (kept !== null && same) return { id, state: kept.state, callbackAt: keptAt };
    if (kept !== null && (kept.state !== 'open' || kept.handledBy !== actor.id))
      refused('GUARD_FAILED', {
        event: '問合せの記録',
        reason:
          'この問合せは先に送った内容で記録されており、直した内容は記録していません。画面の入力を控え、新しい問合せとして記録してください。',
      });
    // A time that was promised holds until another one is.
    const callbackAt = callback
      ? (given ?? keptAt ?? unwrap(callbackDue(instant(moment.at), figures)))
      : null;
    if (kept === null) await unit.create('inquiries', { id, receivedAt: moment.at, ...written, callbackAt });
    else await unit.update('inquiries', id, { ...written, callbackAt });
    return { id, state, callbackAt };
  });
}

interface Asked {
  readonly id: string;
  readonly category: string;
  readonly question: string;
  readonly answer: string | null;
  readonly state: string;
  readonly minutes: number | null;
  readonly partyContact: string | null;
  readonly faq: string | null;
  readonly faqCandidate: boolean;
}

/** 回答: closes the inquiry; by mail it goes out from the queue, in the same transaction as the record of it. */
export async function answerInquiry(
  visit: ActorVisit,
  input: VerbParsed<'inquiry.answer'>,
): Promise<VerbOutput<'inquiry.answer'>> {
  const { office, actor, moment } = visit;
  unwrap(refuseMyNumber('問合せの回答', input.answer));
  await requireRow(visit, 'faqs', input.faqId);
  await work(office, actor, async (unit) => {
    const row: object | undefined = await unit
      .trx<object>('inquiries')
      .where({ id: input.id, practice: inPractice(office.env) })
      .forUpdate()
      .first();
    const asked = fromRow<Asked>(found(row, '問合せ'));
    if (asked.state === 'closed')
      refused('GUARD_FAILED', {
        event: '問合せへの回答',
        reason: 'この問合せはすでに回答済です。続きは新しい問合せとして記録してください。',
      });
    if (input.byMail && asked.partyContact?.includes('@') !== true)
      refused('GUARD_FAILED', {
        event: 'メールでの回答',
        reason: 'メールアドレスの記録がありません。電話で回答してください。',
      });
    await unit.update('inquiries', input.id, {
      answer: input.answer,
      answeredAt: moment.at,
      state: 'closed',
      minutes: input.minutes === undefined ? asked.minutes : (asked.minutes ?? 0) + input.minutes,
      faq: input.faqId ?? asked.faq,
      ...(input.byMail ? { mailedAt: moment.at } : {}),
    });
    if (input.byMail) await enqueue(unit.trx, 'inquiryAnswer', { inquiryId: input.id });
  });
  return { id: input.id, mailed: input.byMail };
}

const isFaqCategory = (category: string): category is FaqCategory => Object.hasOwn(faqCategories, category);

/** よくある質問の提案: a draft made of an inquiry in one act; asked for twice it is the same draft. */
export async function proposeFaq(
  visit: ActorVisit,
  { id }: VerbParsed<'inquiry.propose'>,
): Promise<VerbOutput<'inquiry.propose'>> {
  return work(visit.office, visit.actor, async (unit) => {
    const row: object | undefined = await unit
      .trx<object>('inquiries')
      .where({ id, practice: inPractice(visit.office.env) })
      .forUpdate()
      .first();
    const asked = fromRow<Asked>(found(row, '問合せ'));
    const category = isFaqCategory(asked.category) ? asked.category : 'other';
    if (asked.faqCandidate && asked.faq !== null) return { faqId: asked.faq, category };
    // The question that it was answered by stays with it.
    if (asked.faq !== null)
      refused('GUARD_FAILED', {
        event: 'よくある質問の提案',
        reason:
          'この問合せには、回答に使ったよくある質問が記録されています。画面を読み込み直し、その質問を確認してください。',
      });
    const faqId = await unit.create('faqs', {
      category,
      question: asked.question,
      answer: asked.answer ?? '（回答を書いてください。）',
      basis: '問合せから作成しました。個人や企業が分かる言葉を除いてください。',
      state: 'draft',
    });
    await unit.update('inquiries', id, { faq: faqId, faqCandidate: true });
    return { faqId, category };
  });
}
