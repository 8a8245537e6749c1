import { civilDate, countLeave, reachMonths, type Programme } from '@grant/schema';

const period = (startOn: string, endOn: string) => ({
  kind: 'childcare' as const,
  startOn: civilDate(startOn),
  endOn: civilDate(endOn),
  workedDays: 0,
});

/** Leaves that show what counting means: a whole month, two halves, a day short, and the shortest month. */
const EXAMPLES = [
  [period('2026-06-01', '2026-06-30')],
  [period('2026-06-01', '2026-06-15'), period('2026-08-01', '2026-08-15')],
  [period('2026-06-01', '2026-06-14'), period('2026-08-01', '2026-08-14')],
  [period('2027-02-01', '2027-02-28')],
] as const;

/** 数え方の例: each counted by the rule itself, with its arithmetic. */
export function countExamples(programme: Programme) {
  return EXAMPLES.map((periods) => {
    const count = countLeave(periods, { childBirthOn: civilDate('2026-05-01') });
    const { reached, certain } = reachMonths(count, programme.minimumMonths, programme.monthRule);
    return {
      arithmetic: count.arithmetic,
      outcome: reached ? (certain ? 'reached' : 'unsure') : 'notReached',
    } as const;
  });
}
