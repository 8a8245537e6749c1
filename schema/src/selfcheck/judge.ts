import type { GrantApplication } from '../application/application.ts';
import { anApplication } from '../application/example.ts';
import { requiredPaperCodes, type PaperCode } from '../application/papers.ts';
import { addDays, addMonths, earlierOf, laterOf, type CivilDate } from '../civil-date.ts';
import { computeAmount, type GrantAmount } from '../eligibility/amount.ts';
import { verdictOf, type CaseVerdict, type Finding } from '../eligibility/finding.ts';
import { countLeave, type LeaveCount } from '../eligibility/leave-count.ts';
import { findingOf, type JudgeContext, type JudgedInput } from '../eligibility/rule.ts';
import { rules } from '../eligibility/rules.ts';
import type { Programme } from '../programme/figures.ts';
import type { SelfCheck } from './answers.ts';
import { reachesThreeMonths } from './asked.ts';

/** Rules that the short answers decide. The others look at what only an application tells. */
export const SELF_CHECK_RULES: readonly string[] = [
  'employer_size',
  'legal_form',
  'workplace',
  'employment',
  'leave_months',
  'leave_start',
  'leave_dates',
  'leave_after_birth',
  'child_age',
  'leave_parts',
  'at_birth_leave',
  'original_post',
  'return_after_leave',
  'return_by',
  'return_gap',
  'supporter',
  'measures_taken',
  'information',
  'reception_period',
  'filing_after_return',
  'prior_award',
  'first_leave',
];

// What was answered by yes or no is said again in the words of the answer: the rule knows a date, the reader gave none.
const spoken: Readonly<Record<string, readonly [yes: string, no: string]>> = {
  workplace: ['県内の事業所に勤務しているとの回答です。', '県内の事業所に勤務していないとの回答です。'],
  employment: [
    '休業の開始前から雇用保険に加入しているとの回答です。',
    '休業の開始前に雇用保険に加入していないとの回答です。取扱いの確認が必要です。',
  ],
  original_post: ['原職等に復帰した（する）との回答です。', '原職等に復帰していない（しない）との回答です。'],
  supporter: ['登録しているとの回答です。', 'まだ登録していないとの回答です。申請の前に登録してください。'],
  information: [
    '休業の終わりまでに情報提供を行った（行う）との回答です。',
    '休業の終わりまでに情報提供を行っていないとの回答です。',
  ],
  prior_award: ['今年度の支給はまだ受けていないとの回答です。', '今年度すでに支給を受けたとの回答です。'],
};

const answered: Readonly<Record<string, (given: SelfCheck) => boolean>> = {
  workplace: (given) => given.worksInPrefecture,
  employment: (given) => given.insured,
  original_post: (given) => given.originalPost,
  supporter: (given) => given.supporterRegistered,
  information: (given) => given.informed,
  prior_award: (given) => !given.awardedThisYear,
};

/** 自己チェックの結果. */
export interface SelfCheckResult {
  /** 申請日 the check reckons with: today, or the day of return or of the opening while that lies ahead. */
  readonly filingOn: CivilDate;
  /** Last day to file in principle: so many months after the return, and never after the reception has closed. */
  readonly dueOn: CivilDate;
  readonly findings: readonly Finding[];
  readonly verdict: CaseVerdict;
  readonly leave: LeaveCount;
  readonly amount: GrantAmount;
  readonly missingPapers: readonly PaperCode[];
}

/** The first of three months is answered, or follows: where no man took a month before, none took three. */
function isFirstThree(given: SelfCheck, leave: LeaveCount, programme: Programme): boolean {
  const { firstOneMonth, firstThreeMonths } = given;
  return firstThreeMonths ?? (firstOneMonth && reachesThreeMonths(leave, programme));
}

function elsewhere({ prefectureName }: Programme): string {
  return prefectureName === '東京都' ? '埼玉県' : '東京都';
}

// Names, numbers and addresses are those of 申請例: no rule of the list looks at them, and a test holds it so.
function applicationOf(
  given: SelfCheck,
  programme: Programme,
  on: CivilDate,
  leave: LeaveCount,
): GrantApplication {
  const last = given.leavePeriods.map((period) => period.endOn).reduce(laterOf);
  const first = given.leavePeriods.map((period) => period.startOn).reduce(earlierOf);
  const example = anApplication();
  return {
    ...example,
    employerLegalForm: given.legalForm,
    employerCorporateNumber: given.legalForm === 'sole_owner' ? null : example.employerCorporateNumber,
    industry: given.industry ?? 'other',
    capital: given.capital,
    regularEmployees: given.regularEmployees,
    workplaceAddress: given.worksInPrefecture ? programme.prefectureName : elsewhere(programme),
    employeeInsuredOn: given.insured ? first : addDays(first, 1),
    childBirthOn: given.childBirthOn,
    childDueOn: null,
    leavePeriods: [...given.leavePeriods],
    returnOn: given.returnOn,
    returnedToOriginalPost: given.originalPost,
    returnGapReason: null,
    supporterRegisteredOn: given.supporterRegistered ? on : addDays(on, 1),
    measures: given.measures.map((kind) => ({ kind, implementedOn: on, description: kind })),
    informationOn: given.informed ? earlierOf(last, on) : addDays(on, 1),
    firstOneMonth: given.firstOneMonth,
    firstThreeMonths: isFirstThree(given, leave, programme),
  };
}

function contextOf(given: SelfCheck, programme: Programme): JudgeContext {
  if (!given.awardedThisYear) return { priorAwards: [] };
  const award = { leaveMonths: null, leaveDays: null, employeeInsuredNumber: null, childBirthOn: null };
  return {
    priorAwards: [{ ...award, fiscalYear: programme.fiscalYear, reference: '今年度の支給' }],
  };
}

function findingsOf(given: SelfCheck, input: JudgedInput): Finding[] {
  return rules
    .filter((rule) => SELF_CHECK_RULES.includes(rule.code))
    .map((rule) => {
      const finding = findingOf(rule, input);
      const words = spoken[rule.code];
      const yes = answered[rule.code];
      if (words === undefined || yes === undefined) return finding;
      // A no that this programme does not mind stays in the words of the rule.
      if (!yes(given) && finding.verdict === 'passed') return finding;
      return { ...finding, found: yes(given) ? words[0] : words[1], facts: {} };
    });
}

/**
 * 自己チェックの判定: what the rules of the office say about the short answers. The same functions judge an application;
 * here they look at fewer facts, so the outcome is a forecast.
 * @param today JST day; a return that lies ahead moves the assumed day of filing to it
 */
export function selfCheck(given: SelfCheck, programme: Programme, today: CivilDate): SelfCheckResult {
  const filingOn = laterOf(laterOf(today, given.returnOn), programme.receptionOpensOn);
  const leave = countLeave(given.leavePeriods, given);
  const application = applicationOf(given, programme, filingOn, leave);
  const input = { application, programme, on: filingOn, context: contextOf(given, programme), gaps: [] };
  const findings = findingsOf(given, input);
  const called = requiredPaperCodes(
    { employerLegalForm: given.legalForm },
    { requiredPapers: programme.requiredPapers, isAgent: false },
  );
  const soft =
    programme.softDeadlineMonths === null
      ? programme.receptionClosesOn
      : addMonths(given.returnOn, programme.softDeadlineMonths);
  return {
    filingOn,
    dueOn: earlierOf(soft, programme.receptionClosesOn),
    findings,
    verdict: verdictOf(findings),
    leave,
    amount: computeAmount(application, programme, leave),
    missingPapers: called.filter((code) => !given.papers.includes(code)),
  };
}
