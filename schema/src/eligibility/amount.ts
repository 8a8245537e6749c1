import type { GrantApplication } from '../application/application.ts';
import { isKnown, type AnswerGap, type KnownAnswers } from '../application/gaps.ts';
import type { Addition, AdditionMode, Programme } from '../programme/figures.ts';
import { addYen, formatYen, sumYen, yen, type Yen } from '../yen.ts';
import { reachMonths, type LeaveCount } from './leave-count.ts';

/** 支給額: what would be paid if the case is granted, with the way there. Whole yen. */
export interface GrantAmount {
  readonly base: Yen;
  readonly additions: readonly Pick<Addition, 'code' | 'label' | 'amount'>[];
  readonly total: Yen;
  /** Total under the other reading of how additions combine; equal to `total` when the readings agree. */
  readonly otherReading: Yen;
  /** Japanese lines that show the arithmetic, for whoever it concerns; the other reading is for the office alone. */
  readonly arithmetic: readonly string[];
}

/** 加算の組合せの名称. */
export const additionModeLabels: Readonly<Record<AdditionMode, string>> = {
  highest: '最も高い加算だけを加える',
  cumulative: '該当する加算をすべて加える',
};

type Declared = Pick<GrantApplication, 'firstOneMonth' | 'firstThreeMonths'>;

function declared(application: Declared, code: Addition['code']): boolean {
  return code === 'first_one_month' ? application.firstOneMonth : application.firstThreeMonths;
}

function combine(earned: readonly Addition[], mode: AdditionMode): readonly Addition[] {
  if (mode === 'cumulative' || earned.length === 0) return earned;
  return [earned.reduce((best, one) => (one.amount > best.amount ? one : best))];
}

/** 支給の上限額: the most one case can be awarded by the figures of its programme, whole yen. */
export function highestAward({
  baseAmount,
  additions,
  additionMode,
}: Pick<Programme, 'baseAmount' | 'additions' | 'additionMode'>): Yen {
  return addYen(baseAmount, sumYen(combine(additions, additionMode).map((row) => row.amount)));
}

/**
 * 支給額の計算: base and additions for a leave that reaches the minimum, else 0円. An addition is earned when it is
 * declared and its months are reached; how two combine is a figure of the programme, and the other reading is shown.
 */
export function computeAmount(application: Declared, programme: Programme, leave: LeaveCount): GrantAmount {
  if (!reachMonths(leave, programme.minimumMonths, programme.monthRule).reached) {
    const none = yen(0);
    const line = `通算${programme.minimumMonths}か月に達しないため、支給額は${formatYen(none)}です。`;
    return { base: none, additions: [], total: none, otherReading: none, arithmetic: [line] };
  }
  const earned = programme.additions.filter(
    (row) => declared(application, row.code) && reachMonths(leave, row.months, programme.monthRule).reached,
  );
  const base = programme.baseAmount;
  const totalUnder = (mode: AdditionMode) =>
    addYen(base, sumYen(combine(earned, mode).map((row) => row.amount)));
  const other: AdditionMode = programme.additionMode === 'highest' ? 'cumulative' : 'highest';
  const additions = combine(earned, programme.additionMode).map(({ code, label, amount }) => ({
    code,
    label,
    amount,
  }));
  const total = totalUnder(programme.additionMode);
  const otherReading = totalUnder(other);
  const arithmetic = [
    `支給額 ${formatYen(base)}`,
    ...additions.map((row) => `加算（${row.label}） ${formatYen(row.amount)}`),
    `合計 ${formatYen(total)}（${additionModeLabels[programme.additionMode]}）`,
  ];
  return { base, additions, total, otherReading, arithmetic };
}

/** 支給額 of an application, or null while the leave or a declaration that decides it is not known. */
export function amountOf(
  application: KnownAnswers,
  gaps: readonly AnswerGap[],
  programme: Programme,
  leave: LeaveCount | null,
): GrantAmount | null {
  const { firstOneMonth, firstThreeMonths } = application;
  if (leave === null || firstOneMonth === null || firstThreeMonths === null) return null;
  const declarations = ['firstOneMonth', 'firstThreeMonths'] as const;
  if (declarations.some((key) => !isKnown(application, gaps, key))) return null;
  return computeAmount({ firstOneMonth, firstThreeMonths }, programme, leave);
}
