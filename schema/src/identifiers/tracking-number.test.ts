import { describe, expect, it } from 'vitest';
import type { Result } from '../refusal.ts';
import {
  formatTrackingNumber,
  parseTrackingNumber,
  trackingNumberWarnings,
  type TrackingNumber,
} from './tracking-number.ts';

const answer = <T>(result: Result<T>) =>
  result.ok ? result.value : { code: result.refusal.code, ...result.refusal.facts };

describe('TrackingNumber 引受番号', () => {
  it('is read and shown 3-2-5-1', () => {
    expect(answer(parseTrackingNumber('531-00-12345-1'))).toBe('53100123451');
    expect(formatTrackingNumber('53100123451' as TrackingNumber)).toBe('531-00-12345-1');
  });

  it.each([
    ['5310012345', 10],
    ['531001234511', 12],
    ['5310012345X', 10],
    ['X5310012345', 10],
  ])('is refused by its form: %s', (written, digits) => {
    expect(answer(parseTrackingNumber(written))).toEqual({
      code: 'TRACKING_NUMBER_FORMAT',
      found: written,
      digits,
    });
  });

  it.each([
    ['53100123451', 0, ''],
    ['63100123450', 0, ''],
    ['53100123452', 1, '末尾の数字'],
    ['13100123455', 1, '5又は6'],
    ['13100123450', 2, '5又は6'],
    ['15100123450', 2, '5又は6'],
  ])('%s is accepted with %i warnings', (number, count, text) => {
    expect(parseTrackingNumber(number).ok).toBe(true);
    const warnings = trackingNumberWarnings(number as TrackingNumber);
    expect(warnings).toHaveLength(count);
    expect(warnings.join('')).toContain(text);
  });
});
