import type { QuestionKey } from '../application/keys.ts';
import { slips } from './distance.ts';
import type { DuplicateKeys } from './keys.ts';
import { similarity } from './similarity.ts';

/**
 * How far two values of one feature agree: `same`, `near` (a slip or two, or a usual way to write it otherwise),
 * `other`, or `unknown` where one of them is missing.
 */
export type Agreement = 'same' | 'near' | 'other' | 'unknown';

/** 照合の項目: one feature of an employer or an employee, and what its agreement is worth as evidence. */
interface Feature {
  readonly column: QuestionKey;
  readonly compare: (left: DuplicateKeys, right: DuplicateKeys) => Agreement;
  /** Evidence for one employer or person; `other` counts against it. An unknown value says nothing. */
  readonly same: number;
  readonly near: number;
  readonly other: number;
}

type TextKey = {
  [Key in keyof DuplicateKeys]: DuplicateKeys[Key] extends string | null ? Key : never;
}[keyof DuplicateKeys];

/** Numbers agree but for so many slips: a digit mistyped, left out or moved. */
function byDigits(key: TextKey, slipsMax: number): Feature['compare'] {
  return (left, right) => {
    const [one, two] = [left[key] ?? '', right[key] ?? ''];
    if (one === '' || two === '') return 'unknown';
    if (one === two) return 'same';
    return slips(one, two, slipsMax) <= slipsMax ? 'near' : 'other';
  };
}

/** Texts agree but for a share of their letters; the reading counts as much as the spelling. */
function byLetters(keys: readonly TextKey[], alikeMin: number): Feature['compare'] {
  return (left, right) => {
    const shares = keys.flatMap((key) => {
      const [one, two] = [left[key] ?? '', right[key] ?? ''];
      return one === '' || two === '' ? [] : [similarity(one, two)];
    });
    if (shares.length === 0) return 'unknown';
    const best = Math.max(...shares);
    if (best === 1) return 'same';
    return best >= alikeMin ? 'near' : 'other';
  };
}

/**
 * A firm has several numbers: that of the person in charge may be the firm's own on another filing. One agent's own number
 * stands on filings of many firms and says nothing.
 */
function byPhones(slipsMax: number): Feature['compare'] {
  return (left, right) => {
    const oneAgent = left.agent !== null && left.agent === right.agent;
    const of = (keys: DuplicateKeys): string[] =>
      [keys.phoneKey, ...(oneAgent ? [] : [keys.contactPhoneKey])].filter((phone) => phone !== '');
    const [ones, twos] = [of(left), of(right)];
    if (ones.length === 0 || twos.length === 0) return 'unknown';
    if (ones.some((one) => twos.includes(one))) return 'same';
    const near = ones.some((one) => twos.some((two) => slips(one, two, slipsMax) <= slipsMax));
    return near ? 'near' : 'other';
  };
}

/** Names of people are short: one slip, and the reading may agree where the spelling does not. */
function byPersonName(keys: readonly TextKey[]): Feature['compare'] {
  return (left, right) => {
    const found = keys.map((key) => byDigits(key, 1)(left, right));
    return (['same', 'near', 'other'] as const).find((agreement) => found.includes(agreement)) ?? 'unknown';
  };
}

/**
 * The table of evidence. Values are rough logarithms of how much likelier an agreement is between two filings of one
 * employer (or employee) than between two employers of the prefecture: telling numbers weigh most, and a number that
 * differs altogether speaks against. Measured by `npm run bench duplicates`.
 */
const EMPLOYER: readonly Feature[] = [
  { column: 'employerCorporateNumber', compare: byDigits('corporateNumber', 2), same: 7, near: 4, other: -4 },
  {
    column: 'insuranceOfficeNumber',
    compare: byDigits('insuranceOfficeNumber', 1),
    same: 6,
    near: 3,
    other: -2,
  },
  { column: 'employerPhone', compare: byPhones(1), same: 3.5, near: 2, other: -1 },
  {
    column: 'employerName',
    compare: byLetters(['nameKey', 'nameKanaKey'], 0.6),
    same: 3,
    near: 2,
    other: -2.5,
  },
  { column: 'employerAddress', compare: byLetters(['addressKey'], 0.75), same: 3, near: 1.5, other: -1 },
  {
    column: 'representativeName',
    compare: byPersonName(['representativeKey']),
    same: 2.5,
    near: 0.5,
    other: -1.5,
  },
];

const EMPLOYEE: readonly Feature[] = [
  { column: 'employeeInsuredNumber', compare: byDigits('insuredNumber', 1), same: 6, near: 3, other: -1.5 },
  {
    column: 'employeeName',
    compare: byPersonName(['employeeNameKey', 'employeeKanaKey']),
    same: 2.5,
    near: 1.5,
    other: -2,
  },
  { column: 'employeeBirthOn', compare: byDigits('employeeBirthOn', 1), same: 3, near: 1, other: -2 },
  // Another child is another leave, whatever else agrees.
  { column: 'childBirthOn', compare: byDigits('childBirthOn', 1), same: 2, near: 0.5, other: -20 },
];

/** Evidence from which on a person must look. */
export const EVIDENCE_MIN = 6;

/** 類似の度合い: the evidence that two filings are of one employer or one employee, and what agrees. */
export interface Resemblance {
  readonly evidence: number;
  readonly columns: readonly QuestionKey[];
}

function weigh(features: readonly Feature[], left: DuplicateKeys, right: DuplicateKeys): Resemblance {
  let evidence = 0;
  const columns: QuestionKey[] = [];
  for (const feature of features) {
    const agreement = feature.compare(left, right);
    if (agreement === 'unknown') continue;
    evidence += feature[agreement];
    if (agreement !== 'other') columns.push(feature.column);
  }
  return { evidence, columns };
}

/** 事業主の類似: all features of the employer together, slips and other spellings allowed. Symmetric. */
export function employerResemblance(left: DuplicateKeys, right: DuplicateKeys): Resemblance {
  return weigh(EMPLOYER, left, right);
}

/** 従業員と子の類似: all features of the employee and the leave together. Symmetric. */
export function employeeResemblance(left: DuplicateKeys, right: DuplicateKeys): Resemblance {
  return weigh(EMPLOYEE, left, right);
}

/** 0 to 1 for people: 0.5 at the threshold, near 1 where numbers and names agree alike. */
export function scoreOf({ evidence }: Resemblance): number {
  return 1 - 2 ** (-evidence / EVIDENCE_MIN);
}
