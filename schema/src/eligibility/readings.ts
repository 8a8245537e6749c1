import type { Programme } from '../programme/figures.ts';
import { formatYen } from '../yen.ts';
import { additionModeLabels } from './amount.ts';
import { reachMonths, type LeaveCount } from './leave-count.ts';

/** 月数の読み方: so many months under every way of counting, and which way the programme counts. */
export interface MonthsReading {
  readonly months: number;
  /** What so many months decide. */
  readonly purpose: string;
  readonly reached: boolean;
  readonly certain: boolean;
  readonly readings: readonly {
    readonly label: string;
    readonly reached: boolean;
    readonly counts: boolean;
  }[];
}

/** 加算の読み方: the total under one way of combining additions. */
export interface AmountReading {
  readonly mode: string;
  readonly label: string;
  readonly total: number;
  readonly counts: boolean;
}

/** 読み方の対照: everything that a person must see where the rules may be read in two ways (本文4(2)イ). */
export interface Readings {
  readonly months: readonly MonthsReading[];
  readonly amounts: readonly AmountReading[];
}

/** Both readings of the months and of the additions for a leave that was counted. Whole yen. */
export function readingsOf(
  leave: Pick<LeaveCount, 'months' | 'days'>,
  amount: { readonly total: number; readonly otherReading: number },
  programme: Pick<Programme, 'minimumMonths' | 'monthRule' | 'additions' | 'additionMode'>,
): Readings {
  const asked = [
    { months: programme.minimumMonths, purpose: '支給の要件' },
    ...programme.additions.map((row) => ({
      months: row.months,
      purpose: `加算 ${formatYen(row.amount)}（${row.label}）`,
    })),
  ];
  const counts = (rule: string): boolean =>
    programme.monthRule === 'hybrid' ? rule !== 'days28' : rule === programme.monthRule;
  const other = programme.additionMode === 'highest' ? 'cumulative' : 'highest';
  return {
    months: asked.map(({ months, purpose }) => {
      const reach = reachMonths(leave, months, programme.monthRule);
      return {
        months,
        purpose,
        reached: reach.reached,
        certain: reach.certain,
        readings: reach.readings
          .filter((one) => counts(one.rule) || one.rule !== 'days28')
          .map(({ rule, label, reached }) => ({ label, reached, counts: counts(rule) })),
      };
    }),
    amounts: [
      { mode: programme.additionMode, total: amount.total, counts: true },
      { mode: other, total: amount.otherReading, counts: false },
    ].map((one) => ({ ...one, label: additionModeLabels[one.mode as typeof other] })),
  };
}
