import { describe, expect, it } from 'vitest';
import { moment, momentDay, writtenDay } from './words.ts';

describe('days and instants on the screens', () => {
  it('are written alike, an instant by the day and minute in Japan', () => {
    expect(writtenDay('2026-07-05')).toBe('2026年7月5日');
    expect(moment('2026-07-04T15:05:00Z')).toBe('2026年7月5日 00:05');
    expect(momentDay('2026-07-04T15:05:00Z')).toBe('2026年7月5日');
  });

  it('are a dash while there are none', () => {
    expect([writtenDay(null), writtenDay(''), moment(null), momentDay(undefined)]).toEqual([
      '―',
      '―',
      '―',
      '―',
    ]);
  });
});
