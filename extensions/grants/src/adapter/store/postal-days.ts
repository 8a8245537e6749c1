import { civilDate, dayInWords, type VerbOutput } from '@grant/schema';
import type { Knex } from 'knex';

/** 到着日・消印日 of an envelope, JST; a postmark that cannot be read is null. */
export type PostalDays = NonNullable<VerbOutput<'case.workbench'>['case']['postalDays']>;

/** What 受領, a later correction and 補正の回答 by post keep of the days; `before` is what a correction found. */
interface DayFacts {
  readonly arrivedOn?: string;
  readonly postmarkOn?: string | null;
  readonly receivedOn?: string;
  /** 回答日 of an answer to a correction that came by post. */
  readonly answeredOn?: string;
  readonly before?: DayFacts;
}

/** 到着日・消印日 as they stand: of the opening, or of the last correction. Null for a case that did not come by post. */
export async function postalDaysOf(database: Knex, application: string): Promise<PostalDays | null> {
  const answer: { rows: { days: { arrivedOn: string | null; postmarkOn: string | null } | null }[] } =
    await database.raw('select grant_postal_days(?) as days', [application]);
  const days = answer.rows[0]?.days ?? null;
  if (days === null || days.arrivedOn === null) return null;
  return {
    arrivedOn: civilDate(days.arrivedOn),
    postmarkOn: days.postmarkOn === null ? null : civilDate(days.postmarkOn),
  };
}

function inWords({ arrivedOn, postmarkOn, receivedOn, answeredOn }: DayFacts): string {
  return [
    `到着日 ${dayInWords(arrivedOn ?? '')}`,
    `消印日 ${postmarkOn ? dayInWords(postmarkOn) : '判読できない・なし'}`,
    ...(receivedOn === undefined ? [] : [`申請日 ${dayInWords(receivedOn)}`]),
    ...(answeredOn === undefined ? [] : [`回答日 ${dayInWords(answeredOn)}`]),
  ].join('、');
}

/** The days of an envelope as an event of the history says them; null for an event that says none. */
export function daysInWords(event: string, facts: unknown): string | null {
  if (!['receive', 'correct_days', 'answer_correction'].includes(event)) return null;
  const days = (facts ?? {}) as DayFacts;
  if (days.arrivedOn === undefined) return null;
  return days.before === undefined
    ? inWords(days)
    : `訂正前：${inWords(days.before)}　訂正後：${inWords(days)}`;
}
