import { isQuestionKey, questionLabel, writtenAnswer, type VerbOutput } from '@grant/schema';
import type { Knex } from 'knex';
import { camelKey } from '../row.ts';
import { ofCase } from './cases.ts';

type Fix = VerbOutput<'case.workbench'>['fixes'][number];
type ToldFix = VerbOutput<'application.show'>['fixes'][number];

/** 事務局による訂正 as the database kept it. */
export interface FixRecord {
  /** Column of the answer. */
  readonly answer: string;
  readonly oldValue: unknown;
  readonly newValue: unknown;
  readonly reason: string;
  readonly fixedBy: string;
  readonly fixedAt: string;
}

/** What the office put right in a case, oldest first. */
export function fixesOf(database: Knex, application: string): Promise<FixRecord[]> {
  return ofCase<FixRecord>(database, 'staff_fixes', application, 'id');
}

/** 手続代行者 of a postal case: no answer of the form, and put right like one. */
export const AGENT_LABEL = '手続代行者';

function text(value: unknown): string | null {
  if (value === null || value === undefined || value === '') return null;
  if (typeof value === 'boolean') return value ? 'はい' : 'いいえ';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** The same as shown: the answer by its label, its values as text. */
export function fixView(fix: FixRecord, name: (id: string) => string | null): Fix {
  const key = camelKey(fix.answer);
  return {
    key,
    label: key === 'postalAgent' ? AGENT_LABEL : questionLabel(key),
    oldValue: text(fix.oldValue),
    newValue: text(fix.newValue),
    reason: fix.reason,
    byName: name(fix.fixedBy) ?? '（不明）',
    at: fix.fixedAt,
  };
}

/** The same as its applicant is told: before and after in words, and neither why nor by whom. */
export function toldFix({ answer, oldValue, newValue, fixedAt }: FixRecord): ToldFix {
  const key = camelKey(answer);
  const written = (value: unknown): string =>
    isQuestionKey(key) ? writtenAnswer(key, value) : (text(value) ?? '－');
  return {
    label: key === 'postalAgent' ? AGENT_LABEL : questionLabel(key),
    before: written(oldValue),
    after: written(newValue),
    at: fixedAt,
  };
}
