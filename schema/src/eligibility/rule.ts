import type { GrantApplication } from '../application/application.ts';
import type { CivilDate } from '../civil-date.ts';
import { formatWareki } from '../civil-date/wareki.ts';
import type { Programme } from '../programme/figures.ts';
import type { Finding, FindingFact, FindingVerdict } from './finding.ts';
import type { LeaveCount } from './leave-count.ts';

/** 過去の支給: an earlier award to the same employer (or, where the limit is per child, for the same child). */
export interface PriorAward {
  /** Fiscal year of the award, for example 2025. */
  readonly fiscalYear: number;
  /** Receipt number or another name by which a person finds it. */
  readonly reference: string;
  /** Whole months of the leave; null when not known (awards before 2026 needed five days only). */
  readonly leaveMonths: number | null;
  /** Present when the award names its employee and child. */
  readonly employeeInsuredNumber: string | null;
  readonly childBirthOn: CivilDate | null;
}

/** What the adapter knows besides the application. */
export interface JudgeContext {
  /** Awards found under the employer's keys, other live cases of this year included. */
  readonly priorAwards: readonly PriorAward[];
  /** Rows of earlier years' lists that may be this employer and that nobody has judged. */
  readonly openAwards?: number;
  /** Where the employer stands on the supporters' list; null or absent when the office has none. */
  readonly supporter?: 'match' | 'open' | 'none' | null;
}

/** What a rule looks at. */
export interface RuleInput {
  readonly application: GrantApplication;
  readonly programme: Programme;
  /** 申請日: the day that counts for the deadlines. */
  readonly on: CivilDate;
  readonly context: JudgeContext;
  readonly leave: LeaveCount;
}

/** What a rule answers. */
export interface Outcome {
  readonly verdict: FindingVerdict;
  readonly found: string;
  readonly facts: Finding['facts'];
}

/** 要件の一つ: one decision, one pure function. */
export interface Rule {
  readonly code: string;
  /** Short Japanese name for a list. */
  readonly title: string;
  readonly article: string;
  readonly requirement: (input: RuleInput) => string;
  readonly judge: (input: RuleInput) => Outcome;
}

type Facts = Readonly<Record<string, FindingFact>>;

/** The requirement is met. */
export function passed(found: string, facts: Facts = {}): Outcome {
  return { verdict: 'passed', found, facts };
}

/** The requirement is not met. */
export function failed(found: string, facts: Facts = {}): Outcome {
  return { verdict: 'failed', found, facts };
}

/** A person must decide. */
export function toCheck(found: string, facts: Facts = {}): Outcome {
  return { verdict: 'to_check', found, facts };
}

/** 日付の書き方 in findings: 和暦, as in a notice. */
export const day = formatWareki;

/** First day of the leave as applied for. */
export function firstLeaveDay({ leavePeriods }: GrantApplication): CivilDate {
  return leavePeriods.map((period) => period.startOn).reduce((left, right) => (left <= right ? left : right));
}

/** Last day of the leave as applied for. */
export function lastLeaveDay({ leavePeriods }: GrantApplication): CivilDate {
  return leavePeriods.map((period) => period.endOn).reduce((left, right) => (left >= right ? left : right));
}

/** Runs a rule. */
export function findingOf(rule: Rule, input: RuleInput): Finding {
  return {
    rule: rule.code,
    article: rule.article,
    requirement: rule.requirement(input),
    ...rule.judge(input),
  };
}
