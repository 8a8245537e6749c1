import { addDays, computeAmount, countLeave, lastDayOfMonths, type Programme } from '@grant/schema';

/** One way the additions may fall together, with the sum the rules give. */
export interface AmountCase {
  readonly key: 'none' | 'one' | 'three' | 'both';
  readonly total: number;
}

/** 支給額の例: reckoned by the rule itself for a leave long enough for every addition. */
export function amountCases(programme: Programme): AmountCase[] {
  const months = Math.max(programme.minimumMonths, ...programme.additions.map((row) => row.months));
  const startOn = programme.leaveStartFrom;
  // A day more than the months, so that no way of counting falls short.
  const endOn = addDays(lastDayOfMonths(startOn, months), 3);
  const periods = [{ kind: 'childcare' as const, startOn, endOn, workedDays: 0 }];
  const leave = countLeave(periods, { childBirthOn: startOn });
  const cases: readonly (readonly [AmountCase['key'], boolean, boolean])[] = [
    ['none', false, false],
    ['one', true, false],
    ['three', false, true],
    ['both', true, true],
  ];
  return cases.map(([key, firstOneMonth, firstThreeMonths]) => {
    const { total } = computeAmount({ firstOneMonth, firstThreeMonths }, programme, leave);
    return { key, total };
  });
}
