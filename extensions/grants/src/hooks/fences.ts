import { refuse } from '@grant/schema';
import { directusErrorOf } from '../adapter/http-refusal.ts';
import { constraintRefusal } from '../adapter/constraint.ts';
import { insideWork } from '../adapter/work.ts';
import type { Registry } from './registry.ts';

/**
 * 柵: collections that only verbs write. Whoever comes by the items API, GraphQL, an import, a batch, a revert or a
 * version is told which way to go; administrators too. It is a courtesy: the triggers of the database are the last
 * line and know nothing of these hooks.
 */
const OWNED: ReadonlySet<string> = new Set([
  'drafts',
  'judgements',
  'findings',
  'duplicate_sets',
  'duplicate_members',
  'suspicions',
  'signals',
  'prior_awards',
  'supporter_members',
  'list_imports',
  'list_rows',
  'list_matches',
  'corrections',
  'correction_items',
  'reviews',
  'decisions',
  'approvals',
  'letters',
  'mailings',
  'custody_entries',
  'scans',
  'messages',
  'bank_accounts',
  'obligations',
  'payments',
  'payment_batches',
  'confirmations',
  'transfer_results',
  'case_events',
  'access_log',
  'ledger_entries',
  'fund_requests',
  'bank_statement_lines',
  'statement_matches',
  'reconciliations',
  'settlements',
  'summaries',
  'storage_checks',
  'exports',
  'faq_publications',
  'consultation_answers',
]);

const OWN_WAY = '一覧や取込みから直接変更することはできません。案件又は支払の画面の操作から行ってください。';
const LISTS: ReadonlySet<string> = new Set(['prior_awards', 'supporter_members']);
const LIST_WAY =
  '名簿の行は、「名簿の取込みと照合」の画面から、ファイルで取り込んでください。直接の入力や変更は照合されません。';

/** Refuses writes that do not come from a verb, and puts database refusals into words. */
export function fences({ filter }: Registry): void {
  for (const act of ['create', 'update', 'delete']) {
    filter(`items.${act}`, (payload, { collection }) => {
      if (insideWork() || collection === undefined || !OWNED.has(collection)) return payload;
      throw directusErrorOf(
        refuse('GUARD_FAILED', {
          event: 'この記録の変更',
          reason: LISTS.has(collection) ? LIST_WAY : OWN_WAY,
        }),
      );
    });
  }
  filter('applications.items.delete', () => {
    throw directusErrorOf(
      refuse('GUARD_FAILED', {
        event: '申請の削除',
        reason: '申請は削除できません。不要な申請は、取下げとして記録してください。',
      }),
    );
  });
  filter('database.error', (error) => {
    const refusal = constraintRefusal(error);
    // What Directus already explains (not unique, not null, foreign key) keeps its own answer.
    // A verb puts it into words itself (work.ts); an error already worded would reach it as one it does not know.
    return refusal === null || !isCheck(error) || insideWork() ? error : directusErrorOf(refusal);
  });
}

function isCheck(error: unknown): boolean {
  return (error as { code?: unknown }).code === '23514';
}
