import type { inquiryCategories } from '@grant/schema';
import {
  callbackDays,
  callbackSlotEnds,
  callbackSlots,
  formatPhoneNumber,
  formatWareki,
  inquiryAnswerDay,
  instant,
  officeCalendarOf,
  refuseMyNumber,
  unwrap,
  type VerbOutput,
  type VerbParsed,
} from '@grant/schema';
import { asSystem } from '../../adapter/actor.ts';
import { idOfKey } from '../../adapter/key-id.ts';
import { refused } from '../../adapter/refused.ts';
import { currentProgramme } from '../../adapter/store/programmes.ts';
import { work } from '../../adapter/work.ts';
import { enqueue } from '../../jobs/queue.ts';
import { countAttempt } from '../attempts.ts';
import type { Visit } from '../visit.ts';

/** An address may send so many in ten minutes: enough for a person, too few for a flood of mails. */
const LIMIT = { windowMs: 600_000, max: 5 } as const;

/** So much of the question stands in the list of the office. */
const SUMMARY_LENGTH = 60;

interface Given {
  readonly idempotencyKey: string;
  readonly party: string;
  readonly partyName: string;
  readonly category: keyof typeof inquiryCategories;
  readonly question: string;
}

/** What the two ways of asking differ in. */
interface Way {
  readonly contact: string;
  readonly callback: boolean;
  readonly answerDueOn: string;
  /** The end of the slot asked for; null without a call back. */
  readonly callbackAt: string | null;
  readonly before: string;
}

async function guard(visit: Visit, given: Given): Promise<void> {
  await countAttempt(visit.office, 'inquiry', visit.request.ip ?? '', LIMIT);
  unwrap(refuseMyNumber('お問い合わせの内容', `${given.partyName}\n${given.question}`));
}

/** 要旨: the beginning of the question on one line, for lists. */
export function summaryOf({ question }: { readonly question: string }, before: string): string {
  const line = question.replaceAll(/\s+/gu, ' ');
  const cut = [...line].slice(0, SUMMARY_LENGTH).join('');
  return `${before}${cut}${cut === line ? '' : '…'}`;
}

/** Writes the inquiry down once, and queues the mail that says so in the same transaction. */
async function record(visit: Visit, given: Given, way: Way): Promise<void> {
  const system = await asSystem(visit.office, '問合せの受付');
  // What was put right before a retry (an address, a word, a slot) is another inquiry: the first may never be answered.
  const slot = way.callbackAt === null ? [] : [way.callbackAt];
  const id = idOfKey('inquiry', JSON.stringify([given.idempotencyKey, way.contact, given.question, ...slot]));
  await work(visit.office, system, async (unit) => {
    await unit.trx.raw('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`grant.inquiry/${id}`]);
    if (await unit.trx<object>('inquiries').where({ id }).first('id')) return;
    await unit.create('inquiries', {
      id,
      channel: 'portal',
      receivedAt: visit.moment.at,
      category: given.category,
      party: given.party,
      partyName: given.partyName,
      partyContact: way.contact,
      callback: way.callback,
      answerDueOn: way.answerDueOn,
      callbackAt: way.callbackAt,
      question: given.question,
      summary: summaryOf(given, way.before),
      state: 'open',
    });
    if (!way.callback) await enqueue(unit.trx, 'inquiry', { inquiryId: id });
  });
}

/**
 * 問合せの受付: answered by mail within three office days, at the latest on the last day of the office; a receipt goes out
 * at once. Once the office has ended, nothing is taken that nobody would answer.
 */
export async function sendInquiry(
  visit: Visit,
  input: VerbParsed<'inquiry.send'>,
): Promise<VerbOutput<'inquiry.send'>> {
  await guard(visit, input);
  const { figures } = await currentProgramme(visit.office);
  const answerBy = unwrap(
    inquiryAnswerDay(instant(visit.moment.at), officeCalendarOf(figures), figures.officeClosesOn),
  );
  if (answerBy === null)
    refused('GUARD_FAILED', {
      event: 'お問い合わせの送信',
      reason: `奨励金事務局は${formatWareki(figures.officeClosesOn)}で終了しました。奨励金についてのご用は、栃木県へお問い合わせください。`,
    });
  await record(visit, input, {
    contact: input.email,
    callback: false,
    answerDueOn: answerBy,
    callbackAt: null,
    before: '',
  });
  return { receivedAt: visit.moment.at, answerBy };
}

/** 折返しの申込み: on one of the next five office days. */
export async function requestCallback(
  visit: Visit,
  input: VerbParsed<'inquiry.callback'>,
): Promise<VerbOutput<'inquiry.callback'>> {
  await guard(visit, input);
  const { figures } = await currentProgramme(visit.office);
  const days = unwrap(
    callbackDays(instant(visit.moment.at), officeCalendarOf(figures), figures.officeClosesOn),
  );
  if (days.length === 0)
    refused('GUARD_FAILED', {
      event: '折返しの申込み',
      reason: `奨励金事務局の業務は${formatWareki(figures.officeClosesOn)}までのため、折返しの電話ができる日がありません。奨励金についてのご用は、栃木県へお問い合わせください。`,
    });
  if (!days.includes(input.on))
    refused('OUTSIDE_PERIOD', {
      what: '折返しの希望日',
      from: formatWareki(days[0] ?? figures.receptionOpensOn),
      to: formatWareki(days.at(-1) ?? figures.officeClosesOn),
      next: 'この期間の事務局の営業日から選んでください。',
    });
  await record(visit, input, {
    contact: formatPhoneNumber(input.phone),
    callback: true,
    answerDueOn: input.on,
    callbackAt: instant(`${input.on}T${callbackSlotEnds[input.slot]}:00+09:00`),
    before: `【折返し ${callbackSlots[input.slot]}】`,
  });
  return { receivedAt: visit.moment.at, on: input.on };
}
