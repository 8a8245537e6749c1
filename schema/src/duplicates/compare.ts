import type { QuestionKey } from '../application/keys.ts';
import type { DuplicateKeys } from './keys.ts';
import {
  employeeResemblance,
  employerResemblance,
  EVIDENCE_MIN,
  scoreOf,
  type Resemblance,
} from './resemblance.ts';
import { similarity } from './similarity.ts';

/** 重複の規則, strongest first. */
export const DUPLICATE_RULES = [
  'corporate_number',
  'employee_child',
  'insurance_office',
  'account',
  'name_address',
  'representative_address',
  'similar_name',
  'similar_employer',
  'similar_employee',
  'agent',
  'same_file',
  'phone',
  'mail',
  'same_page',
] as const;

/** One rule of comparison. */
export type DuplicateRule = (typeof DUPLICATE_RULES)[number];

/** 重複の規則の名称. */
export const duplicateRuleLabels: Readonly<Record<DuplicateRule, string>> = {
  corporate_number: '法人番号が同じ',
  employee_child: '従業員と子が同じ',
  insurance_office: '雇用保険適用事業所番号が同じ',
  account: '振込口座が同じ',
  name_address: '名称と所在地が同じ',
  representative_address: '代表者と所在地が同じ',
  similar_name: '名称が似ていて所在地が同じ',
  similar_employer: '事業主の複数の項目が似ている',
  similar_employee: '従業員と子の複数の項目が似ている',
  agent: '手続代行者が同じで、事業主又は従業員も同じ',
  same_file: '同じファイルが添付されている',
  phone: '電話番号が同じ',
  mail: 'メールアドレスが同じ',
  same_page: '書類の画像がよく似ている',
};

/** 重複の疑い: why two cases may be one, and how strongly. */
export interface DuplicateMatch {
  readonly rule: DuplicateRule;
  /** `exact`: the same employer, employee or account by number; `likely`: a person must look. */
  readonly strength: 'exact' | 'likely';
  /** 0 to 1, two decimals. */
  readonly score: number;
  /** Answers that agree, by question key. */
  readonly columns: readonly QuestionKey[];
}

/** Names at least so alike, at one address, are worth a look; below it neighbours in one building match by chance. */
export const SIMILAR_NAME_MIN = 0.6;

function exact(rule: DuplicateRule, columns: readonly QuestionKey[]): DuplicateMatch {
  return { rule, strength: 'exact', score: 1, columns };
}

function likely(rule: DuplicateRule, score: number, columns: readonly QuestionKey[]): DuplicateMatch {
  return { rule, strength: 'likely', score: Math.round(score * 100) / 100, columns };
}

function same(left: string | null, right: string | null): boolean {
  return left !== null && left !== '' && left === right;
}

function byNumber(left: DuplicateKeys, right: DuplicateKeys): DuplicateMatch[] {
  const found: DuplicateMatch[] = [];
  if (same(left.corporateNumber, right.corporateNumber)) {
    found.push(exact('corporate_number', ['employerCorporateNumber']));
  }
  if (same(left.employeeKey, right.employeeKey)) {
    found.push(exact('employee_child', ['employeeInsuredNumber', 'childBirthOn']));
  }
  if (same(left.insuranceOfficeNumber, right.insuranceOfficeNumber)) {
    found.push(exact('insurance_office', ['insuranceOfficeNumber']));
  }
  if (same(left.accountIndex, right.accountIndex)) {
    found.push(exact('account', ['bankCode', 'branchCode', 'accountType', 'accountNumber']));
  }
  return found;
}

function byPlace(left: DuplicateKeys, right: DuplicateKeys): DuplicateMatch[] {
  if (!same(left.addressKey, right.addressKey)) return [];
  const found: DuplicateMatch[] = [];
  const alike = similarity(left.nameKey, right.nameKey);
  if (alike === 1) found.push(likely('name_address', 0.95, ['employerName', 'employerAddress']));
  // Several corporations of one person at one address may split an employer to win more than one grant.
  if (same(left.representativeKey, right.representativeKey)) {
    found.push(likely('representative_address', 0.8, ['representativeName', 'employerAddress']));
  }
  if (alike >= SIMILAR_NAME_MIN && alike < 1) {
    found.push(likely('similar_name', 0.75 * alike, ['employerName', 'employerAddress']));
  }
  return found;
}

// 手続代行者: files for many, and rarely twice for one: under one agent a name that agrees is worth a look without its address.
function byAgent(left: DuplicateKeys, right: DuplicateKeys): DuplicateMatch[] {
  if (!same(left.agent, right.agent)) return [];
  const employer =
    same(left.nameKey, right.nameKey) ||
    same(left.corporateNumber, right.corporateNumber) ||
    same(left.insuranceOfficeNumber, right.insuranceOfficeNumber);
  // Another child is another leave.
  const otherChild =
    left.childBirthOn !== '' && right.childBirthOn !== '' && left.childBirthOn !== right.childBirthOn;
  const employee =
    !otherChild &&
    (same(left.insuredNumber, right.insuredNumber) ||
      (same(left.employeeBirthOn, right.employeeBirthOn) &&
        (same(left.employeeNameKey, right.employeeNameKey) ||
          same(left.employeeKanaKey, right.employeeKanaKey))));
  const columns: QuestionKey[] = [
    ...(employer ? (['employerName'] as const) : []),
    ...(employee ? (['employeeName'] as const) : []),
  ];
  return columns.length === 0 ? [] : [likely('agent', employer && employee ? 0.9 : 0.65, columns)];
}

/** Telephone numbers that two cases share. An agent's own number stands on many: as that of the person in charge it says nothing. */
function sharedPhones(left: DuplicateKeys, right: DuplicateKeys): readonly string[] {
  const oneAgent = same(left.agent, right.agent);
  const of = ({ phoneKey, contactPhoneKey }: DuplicateKeys): string[] => [phoneKey, contactPhoneKey];
  return of(left).filter(
    (phone) =>
      phone !== '' &&
      of(right).includes(phone) &&
      ((phone === left.phoneKey && phone === right.phoneKey) || !oneAgent),
  );
}

function byContact(left: DuplicateKeys, right: DuplicateKeys, common: ReadonlySet<string>): DuplicateMatch[] {
  const found: DuplicateMatch[] = [];
  const phones = sharedPhones(left, right).filter((phone) => !common.has(phone));
  if (phones.includes(left.phoneKey) && same(left.phoneKey, right.phoneKey))
    found.push(likely('phone', 0.6, ['employerPhone']));
  else if (phones.length > 0) found.push(likely('phone', 0.5, ['employerPhone', 'contactPhone']));
  // One agent files for many employers under one mail address; that alone says nothing.
  if (same(left.mailKey, right.mailKey) && !same(left.agent, right.agent) && !common.has(left.mailKey)) {
    found.push(likely('mail', 0.5, ['contactEmail']));
  }
  return found;
}

// What a slip of the pen or another channel leaves behind: no single key agrees, but many nearly do.
function byResemblance(left: DuplicateKeys, right: DuplicateKeys): DuplicateMatch[] {
  const raised = (rule: DuplicateRule, found: Resemblance): DuplicateMatch[] =>
    found.evidence >= EVIDENCE_MIN ? [likely(rule, scoreOf(found), found.columns)] : [];
  return [
    ...raised('similar_employer', employerResemblance(left, right)),
    ...raised('similar_employee', employeeResemblance(left, right)),
  ];
}

const NONE: ReadonlySet<string> = new Set();

/**
 * 二つの案件の照合: every rule by which they may be one, strongest first. Symmetric.
 *
 * @param common contacts of many employers (`commonContacts`): by them alone no two cases are one
 */
export function compareCases(
  left: DuplicateKeys,
  right: DuplicateKeys,
  common: ReadonlySet<string> = NONE,
): DuplicateMatch[] {
  return [
    ...byNumber(left, right),
    ...byPlace(left, right),
    ...byResemblance(left, right),
    ...byAgent(left, right),
    ...byContact(left, right, common),
  ];
}

/** What the papers of two cases have in common. */
export interface SharedPapers {
  readonly sameFile: boolean;
  readonly samePage: boolean;
}

/** 書類の照合: the very same file, or pages that look alike, in two cases. The answers say nothing here: no columns. */
export function comparePapers({ sameFile, samePage }: SharedPapers): DuplicateMatch[] {
  return [
    ...(sameFile ? [likely('same_file', 0.7, [])] : []),
    ...(samePage ? [likely('same_page', 0.5, [])] : []),
  ];
}
