import type { VerbOutput, VerbParsed } from '@grant/schema';
import type { Knex } from 'knex';
import { idOfKey } from '../adapter/key-id.ts';
import { principalOf } from '../adapter/principal.ts';
import { found, refused } from '../adapter/refused.ts';
import { fromRow } from '../adapter/row.ts';
import { caseById, ofCase, type CaseRecord } from '../adapter/store/cases.ts';
import { namesOfPeople } from '../adapter/store/people.ts';
import { requireVisible } from '../adapter/visible.ts';
import { work } from '../adapter/work.ts';
import { enqueue } from '../jobs/queue.ts';
import { countAttempt } from './attempts.ts';
import type { ActorVisit } from './visit.ts';

type Message = VerbOutput<'message.send'>;
type Direction = Message['direction'];

interface MessageRecord {
  readonly id: string;
  readonly application: string;
  readonly direction: Direction;
  readonly body: string;
  readonly author: string | null;
  readonly sentAt: string;
  readonly readAt: string | null;
}

/** To the applicant the office is one; its people are known by their letters. */
const OFFICE_NAME = '事務局';

/** How many messages in one direction nobody on the other side has read. */
export async function unreadOf(database: Knex, application: string, direction: Direction): Promise<number> {
  const rows: unknown[] = await database('messages')
    .where({ application, direction, read_at: null })
    .select('id');
  return rows.length;
}

function isOffice(visit: ActorVisit): boolean {
  return !visit.actor.duties.has('applicant') && !visit.actor.duties.has('agent');
}

/** 連絡を書けるか: from the number on; a draft is its author's own and the office does not see it. */
export function canWrite(visit: ActorVisit, current: CaseRecord): boolean {
  if (current.state === 'draft' || current.receiptNumber === null) return false;
  return !isOffice(visit) || visit.actor.duties.has('reception') || visit.actor.duties.has('reviewer');
}

async function caseFor(visit: ActorVisit, id: string): Promise<CaseRecord> {
  await requireVisible(visit.office, visit.actor, 'applications', id, '申請');
  return found(await caseById(visit.office.database, id), '申請');
}

function viewOf(message: MessageRecord, names: ReadonlyMap<string, string>, office: boolean): Message {
  const hidden = !office && message.direction === 'to_applicant';
  return {
    id: message.id,
    direction: message.direction,
    body: message.body,
    authorName: hidden ? OFFICE_NAME : (names.get(message.author ?? '') ?? '（不明）'),
    sentAt: message.sentAt,
    readAt: message.readAt,
  };
}

/** 連絡 of a case, oldest first, as the office or (without the names of its people) the applicant reads them. */
export async function messagesOf(database: Knex, application: string, office: boolean): Promise<Message[]> {
  const messages = await ofCase<MessageRecord>(database, 'messages', application, 'sent_at');
  const names = await namesOfPeople(
    database,
    messages.map((message) => message.author),
  );
  return messages.map((message) => viewOf(message, names, office));
}

/** 連絡の一覧 of a case; reading the list marks nothing. */
export async function listMessages(
  visit: ActorVisit,
  input: VerbParsed<'message.list'>,
): Promise<VerbOutput<'message.list'>> {
  const { database } = visit.office;
  const current = await caseFor(visit, input.id);
  return {
    messages: await messagesOf(database, input.id, isOffice(visit)),
    canWrite: canWrite(visit, current),
    employerName: current.employerName,
    principalName: (await principalOf(database, current))?.name ?? null,
  };
}

/**
 * 連絡の送信, from either side; the mail to the other side says that there is one and nothing of what it says. The same
 * words under the same key (double click, retry after a lost answer) are the message that is there, without a second
 * mail; words that were changed meanwhile are a message of their own, so that none of them is lost.
 */
export async function sendMessage(
  visit: ActorVisit,
  input: VerbParsed<'message.send'>,
): Promise<VerbOutput<'message.send'>> {
  const { office, actor } = visit;
  if (office.env['RATE_LIMITER_REGISTRATION_ENABLED'] !== false)
    await countAttempt(office, 'message', actor.id);
  const current = await caseFor(visit, input.id);
  if (!canWrite(visit, current))
    refused('GUARD_FAILED', {
      event: '連絡の送信',
      reason: '連絡は、申請の受付後に送ることができます。お急ぎのときは事務局へお電話ください。',
    });
  const direction: Direction = isOffice(visit) ? 'to_applicant' : 'to_office';
  const sentAt = visit.moment.at;
  const id = idOfKey(`message/${actor.id}/${input.id}`, `${input.idempotencyKey}/${input.body}`);
  const row = {
    id,
    application: input.id,
    direction,
    body: input.body,
    author: actor.id,
    sentAt,
    readAt: null,
  };
  const sent = await work(office, actor, async (unit): Promise<MessageRecord> => {
    await unit.trx.raw('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`grant.message/${id}`]);
    const there = await unit.trx<object>('messages').where({ id }).first<object | undefined>();
    if (there !== undefined) return fromRow<MessageRecord>(there);
    await unit.create('messages', row);
    await enqueue(
      unit.trx,
      'mail',
      direction === 'to_office'
        ? { kind: 'message-to-office', applicationId: input.id }
        : { kind: 'message', applicationId: input.id },
    );
    return row;
  });
  return viewOf(sent, new Map([[actor.id, actor.name]]), isOffice(visit));
}

/** 既読: everything the other side has written so far has been read. */
export async function readMessages(
  visit: ActorVisit,
  input: VerbParsed<'message.read'>,
): Promise<Record<string, never>> {
  const { office, actor } = visit;
  await caseFor(visit, input.id);
  const direction: Direction = isOffice(visit) ? 'to_office' : 'to_applicant';
  await work(office, actor, async (unit) => {
    const rows = await unit
      .trx<object>('messages')
      .where({ application: input.id, direction, read_at: null })
      .forUpdate();
    for (const row of rows)
      await unit.update('messages', fromRow<MessageRecord>(row).id, { readAt: unit.moment.at });
  });
  return {};
}
