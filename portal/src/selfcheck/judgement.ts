import { selfCheckSchema, type LeavePeriodAnswer, type Programme, type SelfCheck } from '@grant/schema';
import { selfCheckTexts as t } from '../locales/ja/public/selfCheck.ts';
import { answersOf, dateOf, periodOf, wholeNumber, type Asked, type SelfCheckForm } from './form.ts';

/**
 * 自己チェックの判定: what is wanted only when the answers are there. The page fetches this apart, while they are being
 * given: the rules, the shapes of their answers and what shows the result weigh more than the page.
 */
export { selfCheck } from '@grant/schema';
export { keepCarried } from './carried.ts';
export { default as SelfCheckResult } from '../components/SelfCheckResult.vue';

interface Fault {
  readonly id: string;
  readonly message: string;
}

function periodFaults(periods: readonly LeavePeriodAnswer[]): Fault[] {
  const given = periods.length === 0 ? [{}] : periods;
  return given.flatMap((one, index) =>
    periodOf(one) === null ? [{ id: `leavePeriods.${index}.kind`, message: t.wrongPeriod(index + 1) }] : [],
  );
}

/** Where a bound of the rules is told of: the control of each answer that has one. */
const PLACES: Readonly<Record<string, (index: number) => Fault>> = {
  regularEmployees: () => ({ id: 'employees', message: t.wrongNumber(t.employees) }),
  capital: () => ({ id: 'capital', message: t.wrongNumber(t.capital) }),
  leavePeriods: (index) => ({ id: `leavePeriods.${index}.kind`, message: t.wrongPeriod(index + 1) }),
};

/** 桁の誤り: what can be read and lies outside the bounds of the rules (ten million employees, more days worked than a leave has). */
function boundFaults(form: SelfCheckForm, asked: Asked): Fault[] {
  const read = selfCheckSchema.safeParse(answersOf(form, asked));
  return (read.error?.issues ?? []).flatMap(({ path: [key, index] }) => {
    const place = typeof key === 'string' && Object.hasOwn(PLACES, key) ? PLACES[key] : undefined;
    return place === undefined ? [] : [place(typeof index === 'number' ? index : 0)];
  });
}

/** What must be put right, by control, in the order of the page. */
export function faultsOfForm(form: SelfCheckForm, asked: Asked, programme: Programme): Fault[] {
  const missing = (id: string, value: string, label: string): Fault[] =>
    value === '' ? [{ id, message: t.missing(label) }] : [];
  const number = (id: string, value: string, label: string): Fault[] =>
    wholeNumber(value) === null ? [{ id, message: t.wrongNumber(label) }] : [];
  const date = (id: string, value: string, label: string): Fault[] =>
    dateOf(value) === null ? [{ id, message: t.wrongDate(label) }] : [];
  const faults = [
    ...missing('legalForm', form.legalForm, t.legalForm),
    ...number('employees', form.employees, t.employees),
    ...(asked.industry ? missing('industry', form.industry, t.industry) : []),
    ...(asked.capital ? number('capital', form.capital, t.capital) : []),
    ...missing('worksInPrefecture', form.worksInPrefecture, t.worksInPrefecture(programme.prefectureName)),
    ...missing('insured', form.insured, t.insured),
    ...date('childBirthOn', form.childBirthOn, t.childBirthOn),
    ...periodFaults(form.leavePeriods),
    ...date('returnOn', form.returnOn, t.returnOn),
    ...missing('originalPost', form.originalPost, t.originalPost),
    ...missing('supporter', form.supporter, t.supporter),
    ...missing('informed', form.informed, t.informed),
    ...missing('firstOneMonth', form.firstOneMonth, t.firstOneMonth),
    ...(asked.firstThreeMonths ? missing('firstThreeMonths', form.firstThreeMonths, t.firstThreeMonths) : []),
    ...missing('awarded', form.awarded, t.awarded),
  ];
  return faults.length > 0 ? faults : boundFaults(form, asked);
}

/** 回答の読取り: a form without faults as the rules take it. Throws where a fault was let pass. */
export function readForm(form: SelfCheckForm, asked: Asked): SelfCheck {
  return selfCheckSchema.parse(answersOf(form, asked));
}
