/** 判定: passed, failed, or for a person to check. */
export const VERDICTS = ['passed', 'failed', 'to_check'] as const;

/** One verdict of a rule. */
export type FindingVerdict = (typeof VERDICTS)[number];

/** 判定名. */
export const verdictLabels: Readonly<Record<FindingVerdict, string>> = {
  passed: '適合',
  failed: '不適合',
  to_check: '要確認',
};

/** 判断: what the reviewer makes of a finding. */
export const markLabels = { ok: '適', defect: '不備', hold: '保留' } as const;

/** A fact behind a finding: flat JSON, so that it can be stored, shown and pasted into a notice. */
export type FindingFact = string | number | boolean | null | readonly string[];

/** 判定の一件: which rule, on what legal basis, what was required, what was found, and how it came out. */
export interface Finding {
  /** Stable code of the rule, for example `leave_months`. */
  readonly rule: string;
  /** Legal basis: clause of the law or of 仕様書. */
  readonly article: string;
  /** Japanese sentence: what is required. */
  readonly requirement: string;
  /** Japanese sentence: what was found. */
  readonly found: string;
  readonly verdict: FindingVerdict;
  readonly facts: Readonly<Record<string, FindingFact>>;
}

/** 案件全体の判定. */
export const CASE_VERDICTS = ['eligible', 'ineligible', 'to_check'] as const;

/** Verdict of a whole case. */
export type CaseVerdict = (typeof CASE_VERDICTS)[number];

/** 案件全体の判定名. */
export const caseVerdictLabels: Readonly<Record<CaseVerdict, string>> = {
  eligible: '要件を満たす',
  ineligible: '要件を満たさない',
  to_check: '要確認',
};

/** Verdict of a case: one failure makes it ineligible, else one open question makes it to be checked. */
export function verdictOf(findings: readonly Pick<Finding, 'verdict'>[]): CaseVerdict {
  if (findings.some((finding) => finding.verdict === 'failed')) return 'ineligible';
  return findings.some((finding) => finding.verdict === 'to_check') ? 'to_check' : 'eligible';
}
