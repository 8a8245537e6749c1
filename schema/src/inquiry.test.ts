import { describe, expect, it } from 'vitest';
import { OFFICE_CALENDAR } from './calendar/closures.ts';
import { instant } from './civil-date/japan-time.ts';
import { civilDate } from './civil-date.ts';
import { callbackDays, inquiryAnswerDay } from './inquiry.ts';

const lastDay = civilDate('2028-12-28');
const at = (text: string) => instant(`${text}+09:00`);

describe('問合せの期限', () => {
  it.each([
    ['2026-07-15T10:00:00', '2026-07-21'],
    ['2026-07-15T17:00:00', '2026-07-22'],
    ['2026-07-18T12:00:00', '2026-07-24'],
    ['2026-12-28T09:00:00', '2027-01-06'],
  ])('an inquiry of %s is answered by %s', (moment, day) => {
    expect(inquiryAnswerDay(at(moment), OFFICE_CALENDAR, lastDay)).toEqual({ ok: true, value: day });
  });

  it.each([
    ['2027-03-25T10:00:00', '2027-03-30'],
    ['2027-03-29T10:00:00', '2027-03-31'],
    ['2027-03-31T16:59:00', '2027-03-31'],
    ['2027-03-31T17:00:00', null],
    ['2027-04-05T10:00:00', null],
  ])('an inquiry of %s is promised no answer after the end of the office: %s', (moment, day) => {
    const until = civilDate('2027-03-31');
    expect(inquiryAnswerDay(at(moment), OFFICE_CALENDAR, until)).toEqual({ ok: true, value: day });
  });

  it('offers the next five office days for a call', () => {
    const days = callbackDays(at('2026-12-25T16:59:00'), OFFICE_CALENDAR, lastDay);
    expect(days).toEqual({
      ok: true,
      value: ['2026-12-28', '2027-01-04', '2027-01-05', '2027-01-06', '2027-01-07'],
    });
  });

  it('offers no day after the last one of the office', () => {
    const until = civilDate('2027-03-31');
    expect(callbackDays(at('2027-03-28T10:00:00'), OFFICE_CALENDAR, until)).toEqual({
      ok: true,
      value: ['2027-03-29', '2027-03-30', '2027-03-31'],
    });
    expect(callbackDays(at('2027-03-31T10:00:00'), OFFICE_CALENDAR, until)).toEqual({ ok: true, value: [] });
  });

  it('promises nothing where the calendar ends', () => {
    const moment = at('2028-03-30T10:00:00');
    expect(inquiryAnswerDay(moment, OFFICE_CALENDAR, lastDay).ok).toBe(false);
    expect(callbackDays(moment, OFFICE_CALENDAR, lastDay).ok).toBe(false);
  });
});
