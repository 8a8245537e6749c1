import {
  asksCapital,
  asksFirstThreeMonths,
  asksIndustry,
  industries,
  parseCivilDate,
  readInteger,
  selfCheckSchema,
  type CivilDate,
  type Industry,
  type LeavePeriod,
  type LeavePeriodAnswer,
  type LegalForm,
  type Programme,
  type SelfCheck,
} from '@grant/schema';
import { selfCheckTexts as t } from '../locales/ja/public/selfCheck.ts';

/** 自己チェックの入力, as typed; '' where nothing is answered yet. */
export interface SelfCheckForm {
  legalForm: string;
  employees: string;
  industry: string;
  capital: string;
  worksInPrefecture: string;
  insured: string;
  childBirthOn: string;
  leavePeriods: LeavePeriodAnswer[];
  returnOn: string;
  originalPost: string;
  supporter: string;
  measures: string[];
  informed: string;
  firstOneMonth: string;
  firstThreeMonths: string;
  awarded: string;
  papers: string[];
}

/** Nothing answered. */
export function blankForm(): SelfCheckForm {
  return {
    legalForm: '',
    employees: '',
    industry: '',
    capital: '',
    worksInPrefecture: '',
    insured: '',
    childBirthOn: '',
    leavePeriods: [],
    returnOn: '',
    originalPost: '',
    supporter: '',
    measures: [],
    informed: '',
    firstOneMonth: '',
    firstThreeMonths: '',
    awarded: '',
    papers: [],
  };
}

/** Which of the questions that depend on others are asked now. */
export interface Asked {
  readonly industry: boolean;
  readonly capital: boolean;
  readonly firstThreeMonths: boolean;
}

function wholeNumber(text: string): number | null {
  const read = text.trim() === '' ? null : readInteger(text);
  return read?.ok === true ? read.value : null;
}

/** A date as typed; a year of another century is a slip, and the calendars of the rules end long before. */
function dateOf(text: string | undefined): CivilDate | null {
  const read = parseCivilDate(text ?? '');
  return read.ok && /^(?:19|20)/u.test(read.value) ? read.value : null;
}

function periodOf(given: LeavePeriodAnswer): LeavePeriod | null {
  const startOn = dateOf(given.startOn);
  const endOn = dateOf(given.endOn);
  if (startOn === null || endOn === null) return null;
  if (given.kind !== 'childcare' && given.kind !== 'at_birth') return null;
  const typedDays = given.workedDays ?? '';
  const workedDays = typedDays.trim() === '' ? 0 : wholeNumber(typedDays);
  return workedDays === null ? null : { kind: given.kind, startOn, endOn, workedDays };
}

/** 聞くことの見極め: by the rules of `schema`, from what is answered so far. */
export function askedOf(form: SelfCheckForm, programme: Programme): Asked {
  const regularEmployees = wholeNumber(form.employees);
  const legalForm = form.legalForm as LegalForm;
  const known = form.legalForm === '' || regularEmployees === null ? null : { legalForm, regularEmployees };
  const industry = known !== null && asksIndustry(known, programme);
  const chosen = Object.hasOwn(industries, form.industry) ? (form.industry as Industry) : null;
  const birth = dateOf(form.childBirthOn);
  const whole = form.leavePeriods
    .map(periodOf)
    .filter((one): one is LeavePeriod => one !== null && one.startOn <= one.endOn);
  return {
    industry,
    capital: industry && chosen !== null && asksCapital(known, chosen, programme),
    firstThreeMonths:
      form.firstOneMonth === 'no' &&
      birth !== null &&
      whole.length > 0 &&
      asksFirstThreeMonths(whole, birth, false, programme),
  };
}

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

function answersOf(form: SelfCheckForm, asked: Asked): Readonly<Record<keyof SelfCheck, unknown>> {
  return {
    legalForm: form.legalForm,
    regularEmployees: wholeNumber(form.employees),
    industry: asked.industry ? form.industry : null,
    capital: asked.capital ? wholeNumber(form.capital) : null,
    worksInPrefecture: form.worksInPrefecture === 'yes',
    insured: form.insured === 'yes',
    childBirthOn: dateOf(form.childBirthOn),
    leavePeriods: form.leavePeriods.map(periodOf),
    returnOn: dateOf(form.returnOn),
    originalPost: form.originalPost === 'yes',
    supporterRegistered: form.supporter === 'yes',
    measures: form.measures,
    informed: form.informed === 'yes',
    firstOneMonth: form.firstOneMonth === 'yes',
    firstThreeMonths: asked.firstThreeMonths ? form.firstThreeMonths === 'yes' : null,
    awardedThisYear: form.awarded === 'yes',
    papers: form.papers,
  };
}
