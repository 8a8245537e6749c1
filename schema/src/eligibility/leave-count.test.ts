import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LeavePeriod } from '../application/application.ts';
import { addDays, civilDate, lastDayOfMonths } from '../civil-date.ts';
import { countLeave, reachMonths } from './leave-count.ts';

function leave(...spans: [string, string][]): LeavePeriod[] {
  return spans.map(([from, to]) => ({
    kind: 'childcare',
    startOn: civilDate(from),
    endOn: civilDate(to),
    workedDays: 0,
  }));
}

const bornBefore = { childBirthOn: civilDate('2026-01-01') };

function count(...spans: [string, string][]) {
  return countLeave(leave(...spans), bornBefore);
}

describe('通算 countLeave', () => {
  // Test vectors: spans, months, rest, days, one month (reached, certain), three months.
  it.each([
    ['4/1-4/30', [['2026-04-01', '2026-04-30']], 1, 0, 30, [true, true], [false, true]],
    ['4/1-4/29', [['2026-04-01', '2026-04-29']], 0, 29, 29, [false, true], [false, true]],
    ['4/1-5/1', [['2026-04-01', '2026-05-01']], 1, 1, 31, [true, true], [false, true]],
    ['5/15-6/14', [['2026-05-15', '2026-06-14']], 1, 0, 31, [true, true], [false, true]],
    ['5/31-6/30', [['2026-05-31', '2026-06-30']], 1, 0, 31, [true, true], [false, true]],
    ['5/31-6/29', [['2026-05-31', '2026-06-29']], 0, 30, 30, [true, false], [false, true]],
    ['February of 28 days', [['2027-02-01', '2027-02-28']], 1, 0, 28, [true, false], [false, true]],
    ['1/31-2/28', [['2027-01-31', '2027-02-28']], 1, 0, 29, [true, false], [false, true]],
    [
      '6/1-15 and 8/1-15',
      [
        ['2026-06-01', '2026-06-15'],
        ['2026-08-01', '2026-08-15'],
      ],
      1,
      0,
      30,
      [true, true],
      [false, true],
    ],
    [
      '6/1-14 and 8/1-15',
      [
        ['2026-06-01', '2026-06-14'],
        ['2026-08-01', '2026-08-15'],
      ],
      0,
      29,
      29,
      [false, true],
      [false, true],
    ],
    ['産後パパ育休 alone', [['2026-04-01', '2026-04-28']], 0, 28, 28, [false, true], [false, true]],
    [
      '産後パパ育休 and two days',
      [
        ['2026-04-01', '2026-04-28'],
        ['2026-06-01', '2026-06-02'],
      ],
      1,
      0,
      30,
      [true, true],
      [false, true],
    ],
    ['4/1-5/29', [['2026-04-01', '2026-05-29']], 1, 29, 59, [true, true], [false, true]],
    [
      'three runs of 30 days',
      [
        ['2026-05-01', '2026-05-30'],
        ['2026-07-01', '2026-07-30'],
        ['2026-08-01', '2026-08-30'],
      ],
      3,
      0,
      90,
      [true, true],
      [true, true],
    ],
    ['4/1-6/29', [['2026-04-01', '2026-06-29']], 2, 29, 90, [true, true], [true, false]],
    ['12/31-3/29', [['2026-12-31', '2027-03-29']], 2, 29, 89, [true, true], [false, true]],
    ['12/31-3/30', [['2026-12-31', '2027-03-30']], 3, 0, 90, [true, true], [true, true]],
    ['11/30-2/28', [['2026-11-30', '2027-02-28']], 3, 0, 91, [true, true], [true, true]],
    ['2/1-4/30', [['2027-02-01', '2027-04-30']], 3, 0, 89, [true, true], [true, false]],
  ] as [string, [string, string][], number, number, number, [boolean, boolean], [boolean, boolean]][])(
    'counts %s',
    (_name, spans, months, restDays, days, one, three) => {
      const counted = count(...spans);
      expect(counted).toMatchObject({ months, restDays, days, workedDays: 0 });
      const first = reachMonths(counted, 1, 'hybrid');
      expect([first.reached, first.certain]).toEqual(one);
      const third = reachMonths(counted, 3, 'hybrid');
      expect([third.reached, third.certain]).toEqual(three);
    },
  );

  it('counts 出生時育児休業 with 育児休業, weekends and holidays included', () => {
    const both: LeavePeriod[] = [
      { kind: 'at_birth', startOn: civilDate('2026-04-29'), endOn: civilDate('2026-05-10'), workedDays: 0 },
      { kind: 'childcare', startOn: civilDate('2026-05-11'), endOn: civilDate('2026-05-28'), workedDays: 0 },
    ];
    expect(countLeave(both, bornBefore)).toMatchObject({ months: 1, restDays: 0, days: 30 });
  });

  it('counts a day in two periods once', () => {
    expect(count(['2026-04-01', '2026-04-20'], ['2026-04-10', '2026-04-30'])).toMatchObject({
      months: 1,
      days: 30,
    });
    expect(count(['2026-04-01', '2026-04-30'], ['2026-04-10', '2026-04-12'])).toMatchObject({
      months: 1,
      days: 30,
    });
  });

  it('counts a run of any length', () => {
    expect(count(['2026-04-01', '2046-03-31'])).toMatchObject({ months: 240, restDays: 0 });
  });

  it('joins periods that follow each other, in whatever order they are given', () => {
    const joined = count(['2026-05-01', '2026-05-31'], ['2026-04-01', '2026-04-30']);
    expect(joined.runs).toEqual([
      { startOn: '2026-04-01', endOn: '2026-05-31', days: 61, months: 2, restDays: 0 },
    ]);
    expect(count(['2026-04-01', '2026-04-30'], ['2026-05-02', '2026-05-31']).runs).toHaveLength(2);
  });

  it('leaves out the days before the birth', () => {
    const periods = leave(['2026-04-01', '2026-05-01']);
    const bornLater = countLeave(periods, { childBirthOn: civilDate('2026-04-03') });
    expect(bornLater).toMatchObject({ months: 0, restDays: 29, days: 29 });
    expect(bornLater.arithmetic).toContain('子の出生日（令和8年4月3日）より前の日は数えません。');
    const bornThatDay = countLeave(periods, { childBirthOn: civilDate('2026-04-01') });
    expect(bornThatDay).toMatchObject({ months: 1, restDays: 1, days: 31 });
    expect(bornThatDay.arithmetic.join()).not.toContain('出生日');
    expect(countLeave(periods, { childBirthOn: civilDate('2026-05-02') })).toMatchObject({
      months: 0,
      days: 0,
      runs: [],
    });
  });

  it('says that days before the birth are left out when only one of the periods has any', () => {
    const periods = leave(['2026-04-01', '2026-04-10'], ['2026-05-01', '2026-05-10']);
    const counted = countLeave(periods, { childBirthOn: civilDate('2026-04-03') });
    expect(counted.days).toBe(18);
    expect(counted.arithmetic.join('\n')).toContain('より前の日は数えません。');
  });

  it('leaves out a period that ends before it starts', () => {
    expect(count(['2026-04-02', '2026-04-01'])).toMatchObject({ months: 0, restDays: 0, days: 0 });
  });

  it('takes the worked days of 産後パパ育休 off, and only those', () => {
    const worked = (kind: LeavePeriod['kind'], workedDays: number, to: string) =>
      countLeave([{ kind, startOn: civilDate('2026-04-01'), endOn: civilDate(to), workedDays }], bornBefore);
    expect(worked('at_birth', 2, '2026-05-02')).toMatchObject({
      months: 1,
      restDays: 0,
      days: 30,
      workedDays: 2,
    });
    expect(worked('at_birth', 3, '2026-05-02')).toMatchObject({ months: 0, restDays: 29, days: 29 });
    expect(worked('childcare', 3, '2026-05-02')).toMatchObject({
      months: 1,
      restDays: 2,
      days: 32,
      workedDays: 0,
    });
    expect(worked('at_birth', 40, '2026-04-30')).toMatchObject({ months: 0, restDays: 0, days: 0 });
    expect(worked('at_birth', 2, '2026-05-02').arithmetic).toContain(
      '出生時育児休業中の就業日2日を除きます（暦日32日－2日）。',
    );
  });

  it('takes worked days off split leave', () => {
    const split: LeavePeriod[] = [
      { kind: 'at_birth', startOn: civilDate('2026-04-01'), endOn: civilDate('2026-04-20'), workedDays: 5 },
      { kind: 'childcare', startOn: civilDate('2026-06-01'), endOn: civilDate('2026-06-15'), workedDays: 0 },
    ];
    expect(countLeave(split, bornBefore)).toMatchObject({ months: 1, restDays: 0, days: 30 });
    const longer: LeavePeriod[] = [
      { kind: 'at_birth', startOn: civilDate('2026-04-01'), endOn: civilDate('2026-04-02'), workedDays: 3 },
      { kind: 'childcare', startOn: civilDate('2026-06-01'), endOn: civilDate('2026-06-30'), workedDays: 0 },
    ];
    expect(countLeave(longer, bornBefore)).toMatchObject({ months: 0, restDays: 29, days: 29 });
  });

  it('shows the arithmetic in Japanese', () => {
    expect(count(['2026-06-01', '2026-06-15'], ['2026-08-01', '2026-09-02']).arithmetic).toEqual([
      '休業1：令和8年6月1日から令和8年6月15日まで 15日（暦日15日）',
      '休業2：令和8年8月1日から令和8年9月2日まで 1か月と2日（暦日33日）',
      '通算：1か月と17日、暦日48日',
    ]);
    expect(count(['2026-04-01', '2026-04-30']).arithmetic).toContain('通算：1か月、暦日30日');
  });
});

describe('到達の判定 reachMonths', () => {
  it.each([
    ['calendarOnly', ['2027-02-01', '2027-02-28'], true],
    ['days30', ['2027-02-01', '2027-02-28'], false],
    ['days28', ['2027-02-01', '2027-02-28'], true],
    ['days28', ['2027-02-01', '2027-02-27'], false],
    ['calendarOnly', ['2026-05-31', '2026-06-29'], false],
    ['days30', ['2026-05-31', '2026-06-29'], true],
  ] as const)('under %s of %j is %s and always certain', (rule, span, reached) => {
    const result = reachMonths(count([span[0], span[1]]), 1, rule);
    expect(result).toMatchObject({ months: 1, reached, certain: true });
  });

  it.each([
    ['days28', 83, false],
    ['days28', 84, true],
    ['days30', 89, false],
    ['days30', 90, true],
  ] as const)('under %s three months take every day of three: %i days are %s', (rule, days, reached) => {
    const from = civilDate('2026-04-01');
    expect(reachMonths(count([from, addDays(from, days - 1)]), 3, rule).reached).toBe(reached);
  });

  it('shows every reading with its label', () => {
    expect(reachMonths(count(['2026-04-01', '2026-06-29']), 3, 'hybrid').readings).toEqual([
      { rule: 'calendarOnly', label: '応当日による3か月', reached: false },
      { rule: 'days30', label: '暦日90日', reached: true },
      { rule: 'days28', label: '暦日84日', reached: true },
    ]);
  });
});

describe('what always holds of a count', () => {
  const start = fc.integer({ min: 0, max: 300 }).map((days) => addDays(civilDate('2026-04-01'), days));

  it('a run of whole months counts exactly those months', () => {
    fc.assert(
      fc.property(start, fc.integer({ min: 1, max: 12 }), (from, months) => {
        expect(count([from, lastDayOfMonths(from, months)])).toMatchObject({ months, restDays: 0 });
        expect(count([from, addDays(lastDayOfMonths(from, months), -1)]).months).toBe(months - 1);
      }),
    );
  });

  it('one more day never makes a leave shorter', () => {
    fc.assert(
      fc.property(start, fc.integer({ min: 0, max: 200 }), (from, length) => {
        const shorter = count([from, addDays(from, length)]);
        const longer = count([from, addDays(from, length + 1)]);
        expect(longer.days).toBe(shorter.days + 1);
        expect(longer.months).toBeGreaterThanOrEqual(shorter.months);
        for (const rule of ['hybrid', 'calendarOnly', 'days30', 'days28'] as const) {
          if (reachMonths(shorter, 1, rule).reached) expect(reachMonths(longer, 1, rule).reached).toBe(true);
        }
      }),
    );
  });
});
