import {
  asksCapital,
  asksFirstThreeMonths,
  asksIndustry,
  industries,
  parseCivilDate,
  readInteger,
  type CivilDate,
  type Industry,
  type LeavePeriod,
  type LeavePeriodAnswer,
  type LegalForm,
  type Programme,
  type SelfCheck,
} from '@grant/schema';

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

/** A whole number as typed, or null. */
export function wholeNumber(text: string): number | null {
  const read = text.trim() === '' ? null : readInteger(text);
  return read?.ok === true ? read.value : null;
}

/** A date as typed; a year of another century is a slip, and the calendars of the rules end long before. */
export function dateOf(text: string | undefined): CivilDate | null {
  const read = parseCivilDate(text ?? '');
  return read.ok && /^(?:19|20)/u.test(read.value) ? read.value : null;
}

/** A period as typed, or null while a part of it cannot be read. */
export function periodOf(given: LeavePeriodAnswer): LeavePeriod | null {
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

/** The answers as the rules name them, each null where it cannot be read or was not asked. */
export function answersOf(form: SelfCheckForm, asked: Asked): Readonly<Record<keyof SelfCheck, unknown>> {
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
