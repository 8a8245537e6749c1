/**
 * What was changed in Studio on a production office and is in no image: the next version would undo it without a word.
 * Directus' own record of activity tells who changed what; the database remembers up to where `prepare` has seen it.
 */
import type { Sql } from 'postgres';

/** Collections of Directus that an image brings with it. */
const CONFIGURATION = [
  'directus_collections',
  'directus_dashboards',
  'directus_fields',
  'directus_flows',
  'directus_operations',
  'directus_panels',
  'directus_permissions',
  'directus_policies',
  'directus_relations',
  'directus_roles',
  'directus_settings',
  'directus_translations',
];

/** What the comment of the database says: the configuration it has, and the last activity before its people began. */
export interface Prepared {
  readonly hash: string;
  readonly activity: number;
}

/** Reads the comment; nothing when the database was never prepared. */
export async function preparedState(sql: Sql): Promise<Prepared | undefined> {
  const [row] = await sql<{ note: string | null }[]>`
    select shobj_description(oid, 'pg_database') as note from pg_database where datname = current_database()`;
  const [hash, activity] = row?.note?.split(' ') ?? [];
  return hash === undefined ? undefined : { hash, activity: Number(activity ?? 'NaN') };
}

/** Writes the comment. */
export async function recordPrepared(sql: Sql, database: string, hash: string): Promise<void> {
  const [last] = await sql<{ id: number }[]>`select coalesce(max(id), 0)::int as id from directus_activity`;
  await sql.unsafe(`comment on database "${database}" is '${hash} ${String(last?.id ?? 0)}'`);
}

/** One line for each kind of change made in Studio since then, newest day last. */
export async function studioChanges(sql: Sql, { activity }: Prepared): Promise<readonly string[]> {
  if (Number.isNaN(activity)) return [];
  const rows = await sql<{ day: string; collection: string; action: string; items: string; count: number }[]>`
    select to_char(timestamp at time zone 'Asia/Tokyo', 'YYYY-MM-DD') as day, collection, action,
           string_agg(distinct item, ', ') as items, count(*)::int as count
      from directus_activity
     where id > ${activity} and collection in ${sql(CONFIGURATION)} and action in ('create', 'update', 'delete')
     group by 1, 2, 3 order by 1, 2, 3`;
  return rows.map(
    ({ day, collection, action, items, count }) =>
      `${day} ${collection} ${action} ×${String(count)}: ${items.length > 120 ? `${items.slice(0, 120)}…` : items}`,
  );
}

/** What the operator reads in the log of `prepare`. */
export function changesNotice(changes: readonly string[], undone: boolean): string {
  const head = undone
    ? '⚠ 管理画面で変更された構成を、この版の構成で上書きします / Configuration changed in Studio is overwritten by this version'
    : '⚠ 管理画面で変更された構成があります。次の版で上書きされます / Configuration was changed in Studio; the next version overwrites it';
  return [
    head,
    ...changes.map((line) => `    ${line}`),
    '  → 残す変更は、開発環境で npm run config:pull により取り込み、コミットして新しい版で配備してください。',
    '  → Keep a change by making it in a practice office, npm run config:pull, commit, and deploying that version.',
  ].join('\n');
}
