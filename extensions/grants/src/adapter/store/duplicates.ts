import {
  duplicateRuleLabels,
  isQuestionKey,
  questionLabel,
  ACCOUNT_KEYS,
  type DuplicateRule,
  type VerbOutput,
} from '@grant/schema';
import type { Knex } from 'knex';
import { fromRow } from '../row.ts';
import type { CaseRecord } from './cases.ts';

type View = VerbOutput<'case.workbench'>['duplicates'][number];

interface SetRecord {
  readonly id: string;
  readonly rule: string;
  readonly strength: View['strength'];
  /** Percent. */
  readonly score: number;
  readonly columns: readonly string[] | null;
  readonly state: View['state'];
  readonly reason: string | null;
}

function labelOf(rule: string): string {
  return Object.hasOwn(duplicateRuleLabels, rule) ? duplicateRuleLabels[rule as DuplicateRule] : rule;
}

// The compared answers of one case by their names; of an account only that it agrees is said.
function compared(current: CaseRecord, columns: readonly string[]): Record<string, string | null> {
  const shown = columns.filter(isQuestionKey).map((key) => {
    const hidden = (ACCOUNT_KEYS as readonly string[]).includes(key);
    const value = hidden ? '（同一）' : current[key];
    return [
      questionLabel(key),
      typeof value === 'string' || typeof value === 'number' ? String(value) : null,
    ] as const;
  });
  return Object.fromEntries(shown);
}

/** 重複の疑い with this case in them, with the compared answers of every member. */
export async function duplicatesOf(database: Knex, application: string): Promise<View[]> {
  const sets = await database<object>('duplicate_sets')
    .whereIn('id', database('duplicate_members').where({ application }).select('duplicate_set'))
    .orderBy('opened_at');
  const views: View[] = [];
  for (const row of sets) {
    const set = fromRow<SetRecord>(row);
    const members = await database<object>('applications')
      .whereIn('id', database('duplicate_members').where({ duplicate_set: set.id }).select('application'))
      .orderBy('submitted_at');
    views.push({
      id: set.id,
      rule: set.rule,
      ruleLabel: labelOf(set.rule),
      strength: set.strength,
      score: set.score / 100,
      state: set.state,
      reason: set.reason,
      members: members.map((member) => {
        const other = fromRow<CaseRecord>(member);
        return {
          applicationId: other.id,
          receiptNumber: other.receiptNumber,
          employerName: other.employerName,
          employeeName: (other['employeeName'] as string | null) ?? null,
          state: other.state,
          columns: compared(other, set.columns ?? []),
        };
      }),
    });
  }
  return views;
}
