import type { CivilDate } from '../civil-date.ts';
import { accept, reject, type Result } from '../refusal.ts';

/** What bounds the day of a transfer result. */
export interface ResultTerms {
  /** 振込指定日 of the batch. */
  readonly transferOn: CivilDate;
  /** The day it is in Japan. */
  readonly today: CivilDate;
  /** A batch of made-up cases: nobody sends its file, so the bank's answer is as made up as its date. */
  readonly practice: boolean;
}

/**
 * 振込結果の日の検査: from the transfer date, before which no bank has paid, to today. In practice the transfer date itself
 * is accepted before it comes: whoever practises a payment cannot wait days for a bank that was never asked.
 * Refuses with RESULT_DATE_OUTSIDE_WINDOW.
 */
export function checkResultDay(on: CivilDate, terms: ResultTerms): Result<CivilDate> {
  const { transferOn, today, practice } = terms;
  const latest = practice && today < transferOn ? transferOn : today;
  if (on >= transferOn && on <= latest) return accept(on);
  return reject('RESULT_DATE_OUTSIDE_WINDOW', { date: on, earliest: transferOn, latest });
}
