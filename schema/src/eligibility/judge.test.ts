import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anApplication } from '../application/example.ts';
import { addDays, civilDate } from '../civil-date.ts';
import { defaultProgramme } from '../programme/defaults.ts';
import type { Programme } from '../programme/figures.ts';
import { yen } from '../yen.ts';
import { highestAward } from './amount.ts';
import { findingShape } from '../verbs/shapes/case.ts';
import { verdictOf } from './finding.ts';
import { judge, nothingKnown } from './judge.ts';

const on = civilDate('2026-10-01');

function amount(
  endOn: string,
  firstOneMonth: boolean,
  firstThreeMonths: boolean,
  programme: Partial<Programme> = {},
) {
  const leavePeriods = [{ kind: 'childcare', startOn: '2026-06-01', endOn, workedDays: 0 }];
  const { amount: found } = judge(
    anApplication({ leavePeriods, firstOneMonth, firstThreeMonths }),
    { ...defaultProgramme, ...programme },
    on,
  );
  if (found === null) throw new Error('a whole application has its amount');
  return found;
}

describe('支給額 the amount', () => {
  it.each([
    ['one month, not the first', '2026-06-30', false, false, 200_000, 200_000],
    ['one month, the first', '2026-06-30', true, false, 300_000, 300_000],
    ['three months, the first of both', '2026-08-31', true, true, 500_000, 600_000],
    ['three months, the first three only', '2026-08-31', false, true, 500_000, 500_000],
    ['three months, not the first', '2026-08-31', false, false, 200_000, 200_000],
    ['one month, three declared', '2026-06-30', true, true, 300_000, 300_000],
    ['one day short of three months', '2026-08-29', true, true, 500_000, 600_000],
    ['89 days', '2026-08-28', true, true, 300_000, 300_000],
    ['one day short of one month', '2026-06-29', true, true, 0, 0],
  ])('of %s is by the highest addition', (_name, endOn, one, three, total, otherReading) => {
    expect(amount(endOn, one, three)).toMatchObject({ total, otherReading });
  });

  it('adds both additions where the programme says so, and shows the other reading', () => {
    const cumulative = amount('2026-08-31', true, true, { additionMode: 'cumulative' });
    expect(cumulative).toEqual({
      base: 200_000,
      additions: [
        { code: 'first_one_month', label: 'はじめて1か月以上取得させた場合', amount: 100_000 },
        { code: 'first_three_months', label: 'はじめて3か月以上取得させた場合', amount: 300_000 },
      ],
      total: 600_000,
      otherReading: 500_000,
      arithmetic: [
        '支給額 200,000円',
        '加算（はじめて1か月以上取得させた場合） 100,000円',
        '加算（はじめて3か月以上取得させた場合） 300,000円',
        '合計 600,000円（該当する加算をすべて加える）',
      ],
    });
  });

  it('names the highest addition only, whatever the order of the rows', () => {
    const additions = defaultProgramme.additions.toReversed();
    const highest = amount('2026-08-31', true, true, { additions });
    expect(highest.additions.map((row) => row.code)).toEqual(['first_three_months']);
    expect(highest.arithmetic).toEqual([
      '支給額 200,000円',
      '加算（はじめて3か月以上取得させた場合） 300,000円',
      '合計 500,000円（最も高い加算だけを加える）',
    ]);
  });

  it.each([
    ['highest', 500_000],
    ['cumulative', 600_000],
  ] as const)('is never more than the figures allow, by the %s addition', (additionMode, most) => {
    expect(highestAward({ ...defaultProgramme, additionMode })).toBe(most);
    expect(amount('2026-08-31', true, true, { additionMode }).total).toBe(most);
    expect(highestAward({ ...defaultProgramme, additionMode, additions: [] })).toBe(200_000);
  });

  it('names the first of two equal additions', () => {
    const additions = defaultProgramme.additions.map((row) => ({ ...row, amount: yen(100_000) }));
    expect(amount('2026-08-31', true, true, { additions }).additions.map((row) => row.code)).toEqual([
      'first_one_month',
    ]);
  });

  it('shows no other reading where there is none', () => {
    expect(amount('2026-06-30', true, false).arithmetic).toEqual([
      '支給額 200,000円',
      '加算（はじめて1か月以上取得させた場合） 100,000円',
      '合計 300,000円（最も高い加算だけを加える）',
    ]);
  });

  it('says why nothing is paid for a leave that is too short', () => {
    expect(amount('2026-06-29', true, false)).toEqual({
      base: 0,
      additions: [],
      total: 0,
      otherReading: 0,
      arithmetic: ['通算1か月に達しないため、支給額は0円です。'],
    });
  });

  it('takes its figures from the programme', () => {
    expect(amount('2026-06-30', true, false, { baseAmount: yen(250_000), additions: [] }).total).toBe(
      250_000,
    );
  });

  it('is never more than base and additions, and the readings differ only when two additions are earned', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 150 }), fc.boolean(), fc.boolean(), (days, one, three) => {
        const found = amount(addDays(civilDate('2026-06-01'), days), one, three);
        expect([0, 200_000, 300_000, 500_000]).toContain(found.total);
        expect(found.total).toBe(found.base + found.additions.reduce((sum, row) => sum + row.amount, 0));
        expect(found.otherReading > found.total).toBe(one && three && found.total === 500_000);
      }),
    );
  });
});

describe('判定 judge', () => {
  it('is ineligible by one failure, whatever else is to be checked', () => {
    const late = judge(
      anApplication({ controlledByLargeCompany: true }),
      defaultProgramme,
      civilDate('2027-03-13'),
    );
    expect(late.verdict).toBe('ineligible');
  });

  it('is to be checked when nothing fails but a person must look', () => {
    expect(judge(anApplication({ controlledByLargeCompany: true }), defaultProgramme, on).verdict).toBe(
      'to_check',
    );
  });

  it('knows nothing besides the application unless told', () => {
    const award = {
      fiscalYear: 2026,
      reference: 'R8-00001',
      leaveMonths: null,
      leaveDays: null,
      employeeInsuredNumber: null,
      childBirthOn: null,
    };
    const day = civilDate('2026-07-10');
    expect(nothingKnown).toEqual({ priorAwards: [] });
    expect(judge(anApplication(), defaultProgramme, day).verdict).toBe('eligible');
    expect(judge(anApplication(), defaultProgramme, day, { priorAwards: [award] }).verdict).toBe(
      'ineligible',
    );
  });

  it('makes findings that cross a door unchanged, and answers the same twice', () => {
    const first = judge(anApplication(), defaultProgramme, on);
    expect(judge(anApplication(), defaultProgramme, on)).toEqual(first);
    for (const finding of first.findings) expect(findingShape.parse(finding)).toEqual(finding);
  });

  it.each([
    [[], 'eligible'],
    [['passed'], 'eligible'],
    [['passed', 'to_check'], 'to_check'],
    [['to_check', 'failed', 'passed'], 'ineligible'],
  ] as const)('of %j is %s', (verdicts, verdict) => {
    expect(verdictOf(verdicts.map((one) => ({ verdict: one })))).toBe(verdict);
  });
});
