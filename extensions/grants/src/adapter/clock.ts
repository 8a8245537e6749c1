/**
 * 時計: the one place of the server that reads the time. Rules take a date as an argument, so a test for the last day
 * of the reception period needs no fake timer.
 */

const JAPAN = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Tokyo',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

/** A moment: the instant (ISO, UTC) and the day it falls on in Japan (`YYYY-MM-DD`). */
export interface Moment {
  readonly at: string;
  readonly today: string;
}

/** The moment of an instant. */
export function momentOf(instant: Date): Moment {
  return { at: instant.toISOString(), today: JAPAN.format(instant) };
}

// A practice office and the tests may live on another day (GRANT_CLOCK, ISO instant at which the process started), so
// that they still work after the reception period has closed. An office with real cases ignores it.
const pretended =
  process.env['GRANT_PRACTICE'] === 'true' ? Date.parse(process.env['GRANT_CLOCK'] ?? '') : Number.NaN;
const shift = Number.isNaN(pretended) ? 0 : pretended - Date.now();

/** The moment now. */
export function now(): Moment {
  return momentOf(new Date(Date.now() + shift));
}
