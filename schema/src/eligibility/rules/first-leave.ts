import { countLeave, reachMonths } from '../leave-count.ts';
import { passed, toCheck, defineRule, type RuleInput } from '../rule.ts';

type Input = RuleInput<'leavePeriods' | 'childBirthOn' | 'firstOneMonth' | 'firstThreeMonths'>;

function contradictions({ application, programme, context }: Input): string[] {
  const leave = countLeave(application.leavePeriods, application);
  const { firstOneMonth, firstThreeMonths } = application;
  const three = reachMonths(leave, 3, programme.monthRule);
  const known = (months: number) =>
    context.priorAwards.filter((award) => award.leaveMonths !== null && award.leaveMonths >= months);
  const lines: string[] = [];
  for (const [declared, months] of [
    [firstOneMonth, 1],
    [firstThreeMonths, 3],
  ] as const) {
    const before = known(months).map((award) => award.reference);
    if (declared && before.length > 0) {
      lines.push(
        `「はじめて${months}か月以上」との申告ですが、以前の支給があります（${before.join('、')}）。`,
      );
    }
  }
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
