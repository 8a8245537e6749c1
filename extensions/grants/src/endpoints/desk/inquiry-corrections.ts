import {
  inquiryCategories,
  refuseMyNumber,
  unwrap,
  type InquiryCategory,
  type VerbOutput,
  type VerbParsed,
} from '@grant/schema';
import { found, refused } from '../../adapter/refused.ts';
import { fromRow } from '../../adapter/row.ts';
import { inPractice } from '../../adapter/setting.ts';
import { work } from '../../adapter/work.ts';
import { summaryOf } from '../site/inquiry.ts';
import type { ActorVisit } from '../visit.ts';

type Correction = VerbOutput<'inquiry.desk'>['inquiries'][number]['corrections'][number];

/** What can be corrected, as the trigger keeps it in `inquiries.corrections`. */
interface Former {
  readonly category?: InquiryCategory;
  readonly party_name?: string | null;
  readonly question?: string;
  readonly answer?: string | null;
  readonly minutes?: number | null;
}

/** One entry of `inquiries.corrections`, with the name of the person. */
export type Corrected = Omit<Correction, 'former'> & { readonly former: Former };

function formerWords({ category, party_name: name, question, answer, minutes }: Former): string[] {
  return [
    ...(category === undefined ? [] : [`区分：${inquiryCategories[category]}`]),
    ...(name === undefined ? [] : [`相手の名称：${name ?? '（なし）'}`]),
    ...(question === undefined ? [] : [`内容：${question}`]),
    ...(answer === undefined ? [] : [`回答：${answer ?? '（なし）'}`]),
    ...(minutes === undefined ? [] : [`所要時間：${minutes === null ? '（なし）' : `${String(minutes)}分`}`]),
  ];
}

/** 訂正の記録, the oldest first, with what stood before in words. */
export function correctionsOf(kept: readonly Corrected[] | null): Correction[] {
  return (kept ?? []).map(({ former, ...one }) => ({ ...one, former: formerWords(former) }));
}

/** 訂正: what was written down wrongly is put right with a reason; the trigger keeps what stood there before. */
export async function correctInquiry(
  visit: ActorVisit,
  { id, reason, ...given }: VerbParsed<'inquiry.correct'>,
): Promise<VerbOutput<'inquiry.correct'>> {
  const words = [reason, given.partyName, given.question, given.answer].join('\n');
  unwrap(refuseMyNumber('問合せの訂正', words));
  await work(visit.office, visit.actor, async (unit) => {
    const row: object | undefined = await unit
      .trx<object>('inquiries')
      .where({ id, practice: inPractice(visit.office.env) })
      .forUpdate()
      .first();
    const kept = fromRow<Readonly<Record<string, unknown>>>(found(row, '問合せ'));
    if (kept['state'] !== 'closed')
      refused('GUARD_FAILED', {
        event: '問合せの訂正',
        reason: '訂正できるのは回答済の問合せです。対応中の問合せは、回答するときに内容を確かめてください。',
      });
    const changes = Object.entries(given).filter(([field, value]) => kept[field] !== value);
    if (changes.length === 0)
      refused('GUARD_FAILED', { event: '問合せの訂正', reason: '変更した項目がありません。' });
    await unit.trx.raw(
      "select set_config('grant.event', 'inquiry_correct', true), set_config('grant.reason', ?, true)",
      [reason],
    );
    const { question } = given;
    await unit.update('inquiries', id, {
      ...Object.fromEntries(changes),
      ...(question === undefined ? {} : { summary: summaryOf({ question }, '') }),
    });
  });
  return { id };
}
