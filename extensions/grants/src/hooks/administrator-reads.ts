import { recordAccess } from '../adapter/access-log.ts';
import type { Accountability, Office } from '../adapter/ports.ts';
import { insideWork } from '../adapter/work.ts';
import type { FilterContext, FilterMeta, Registry } from './registry.ts';

// Collections without personal data. One added later counts as personal until it is named here.
const IMPERSONAL: ReadonlySet<string> = new Set([
  'programmes',
  'programme_versions',
  'summaries',
  'news',
  'faqs',
  'closures',
  'fee_tables',
  'correction_texts',
  'bank_profiles',
]);

/**
 * 管理者の閲覧記録: an administrator may read every table, and so every read of one by Directus' own doors (items,
 * GraphQL, export, revisions, list of files) is on record before it is answered: who, what, how many. The same read
 * twice in one request is one line; jobs, and verbs while they write, are not people.
 */
export function administratorReads({ filter }: Registry, office: Office): void {
  const told = new WeakMap<Accountability, Set<string>>();
  const record = async (payload: unknown, meta: FilterMeta, { accountability }: FilterContext) => {
    if (accountability?.admin !== true || accountability.user === null || insideWork()) return payload;
    const collection = meta.collection ?? '';
    // A relation may lead from any table to a case.
    const far = meta.query?.fields?.some((field) => field.includes('.')) ?? false;
    if (IMPERSONAL.has(collection) && !far) return payload;
    const rows = (Array.isArray(payload) ? payload : [payload]) as { id?: string | number }[];
    const only = rows.length === 1 ? String(rows[0]?.id ?? '') || null : null;
    const lines = told.get(accountability) ?? new Set<string>();
    told.set(accountability, lines);
    const line = `${collection} ${only ?? String(rows.length)}`;
    if (lines.has(line)) return payload;
    lines.add(line);
    await recordAccess(office.database, {
      actor: accountability.user,
      action: 'administrator_read',
      collection,
      id: only,
      purpose: `管理者による閲覧（${String(rows.length)}件）`,
    });
    return payload;
  };
  for (const event of ['items.read', 'files.read', 'revisions.read']) filter(event, record);
}
