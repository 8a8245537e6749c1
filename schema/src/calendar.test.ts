import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addOfficeDays,
  checkTransferDate,
  isBankDay,
  isDeskOpen,
  isOfficeDay,
  nextBankDay,
  previousBankDay,
  responseDay,
  transferDateWindow,
} from './calendar.ts';
import { BANK_CALENDAR, closedReason, OFFICE_CALENDAR, officeCalendarOf } from './calendar/closures.ts';
import { HOLIDAYS_2026_2027 } from './calendar/holidays.ts';
import { addDays, civilDate, diffDays, isWithin, weekday, type CivilDate } from './civil-date.ts';
import { instant } from './civil-date/japan-time.ts';
import { defaultProgramme } from './programme/defaults.ts';
import type { Result } from './refusal.ts';

const d = civilDate;
const value = <T>(result: Result<T>) => (result.ok ? result.value : result.refusal.code);
const span = (from: string, to: string): CivilDate[] =>
  Array.from({ length: diffDays(d(from), d(to)) + 1 }, (_, index) => addDays(d(from), index));

describe('The holiday table 休日表', () => {
  it('counts 220 office days and 222 bank days from 2026-05-01 to 2027-03-31', () => {
    const days = span('2026-05-01', '2027-03-31');
    expect(days.filter((day) => value(isOfficeDay(day)) === true)).toHaveLength(220);
    expect(days.filter((day) => value(isBankDay(day)) === true)).toHaveLength(222);
  });

  it('puts every 振替休日 after a holiday that falls on a Sunday, and no other Sunday holiday is without one', () => {
    const names = HOLIDAYS_2026_2027.dates;
    for (const day of Object.keys(names).map(d)) {
      if (weekday(day) !== 0) continue;
      let substitute = addDays(day, 1);
      while (names[substitute] !== undefined && names[substitute] !== '振替休日')
        substitute = addDays(substitute, 1);
      expect(names[substitute], day).toBe('振替休日');
    }
  });

  it('puts the moving holidays on their Mondays (祝日法2条)', () => {
    const moving = ['成人の日', '海の日', '敬老の日', 'スポーツの日'];
    const days = Object.entries(HOLIDAYS_2026_2027.dates).filter(([, name]) => moving.includes(name));
    expect(days).toHaveLength(8);
    for (const [date] of days) expect(weekday(d(date)), date).toBe(1);
  });

  it('lies within its own span, each day named, with its source', () => {
    const { from, to, dates, source } = HOLIDAYS_2026_2027;
    for (const [date, name] of Object.entries(dates)) {
      expect(isWithin(d(date), from, to), date).toBe(true);
      expect(name).not.toBe('');
    }
    expect(source).not.toBe('');
  });
});

describe('Business days 営業日', () => {
  it.each([
    ['2026-05-01', null, null],
    ['2026-05-02', '土曜日', '土曜日'],
    ['2026-05-06', '振替休日', '振替休日'],
    ['2026-09-22', '国民の休日', '国民の休日'],
    ['2026-12-28', null, null],
    ['2026-12-29', '年末年始の休業日', null],
    ['2026-12-30', '年末年始の休業日', null],
    ['2026-12-31', '年末年始の休業日', '年末年始の銀行休業日'],
    ['2027-01-01', '元日', '元日'],
    ['2027-01-02', '年末年始の休業日', '年末年始の銀行休業日'],
    ['2027-01-03', '年末年始の休業日', '年末年始の銀行休業日'],
    ['2027-01-04', null, null],
    ['2027-03-22', '振替休日', '振替休日'],
    ['2027-09-20', '敬老の日', '敬老の日'],
    ['2027-09-21', null, null],
    ['2027-09-23', '秋分の日', '秋分の日'],
    ['2028-01-01', '元日', '元日'],
    ['2026-05-10', '日曜日', '日曜日'],
  ])('%s: the office is closed for %s, banks for %s', (date, office, bank) => {
    expect(value(closedReason(OFFICE_CALENDAR, d(date)))).toBe(office);
    expect(value(closedReason(BANK_CALENDAR, d(date)))).toBe(bank);
    expect(value(isOfficeDay(d(date)))).toBe(office === null);
    expect(value(isBankDay(d(date)))).toBe(bank === null);
  });

  it('follow the closed days of a version of the programme', () => {
    const calendar = officeCalendarOf({ officeClosures: ['06-15'] });
    expect(value(closedReason(calendar, d('2026-06-15')))).toBe('事務局の休業日');
    expect(value(closedReason(calendar, d('2026-12-29')))).toBeNull();
    expect(value(closedReason(calendar, d('2026-07-20')))).toBe('海の日');
    expect(value(addOfficeDays(d('2026-06-12'), 1, calendar))).toBe('2026-06-16');
  });

  it('of the default programme are those of the office', () => {
    expect([...defaultProgramme.officeClosures].sort()).toEqual(
      [...OFFICE_CALENDAR.closure.monthDays].sort(),
    );
  });

  it('are refused, not guessed, beyond the holiday table', () => {
    expect([d('2026-04-01'), d('2028-03-31')].map((day) => isOfficeDay(day).ok)).toEqual([true, true]);
    for (const day of [d('2026-03-31'), d('2028-04-01')]) {
      const result = isBankDay(day);
      expect(result.ok ? '' : result.refusal).toMatchObject({
        code: 'CALENDAR_ENDS',
        facts: { date: day, from: '2026-04-01', to: '2028-03-31' },
      });
      expect(value(nextBankDay(day))).toBe('CALENDAR_ENDS');
    }
    expect(value(addOfficeDays(d('2028-03-30'), 2))).toBe('CALENDAR_ENDS');
    expect(value(transferDateWindow(d('2028-03-31')))).toBe('CALENDAR_ENDS');
    expect(value(transferDateWindow(d('2028-03-20')))).toBe('CALENDAR_ENDS');
    expect(value(transferDateWindow(d('2028-03-30'), { minDaysAhead: 5, maxDaysAhead: 1 }))).toBe(
      'CALENDAR_ENDS',
    );
    expect(value(checkTransferDate(d('2028-03-30'), d('2028-03-29')))).toBe('CALENDAR_ENDS');
    expect(value(checkTransferDate(d('2028-04-01'), d('2028-03-01')))).toBe('CALENDAR_ENDS');
    expect(value(isDeskOpen(instant('2028-04-01T10:00:00+09:00')))).toBe('CALENDAR_ENDS');
  });

  it.each([
    ['2026-05-01', 1, '2026-05-07'],
    ['2026-05-01', 3, '2026-05-11'],
    ['2026-05-02', 1, '2026-05-07'],
    ['2026-12-28', 1, '2027-01-04'],
    ['2026-05-07', -1, '2026-05-01'],
    ['2026-05-02', 0, '2026-05-02'],
  ])('day 0 is not counted: %s plus %i office days is %s', (date, days, expected) => {
    expect(value(addOfficeDays(d(date), days))).toBe(expected);
  });

  it.each([
    ['2026-12-30', '2026-12-30', '2026-12-30'],
    ['2026-12-31', '2027-01-04', '2026-12-30'],
    ['2027-01-03', '2027-01-04', '2026-12-30'],
  ])('from %s the next bank day is %s and the previous one %s', (date, next, previous) => {
    expect(value(nextBankDay(d(date)))).toBe(next);
    expect(value(previousBankDay(d(date)))).toBe(previous);
  });

  it('the n-th business day is open, and n are open up to it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 600 }), fc.integer({ min: 1, max: 20 }), (offset, days) => {
        const start = addDays(d('2026-04-01'), offset);
        const end = value(addOfficeDays(start, days)) as CivilDate;
        const open = span(start, end)
          .slice(1)
          .filter((day) => value(isOfficeDay(day)) === true);
        expect(open).toHaveLength(days);
        expect(open.at(-1)).toBe(end);
      }),
    );
  });
});

describe('The transfer date 振込指定日', () => {
  it('lies from 1 to 15 bank days after sending', () => {
    expect(value(transferDateWindow(d('2026-12-25')))).toEqual({
      earliest: '2026-12-28',
      latest: '2027-01-20',
    });
  });

  it.each([
    ['2026-12-25', 'TRANSFER_DATE_OUTSIDE_WINDOW'],
    ['2026-12-26', 'TRANSFER_DATE_OUTSIDE_WINDOW'],
    ['2026-12-28', '2026-12-28'],
    ['2026-12-31', 'NOT_BANK_DAY'],
    ['2027-01-02', 'NOT_BANK_DAY'],
    ['2027-01-20', '2027-01-20'],
    ['2027-01-21', 'TRANSFER_DATE_OUTSIDE_WINDOW'],
  ])('sent on 2026-12-25, %s answers %s', (date, answer) => {
    expect(value(checkTransferDate(d(date), d('2026-12-25')))).toBe(answer);
  });

  it('names the window or the next bank day when it is refused', () => {
    const outside = checkTransferDate(d('2027-01-21'), d('2026-12-25'));
    expect(outside.ok ? '' : outside.refusal.facts).toEqual({
      date: '2027-01-21',
      earliest: '2026-12-28',
      latest: '2027-01-20',
    });
    const closed = checkTransferDate(d('2026-12-31'), d('2026-12-25'));
    expect(closed.ok ? '' : closed.refusal.facts).toEqual({
      date: '2026-12-31',
      reason: '年末年始の銀行休業日',
      next: '2027-01-04',
    });
  });

  it('follows the window of the bank contract', () => {
    const window = { minDaysAhead: 2, maxDaysAhead: 3 };
    expect(value(checkTransferDate(d('2026-06-02'), d('2026-06-01'), window))).toBe(
      'TRANSFER_DATE_OUTSIDE_WINDOW',
    );
    expect(value(checkTransferDate(d('2026-06-03'), d('2026-06-01'), window))).toBe('2026-06-03');
  });
});

describe('The desk 受付時間', () => {
  it.each([
    ['2026-05-07T08:59:59+09:00', false],
    ['2026-05-07T09:00:00+09:00', true],
    ['2026-05-07T16:59:59+09:00', true],
    ['2026-05-07T17:00:00+09:00', false],
    ['2026-05-06T10:00:00+09:00', false],
    ['2026-05-07T00:30:00Z', true],
  ])('at %s is open: %s', (moment, open) => {
    expect(value(isDeskOpen(instant(moment)))).toBe(open);
  });

  it.each([
    ['2026-05-01T08:00:00+09:00', '2026-05-01'],
    ['2026-05-01T16:59:00+09:00', '2026-05-01'],
    ['2026-05-01T17:00:00+09:00', '2026-05-07'],
    ['2026-05-02T10:00:00+09:00', '2026-05-07'],
    ['2026-05-02T18:00:00+09:00', '2026-05-07'],
  ])('a message of %s is answered from %s', (moment, day) => {
    expect(value(responseDay(instant(moment)))).toBe(day);
  });
});
