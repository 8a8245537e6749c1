import type { z } from 'zod';
import { accept, reject, type Result } from '../refusal.ts';
import type { CivilDate } from '../civil-date.ts';

/** 時刻: a moment as ISO 8601 in UTC with milliseconds, `2026-04-01T00:00:00.000Z`. */
export type Instant = string & z.core.$brand<'Instant'>;

const JAPAN_OFFSET_MS = 9 * 3_600_000;
const WITH_ZONE = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2})$/u;

/** Reads an ISO time that names its zone and writes it in UTC; a time without a zone is refused, never guessed. */
export function parseInstant(input: string): Result<Instant> {
  const time = WITH_ZONE.test(input) ? Date.parse(input) : Number.NaN;
  if (Number.isNaN(time)) return reject('INVALID_INSTANT', { found: input });
  return accept(new Date(time).toISOString() as Instant);
}

/** A time written in code or read from the clock by an adapter. Throws RangeError when it is none. */
export function instant(text: string): Instant {
  const result = parseInstant(text);
  if (!result.ok) throw new RangeError(`not an instant: ${text}`);
  return result.value;
}

function shifted(moment: Instant): Date {
  // Japan has had one fixed offset and no summer time since 1951, so a shift is exact for every date of this office.
  return new Date(Date.parse(moment) + JAPAN_OFFSET_MS);
}

/** 日本の暦日: the date in Japan at this moment. */
export function civilDateInJapan(moment: Instant): CivilDate {
  return shifted(moment).toISOString().slice(0, 10) as CivilDate;
}

/** Minutes since midnight in Japan, 0-1439, seconds dropped. */
export function minuteOfDayInJapan(moment: Instant): number {
  const time = shifted(moment);
  return time.getUTCHours() * 60 + time.getUTCMinutes();
}

/** The moment a day begins in Japan. */
export function startOfDayInJapan(date: CivilDate): Instant {
  return instant(`${date}T00:00:00+09:00`);
}
