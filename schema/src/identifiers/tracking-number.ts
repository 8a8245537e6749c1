import type { z } from 'zod';
import { compactCode } from '../names/width.ts';
import { accept, reject, type Result } from '../refusal.ts';

/** 特定記録の引受番号: 11 digits, printed 3-2-5-1. */
export type TrackingNumber = string & z.core.$brand<'TrackingNumber'>;

/** Reads a tracking number; only the form can refuse it, everything else is a warning. */
export function parseTrackingNumber(input: string): Result<TrackingNumber> {
  const found = compactCode(input);
  return /^\d{11}$/u.test(found)
    ? accept(found as TrackingNumber)
    : reject('TRACKING_NUMBER_FORMAT', { found, digits: found.replace(/\D/gu, '').length });
}

/** `531-00-12345-1`. */
export function formatTrackingNumber(number: TrackingNumber): string {
  return [number.slice(0, 3), number.slice(3, 5), number.slice(5, 10), number.slice(10)].join('-');
}

/**
 * 注意: Japanese sentences on what looks wrong, none when nothing does. 特定記録 begins with 5 or 6 and its last digit
 * is the first ten modulo 7; the sources for both are old and unofficial, so the clerk decides.
 */
export function trackingNumberWarnings(number: TrackingNumber): readonly string[] {
  const warnings: string[] = [];
  if (!/^[56]/u.test(number)) {
    warnings.push('特定記録の引受番号は通常5又は6で始まります。受領証の種別を確かめてください。');
  }
  if (Number(number.slice(0, 10)) % 7 !== Number(number.slice(10))) {
    warnings.push('引受番号の末尾の数字が計算と合いません。写し間違いがないか受領証を確かめてください。');
  }
  return warnings;
}
