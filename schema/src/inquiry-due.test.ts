import { describe, expect, it } from 'vitest';
import { instant } from './civil-date/japan-time.ts';
import { callbackDue, requestDue } from './inquiry-due.ts';
import { defaultProgramme } from './programme/defaults.ts';

const at = (text: string) => instant(`${text}:00+09:00`);

describe('折返しの期限', () => {
  it.each([
    ['2026-07-15T10:00', '2026-07-15T12:00'],
    ['2026-07-15T15:00', '2026-07-15T17:00'],
    ['2026-07-15T15:01', '2026-07-16T09:01'],
    ['2026-07-15T16:00', '2026-07-16T10:00'],
    ['2026-07-15T18:30', '2026-07-16T11:00'],
    ['2026-07-15T07:00', '2026-07-15T11:00'],
    // Saturday; Monday is 海の日.
    ['2026-07-18T12:00', '2026-07-21T11:00'],
    ['2026-12-28T16:30', '2027-01-04T10:30'],
    // The last day of the office: nobody calls back on the day after.
    ['2027-03-30T16:30', '2027-03-31T10:30'],
    ['2027-03-31T14:00', '2027-03-31T16:00'],
    ['2027-03-31T16:30', '2027-03-31T17:00'],
  ])('of a call at %s is %s', (moment, due) => {
    expect(callbackDue(at(moment), defaultProgramme)).toEqual({ ok: true, value: at(due) });
  });

  it('is not promised where the calendar ends', () => {
    expect(callbackDue(at('2029-01-01T10:00'), defaultProgramme).ok).toBe(false);
  });
});

describe('照会の回答期限', () => {
  it.each([
    ['2026-07-15T10:00', '2026-07-21T17:00'],
    ['2026-07-16T23:00', '2026-07-22T17:00'],
    ['2027-03-26T10:00', '2027-03-31T17:00'],
    ['2027-03-29T10:00', '2027-03-31T17:00'],
    ['2027-03-31T10:00', '2027-03-31T17:00'],
  ])('of a request of %s is %s', (moment, due) => {
    expect(requestDue(at(moment), defaultProgramme)).toEqual({ ok: true, value: at(due) });
  });
});
