import {
  duplicateRuleLabels,
  isQuestionKey,
  questionLabel,
  ACCOUNT_KEYS,
  type DuplicateRule,
  type DuplicateVerdict,
  type Duty,
  type QuestionKey,
  type VerbOutput,
} from '@grant/schema';
import type { Knex } from 'knex';
import type { Actor } from '../actor.ts';
import { fromRow } from '../row.ts';
import { agentsOfCases } from './agents.ts';
import type { CaseRecord } from './cases.ts';
import { papersInCommon } from './papers-in-common.ts';
import { namesOfPeople } from './people.ts';

type View = VerbOutput<'case.workbench'>['duplicates'][number];

interface SetRecord {
  readonly id: string;
  readonly rule: string;
  readonly strength: View['strength'];
  /** Percent. */
  readonly score: number;
  readonly columns: readonly string[] | null;
  readonly state: View['state'];
  readonly digest: string;
  readonly reason: string | null;
  readonly resolvedBy: string | null;
}

interface MemberRecord {
  readonly application: string;
  readonly verdict: View['members'][number]['verdict'];
  readonly reason: string | null;
  readonly decidedBy: string | null;
}

function labelOf(rule: string): string {
  return Object.hasOwn(duplicateRuleLabels, rule) ? duplicateRuleLabels[rule as DuplicateRule] : rule;
}

/** What a person looks at to tell two cases apart, in the order of the form. */
const COMPARED = [
  'employerName',
  'employerNameKana',
  'employerCorporateNumber',
  'representativeName',
  'employerAddress',
  'employerPhone',
  'insuranceOfficeNumber',
  'employeeName',
  'employeeNameKana',
  'employeeBirthOn',
  'employeeInsuredNumber',
  'childBirthOn',
  'contactPhone',
  'contactEmail',
] as const satisfies readonly QuestionKey[];

// Of an account only that it agrees is said, never which it is.
const hidden = (key: string): boolean => (ACCOUNT_KEYS as readonly string[]).includes(key);
const ACCOUNT_LABEL = '振込口座';
/** No answer of the form: whoever filed is the key. */
const AGENT_LABEL = '手続代行者';

function agreedLabels(columns: readonly string[]): string[] {
  const labels = columns
    .filter(isQuestionKey)
    .map((key) => (hidden(key) ? ACCOUNT_LABEL : questionLabel(key)));
  return [...new Set(labels)];
}

function compared(
  current: CaseRecord,
  columns: readonly string[],
  agent: string | null,
  account: string | null,
): Record<string, string | null> {
  const shown = COMPARED.map((key) => {
    const value = current[key];
    return [
      questionLabel(key),
      typeof value === 'string' || typeof value === 'number' ? String(value) : null,
    ] as const;
  });
  return {
    ...Object.fromEntries(shown),
    ...(columns.some(hidden) ? { [ACCOUNT_LABEL]: account } : {}),
    ...(agent === null ? {} : { [AGENT_LABEL]: agent }),
  };
}

/** Who may open a settled set again, if somebody else has judged it. */
const REOPENS: readonly Duty[] = ['reviewer', 'approver', 'manager'];

/** Whether a judgement of the set is left that no decision rests on. */
async function unrested(database: Knex, set: string): Promise<boolean> {
  const answer: { rows: unknown[] } = await database.raw(
    'select 1 from duplicate_members m where m.duplicate_set = ? and not grant_rests_on(m) limit 1',
    [set],
  );
  return answer.rows.length > 0;
}

interface ReopeningRow {
  readonly reopened_at: Date;
  readonly reopened_by: string;
  readonly reason: string;
  readonly judgements: readonly {
    readonly application: string;
    readonly verdict: DuplicateVerdict;
    readonly reason: string;
    readonly decided_by: string;
  }[];
}

async function reopeningsOf(database: Knex, set: string): Promise<View['reopenings']> {
  const rows = await database<ReopeningRow & { duplicate_set: string }>('duplicate_reopenings')
    .where({ duplicate_set: set })
    .orderBy('reopened_at', 'desc')
    .select('reopened_at', 'reopened_by', 'reason', 'judgements');
  const all = rows.flatMap((row) => row.judgements);
  const names = await namesOfPeople(database, [
    ...rows.map((row) => row.reopened_by),
    ...all.map((one) => one.decided_by),
  ]);
  const numbers = await database<{ id: string; receipt_number: string | null }>('applications')
    .whereIn('id', [...new Set(all.map((one) => one.application))])
    .select('id', 'receipt_number');
  const numberOf = new Map(numbers.map((one) => [one.id, one.receipt_number]));
  return rows.map((row) => ({
    at: row.reopened_at.toISOString(),
    byName: names.get(row.reopened_by) ?? '（不明）',
    reason: row.reason,
    judgements: row.judgements.map((one) => ({
      receiptNumber: numberOf.get(one.application) ?? null,
      verdict: one.verdict,
      reason: one.reason,
      byName: names.get(one.decided_by) ?? '（不明）',
    })),
  }));
}

/** Case -> （同じ口座） where another member has its account as well; two such accounts in one set are told apart. */
async function sharedAccounts(
  database: Knex,
  cases: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await database<{ application: string; number_index: string; status: string }>('bank_accounts')
    .where({ status: 'live' })
    .whereIn('application', [...cases])
    .orderBy(['number_index', 'application'])
    .select('application', 'number_index');
  const indexes = rows.map((row) => row.number_index);
  const shared = [...new Set(indexes.filter((index, at) => indexes.indexOf(index) !== at))];
  return new Map(
    rows.flatMap(({ application, number_index }) => {
      const at = shared.indexOf(number_index);
      return at < 0 ? [] : [[application, shared.length > 1 ? `（同じ口座 ${at + 1}）` : '（同じ口座）']];
    }),
  );
}

/** 重複の疑い with this case in them, with the compared answers of every member. */
export async function duplicatesOf(
  database: Knex,
  application: string,
  reader: Pick<Actor, 'id' | 'duties'>,
): Promise<View[]> {
  // What a set says and its digest are read at one moment.
  const sets = await database<object>('duplicate_sets')
    .whereIn('id', database('duplicate_members').where({ application }).select('duplicate_set'))
    .orderBy('opened_at')
    .select<object[]>('duplicate_sets.*', database.raw('grant_duplicate_digest(duplicate_sets) as digest'));
  const views: View[] = [];
  for (const row of sets) {
    const set = fromRow<SetRecord>(row);
    const judged = await database<object>('duplicate_members').where({ duplicate_set: set.id });
    const judgements = new Map(
      judged.map((one) => {
        const member = fromRow<MemberRecord>(one);
        return [member.application, member] as const;
      }),
    );
    const rows = await database<object>('applications')
      .whereIn('id', [...judgements.keys()])
      .orderBy('submitted_at');
    const members = rows.map((one) => fromRow<CaseRecord>(one));
    const accounts = await sharedAccounts(database, [...judgements.keys()]);
    const papers = await papersInCommon(database, [...judgements.keys()]);
    const agents = await agentsOfCases(database, [...judgements.keys()]);
    const names = await namesOfPeople(
      database,
      members.map((member) => member.agent),
    );
    const agentName = ({ id, agent }: CaseRecord): string | null =>
      agents.has(id) ? (agents.get(id)?.name ?? names.get(agent ?? '') ?? '（不明）') : null;
    const agentKeys = members.map((member) => agents.get(member.id)?.key ?? null);
    const oneAgent = agentKeys.every((key) => key !== null && key === agentKeys[0]);
    views.push({
      id: set.id,
      rule: set.rule,
      ruleLabel: labelOf(set.rule),
      strength: set.strength,
      score: set.score / 100,
      state: set.state,
      digest: set.digest,
      reason: set.reason,
      reopenings: await reopeningsOf(database, set.id),
      mayReopen:
        set.state !== 'open' &&
        REOPENS.some((duty) => reader.duties.has(duty)) &&
        ![set.resolvedBy, ...[...judgements.values()].map((one) => one.decidedBy)].includes(reader.id) &&
        (await unrested(database, set.id)),
      agreed: [...agreedLabels(set.columns ?? []), ...(oneAgent ? [AGENT_LABEL] : [])],
      members: members.map((other) => {
        const judged = judgements.get(other.id);
        return {
          applicationId: other.id,
          receiptNumber: other.receiptNumber,
          employerName: other.employerName,
          employeeName: (other['employeeName'] as string | null) ?? null,
          state: other.state,
          verdict: judged?.verdict ?? null,
          reason: judged?.reason ?? null,
          columns: {
            ...compared(other, set.columns ?? [], agentName(other), accounts.get(other.id) ?? null),
            ...papers.get(other.id),
          },
        };
      }),
    });
  }
  return views;
}
