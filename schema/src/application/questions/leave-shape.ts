import { diffDays, parseCivilDate, type CivilDate } from '../../civil-date.ts';
import type { Answers } from '../answers.ts';

function dateOf(text: string | undefined): CivilDate | null {
  const read = parseCivilDate(text ?? '');
  return read.ok ? read.value : null;
}

/** Whole periods among the answers: both days readable and in order. */
function periodsOf(answers: Answers): { startOn: CivilDate; endOn: CivilDate }[] {
  return (answers.leavePeriods ?? []).flatMap((period) => {
    const startOn = dateOf(period.startOn);
    const endOn = dateOf(period.endOn);
    return startOn === null || endOn === null || endOn < startOn ? [] : [{ startOn, endOn }];
  });
}

/** 休業が出生日より前に始まるか: only then the due date matters. False while a date is not readable. */
export function startsBeforeBirth(answers: Answers): boolean {
  const birth = dateOf(answers.childBirthOn);
  return birth !== null && periodsOf(answers).some((period) => period.startOn < birth);
}

/** 休業の最終日から復帰した日までの日数; 0 while a date is not readable. */
export function daysToReturn(answers: Answers): number {
  const last = periodsOf(answers)
    .map((period) => period.endOn)
    .toSorted()
    .at(-1);
  const back = dateOf(answers.returnOn);
  return last === undefined || back === null ? 0 : diffDays(last, back);
}

/** Fewest calendar days that any way of counting could take for three months (28 × 3). */
const THREE_MONTHS_DAYS = 84;

/** 3か月に達する可能性: generous on purpose, so that nobody who might be entitled is not asked. */
export function mayReachThreeMonths(answers: Answers): boolean {
  const days = periodsOf(answers).reduce(
    (total, { startOn, endOn }) => total + diffDays(startOn, endOn) + 1,
    0,
  );
  return days >= THREE_MONTHS_DAYS;
}
