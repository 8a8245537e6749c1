import { countLeave, reachMonths } from '../leave-count.ts';
import type { MonthRule } from '../../programme/figures.ts';
import { passed, toCheck, defineRule, type PriorAward, type RuleInput } from '../rule.ts';

type Input = RuleInput<'leavePeriods' | 'childBirthOn' | 'firstOneMonth' | 'firstThreeMonths'>;

// Days that so many months have at least and at most, wherever in the calendar they lie (民法143条): February of 28 days,
// February to April of 89. Fewer never reach them, as many as the most always do.
const DAYS_OF_MONTHS = { 1: [28, 31], 3: [89, 92] } as const;
type Months = keyof typeof DAYS_OF_MONTHS;

/** What is known of an earlier leave: it reached so many months, stayed below, or nobody can tell (by its days, at all). */
function standing(
  { leaveMonths, leaveDays }: PriorAward,
  months: Months,
  rule: MonthRule,
): 'reached' | 'short' | 'perhaps' | 'unknown' {
  if (leaveMonths !== null) {
    const reached =
      leaveMonths >= months ||
      (leaveDays !== null && reachMonths({ months: leaveMonths, days: leaveDays }, months, rule).reached);
    return reached ? 'reached' : 'short';
  }
  if (leaveDays === null) return 'unknown';
  const [least, most] = DAYS_OF_MONTHS[months];
  if (leaveDays < least) return 'short';
  return leaveDays >= most ? 'reached' : 'perhaps';
}

/** Sentences on earlier awards that speak, or may speak, against a first leave of so many months; each names them. */
function earlierLeaves({ programme, context }: Input, months: Months): string[] {
  const of = (wanted: string) =>
    context.priorAwards.filter((award) => standing(award, months, programme.monthRule) === wanted);
  const declared = `「はじめて${months}か月以上」との申告ですが、以前の支給`;
  const names = (awards: readonly PriorAward[], more: (award: PriorAward) => string = () => '') =>
    awards.map((award) => `${award.reference}${more(award)}`).join('、');
  const [reached, perhaps, unknown] = [of('reached'), of('perhaps'), of('unknown')];
  return [
    ...(reached.length > 0 ? [`${declared}があります（${names(reached)}）。`] : []),
    ...(perhaps.length > 0
      ? [
          `${declared}に、暦によって${months}か月に達することのある日数のものがあります（${names(
            perhaps,
            ({ leaveDays }) => `、${leaveDays}日`,
          )}）。休業の期間を県に確かめてください。`,
        ]
      : []),
    ...(unknown.length > 0
      ? [`${declared}に休業の長さが分からないものがあります（${names(unknown)}）。県に確かめてください。`]
      : []),
  ];
}

function possibleLeaves({ context }: Input): string[] {
  const possible = (context.possibleAwards ?? []).map(({ reference, agreed }) => `${reference}、${agreed}`);
  return possible.length === 0
    ? []
    : [
        `「はじめて」との申告ですが、同じ事業主かもしれない支給があります（${possible.join('）（')}）。同じ事業主かどうかを確かめてください。`,
      ];
}

function contradictions(input: Input): string[] {
  const { application, programme } = input;
  const leave = countLeave(application.leavePeriods, application);
  const { firstOneMonth, firstThreeMonths } = application;
  const three = reachMonths(leave, 3, programme.monthRule);
  const lines = [
    ...(firstOneMonth ? earlierLeaves(input, 1) : []),
    ...(firstThreeMonths ? earlierLeaves(input, 3) : []),
    ...(firstOneMonth || firstThreeMonths ? possibleLeaves(input) : []),
  ];
  if (firstThreeMonths && !three.reached) {
    lines.push('「はじめて3か月以上」との申告ですが、今回の休業は3か月に達しません。');
  }
  if (firstThreeMonths && !three.certain) {
    lines.push('3か月に達するかは数え方で異なります。');
  }
  if (firstOneMonth && !firstThreeMonths && three.reached) {
    lines.push(
      '「はじめて1か月以上」で今回3か月に達するため、「はじめて3か月以上」にも当たると考えられます。',
    );
  }
  return lines;
}

/** 加算の申告: what is declared about first leaves agrees with what is known. */
export const firstLeave = defineRule({
  code: 'first_leave',
  title: '「はじめて」の申告',
  article: '別紙 加算額',
  needs: ['childBirthOn', 'leavePeriods', 'firstOneMonth', 'firstThreeMonths'],
  requirement: () => '「はじめて」の申告が、これまでの支給や今回の休業期間と合っていること。',
  judge: (input) => {
    const lines = contradictions(input);
    const facts = {
      firstOneMonth: input.application.firstOneMonth,
      firstThreeMonths: input.application.firstThreeMonths,
    };
    return lines.length === 0
      ? passed('申告と合わない事実は見つかりません。', facts)
      : toCheck(lines.join(''), facts);
  },
});
