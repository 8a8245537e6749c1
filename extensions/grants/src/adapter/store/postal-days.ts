import { civilDate, dayInWords, type VerbOutput } from '@grant/schema';
import type { Knex } from 'knex';

/** 到着日・消印日 of an envelope, JST; a postmark that cannot be read is null. */
export type PostalDays = NonNullable<VerbOutput<'case.workbench'>['case']['postalDays']>;

/** What 受領 and a later correction keep of the days; `before` is what a correction found. */
interface DayFacts {
  readonly arrivedOn?: string;
  readonly postmarkOn?: string | null;
  readonly receivedOn?: string;
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

function inWords({ arrivedOn, postmarkOn, receivedOn }: DayFacts): string {
  return [
    `到着日 ${dayInWords(arrivedOn ?? '')}`,
    `消印日 ${postmarkOn ? dayInWords(postmarkOn) : '判読できない・なし'}`,
    ...(receivedOn === undefined ? [] : [`申請日 ${dayInWords(receivedOn)}`]),
  ].join('、');
}

/** The days of an envelope as an event of the history says them; null for an event that says none. */
export function daysInWords(event: string, facts: unknown): string | null {
  if (event !== 'receive' && event !== 'correct_days') return null;
  const days = (facts ?? {}) as DayFacts;
  if (days.arrivedOn === undefined) return null;
  return days.before === undefined
    ? inWords(days)
    : `訂正前：${inWords(days.before)}　訂正後：${inWords(days)}`;
}
