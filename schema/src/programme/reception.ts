import type { CivilDate } from '../civil-date.ts';
import { civilDateInJapan, instant, startOfDayInJapan, type Instant } from '../civil-date/japan-time.ts';
import type { Programme } from './figures.ts';

/** Where a moment stands in the reception period. */
export type ReceptionPhase = 'before' | 'open' | 'closed';

/** 受付終了の時刻: the last second at which an online application is taken. */
export function receptionClosesAt(programme: Programme): Instant {
  return instant(`${programme.receptionClosesOn}T${programme.receptionClosesTime}+09:00`);
}

/** 受付の状況 of online filing at a moment; the closing second itself is still open (23:59:59 includes .999). */
export function receptionPhase(programme: Programme, now: Instant): ReceptionPhase {
  if (now < startOfDayInJapan(programme.receptionOpensOn)) return 'before';
  return Date.parse(now) < Date.parse(receptionClosesAt(programme)) + 1000 ? 'open' : 'closed';
}

/**
 * 申請日: the day that counts for the deadlines. Online it is the day in Japan; by post the postmark or the day of
 * arrival, as the programme says; a postmark that cannot be read counts as the day of arrival.
 */
export function filingDateByPost(
  programme: Programme,
  days: { readonly postmarkOn: CivilDate | null; readonly arrivedOn: CivilDate },
): CivilDate {
  return programme.postRule === 'postmark' ? (days.postmarkOn ?? days.arrivedOn) : days.arrivedOn;
}

/** 申請日 of an online application. */
export function filingDateOnline(submittedAt: Instant): CivilDate {
  return civilDateInJapan(submittedAt);
}
