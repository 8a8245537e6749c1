import type { GrantApplication } from '../application/application.ts';
import { isKnown, type AnswerGap, type KnownAnswers } from '../application/gaps.ts';
import { questionLabel } from '../application/questions.ts';
import type { CivilDate } from '../civil-date.ts';
import { formatWareki } from '../civil-date/wareki.ts';
import type { Programme } from '../programme/figures.ts';
import type { Finding, FindingFact, FindingVerdict } from './finding.ts';

/** 過去の支給: an earlier award to the same employer (or, where the limit is per child, for the same child). */
export interface PriorAward {
  /** Fiscal year of the award, for example 2025. */
  readonly fiscalYear: number;
  /** Receipt number or another name by which a person finds it. */
  readonly reference: string;
  /** Whole months of the leave, as counted when it was judged; null when not known. */
  readonly leaveMonths: number | null;
  /** Calendar days of the leave; null when not known. The lists of earlier years have days only, if anything. */
  readonly leaveDays: number | null;
  /** Present when the award names its employee and child. */
  readonly employeeInsuredNumber: string | null;
  readonly childBirthOn: CivilDate | null;
}

/** What the adapter knows besides the application. */
export interface JudgeContext {
  /** Awards found under the employer's keys, other live cases of this year included. */
  readonly priorAwards: readonly PriorAward[];
  /** 同じ事業主かもしれない支給: awards of this office under a name or an insurance office that is the same, each with what agrees. */
  readonly possibleAwards?: readonly (PriorAward & { readonly agreed: string })[];
  /** Rows of earlier years' lists that may be this employer and that nobody has judged. */
  readonly openAwards?: number;
  /** Where the employer stands on the supporters' list; null or absent when the office has none. */
  readonly supporter?: 'match' | 'open' | 'none' | null;
  /** Days of registration on the rows of that list which are this employer; a row without a day gives none. */
  readonly supporterDays?: readonly CivilDate[];
}

/** Key of one answer of an application. */
export type AnswerKey = keyof GrantApplication;

/** What a rule looks at: of the application only the answers it needs. */
export interface RuleInput<K extends AnswerKey = AnswerKey> {
  readonly application: Pick<GrantApplication, K>;
  readonly programme: Programme;
  /** 申請日: the day that counts for the deadlines. */
  readonly on: CivilDate;
  readonly context: JudgeContext;
}

/** What there is to judge: an application with or without gaps. */
export interface JudgedInput extends Omit<RuleInput, 'application'> {
  readonly application: KnownAnswers;
  readonly gaps: readonly AnswerGap[];
}

/** What a rule answers. */
export interface Outcome {
  readonly verdict: FindingVerdict;
  readonly found: string;
  readonly facts: Finding['facts'];
}

interface RuleOf<K extends AnswerKey> {
  readonly code: string;
  /** Short Japanese name for a list. */
  readonly title: string;
  readonly article: string;
  /** The answers it looks at. While one of them is not known, nobody asks the rule. */
  readonly needs: readonly K[];
  readonly requirement: (input: Pick<RuleInput, 'programme'>) => string;
  readonly judge: (input: RuleInput<K>) => Outcome;
}

/** 要件の一つ: one decision, one pure function. */
export type Rule = RuleOf<AnswerKey>;

/** Names a rule; the type holds it to the answers that it says it needs. */
export function defineRule<const K extends AnswerKey>(rule: RuleOf<K>): Rule {
  return rule;
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
export function firstLeaveDay({ leavePeriods }: Pick<GrantApplication, 'leavePeriods'>): CivilDate {
  return leavePeriods.map((period) => period.startOn).reduce((left, right) => (left <= right ? left : right));
}

/** Last day of the leave as applied for. */
export function lastLeaveDay({ leavePeriods }: Pick<GrantApplication, 'leavePeriods'>): CivilDate {
  return leavePeriods.map((period) => period.endOn).reduce((left, right) => (left >= right ? left : right));
}

function unknownOutcome(labels: readonly string[]): Outcome {
  const named = labels.map((label) => `「${label}」`).join('');
  return toCheck(`${named}の記入がないため、判定できません。`, { unknown: labels });
}

/** Runs a rule. What it needs and nobody knows makes it a question for a person, never a guess. */
export function findingOf(rule: Rule, input: JudgedInput): Finding {
  const { application, gaps } = input;
  const unknown = rule.needs.filter((key) => !isKnown(application, gaps, key));
  const outcome =
    unknown.length > 0
      ? unknownOutcome(unknown.map((key) => questionLabel(key)))
      : // Every answer the rule may look at is known; the others are out of its type.
        rule.judge({ ...input, application: application as GrantApplication });
  return {
    rule: rule.code,
    article: rule.article,
    requirement: rule.requirement(input),
    ...outcome,
  };
}
