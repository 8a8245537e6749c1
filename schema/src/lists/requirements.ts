import type { PaperCode } from '../application/papers.ts';

/** 要件 of the 別紙, as the 審査管理表 counts them. */
export const REQUIREMENTS = [1, 2, 3, 4] as const;

/** One of the four requirements. */
export type Requirement = (typeof REQUIREMENTS)[number];

interface RequirementRow {
  readonly label: string;
  /** Rules whose findings make up the verdict; keys of `rules`. */
  readonly rules: readonly string[];
  /** Papers that it is shown by. */
  readonly papers: readonly PaperCode[];
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
  },
  2: { label: '応援団の登録', rules: ['supporter'], papers: ['supporter_evidence'] },
  3: {
    label: '雇用環境の整備に関する措置',
    rules: ['measures_taken', 'measures_timing'],
    papers: ['measures_evidence', 'work_rules'],
  },
  4: { label: '従業員への情報提供', rules: ['information'], papers: ['information_evidence'] },
};

/** Rules of 期限, 中小企業 and はじめて, each a column of its own. */
export const deadlineRules: readonly string[] = ['reception_period', 'filing_after_return'];
export const sizeRules: readonly string[] = ['employer_size', 'large_company_control', 'legal_form'];

/** What is known of one finding. */
export interface JudgedRule {
  readonly rule: string;
  readonly verdict: 'passed' | 'failed' | 'to_check';
  readonly mark: 'ok' | 'defect' | 'hold' | null;
}

/** 判定 of several rules together: a person's mark goes before the machine's verdict, and the worst one counts. */
export function requirementVerdict(findings: readonly JudgedRule[], rules: readonly string[]): string {
  const concerned = findings.filter(({ rule }) => rules.includes(rule));
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
