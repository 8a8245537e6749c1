import { QUESTION_KEYS, type QuestionKey } from '../application/keys.ts';
import type { PaperCode } from '../application/papers.ts';
import { ANSWER_GAP } from '../eligibility/answer-gaps.ts';
import { PAPER_GAP } from '../eligibility/paper-gaps.ts';

/** 要件 of the 別紙, as the 審査管理表 counts them. */
export const REQUIREMENTS = [1, 2, 3, 4] as const;

/** One of the four requirements. */
export type Requirement = (typeof REQUIREMENTS)[number];

/** What one verdict of the table is made of. */
interface Judged {
  /** Rules whose findings make up the verdict; keys of `rules`. */
  readonly rules: readonly string[];
  /** Papers that it is shown by; one that did not come leaves it open. */
  readonly papers: readonly PaperCode[];
  /** Answers that it is about; one that a paper leaves open leaves it open. */
  readonly questions: readonly QuestionKey[];
}

interface RequirementRow extends Judged {
  readonly label: string;
}

/** 要件ごとの判定に使う規則と根拠書類. */
export const requirements: Readonly<Record<Requirement, RequirementRow>> = {
  1: {
    label: '通算1か月以上の育児休業と復帰',
    rules: [
      'leave_months',
      'leave_start',
      'leave_dates',
      'leave_after_birth',
      'child_born',
      'child_age',
      'leave_parts',
      'at_birth_leave',
      'worked_in_leave',
      'scheduled_workdays',
      'original_post',
      'return_after_leave',
      'return_by',
      'return_before_filing',
      'return_day',
      'return_gap',
      'employment',
      'employee_age',
    ],
    papers: [
      'child_proof',
      'leave_request',
      'leave_notice',
      'attendance',
      'wages',
      'insured_notice',
      'work_calendar',
    ],
    questions: [...QUESTION_KEYS.employee, ...QUESTION_KEYS.leave],
  },
  2: {
    label: '応援団の登録',
    rules: ['supporter'],
    papers: ['supporter_evidence'],
    questions: ['supporterName', 'supporterRegisteredOn'],
  },
  3: {
    label: '雇用環境の整備に関する措置',
    rules: ['measures_taken', 'measures_timing'],
    papers: ['measures_evidence', 'work_rules'],
    questions: ['measures'],
  },
  4: {
    label: '従業員への情報提供',
    rules: ['information'],
    papers: ['information_evidence'],
    questions: ['informationOn', 'informationMethod'],
  },
};

/** 期限, a column of its own. */
export const deadlineJudged: Judged = {
  rules: ['reception_period', 'filing_after_return'],
  papers: [],
  questions: [],
};
/** はじめて: whether what was declared of first leaves agrees with what is known. */
export const firstLeaveJudged: Judged = {
  rules: ['first_leave'],
  papers: [],
  questions: ['firstOneMonth', 'firstThreeMonths'],
};
/** 中小企業, a column of its own. */
export const sizeJudged: Judged = {
  rules: ['employer_size', 'large_company_control', 'legal_form'],
  papers: ['headcount', 'registry'],
  questions: [
    'employerLegalForm',
    'industry',
    'mainBusiness',
    'capital',
    'regularEmployees',
    'controlledByLargeCompany',
  ],
};

/** What is known of one finding. */
export interface JudgedRule {
  readonly rule: string;
  readonly verdict: 'passed' | 'failed' | 'to_check';
  readonly mark: 'ok' | 'defect' | 'hold' | null;
  /** Facts of the finding; of a gap which paper or which question. */
  readonly facts?: Readonly<Record<string, unknown>> | null;
}

/** The findings that a verdict is made of: those of its rules, and the gaps (郵送の不備) of its papers and answers. */
export function concerning<F extends JudgedRule>(findings: readonly F[], judged: Judged): F[] {
  const names = (listed: readonly string[], fact: unknown): boolean =>
    typeof fact === 'string' && listed.includes(fact);
  return findings.filter(({ rule, facts }) => {
    if (rule === PAPER_GAP.code) return names(judged.papers, facts?.['paper']);
    if (rule === ANSWER_GAP.code) return names(judged.questions, facts?.['question']);
    return judged.rules.includes(rule);
  });
}

/** 判定 of several rules together: a person's mark goes before the machine's verdict, and the worst one counts. */
export function requirementVerdict(findings: readonly JudgedRule[], judged: Judged): string {
  const concerned = concerning(findings, judged);
  if (concerned.length === 0) return '';
  const bad = concerned.some(({ verdict, mark }) =>
    mark === null ? verdict === 'failed' : mark === 'defect',
  );
  if (bad) return '不適合';
  const open = concerned.some(({ verdict, mark }) =>
    mark === null ? verdict === 'to_check' : mark === 'hold',
  );
  return open ? '要確認' : '適合';
}
