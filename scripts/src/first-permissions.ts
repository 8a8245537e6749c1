/**
 * Puts the permissions of a new database in place at once. directus-sync creates them one request at a time, each
 * with a flush of every cache: a minute for what PostgreSQL does in a moment. The rows and their sync ids are exactly
 * those a push makes, so that the next push finds nothing to do (a test holds that).
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Sql } from 'postgres';
import { z } from 'zod';
import { ROOT } from './environment.ts';

const json = z.json().nullable();
const dump = z.array(
  z.strictObject({
    _syncId: z.uuid(),
    policy: z.uuid(),
    collection: z.string(),
    action: z.string(),
    fields: z.array(z.string()).nullable(),
    permissions: json,
    validation: json,
    presets: json,
  }),
);

/** Fills the empty permissions table from the dump. */
export async function putFirstPermissions(sql: Sql): Promise<void> {
  const file = path.join(ROOT, 'snapshots', 'collections', 'permissions.json');
  const rows = dump.parse(JSON.parse(readFileSync(file, 'utf8')));
  const column = (value: z.output<typeof json>): ReturnType<Sql['json']> | null =>
    value === null ? null : sql.json(value);
  await sql.begin(async (trx) => {
    const made = await trx<{ id: number }[]>`
      insert into directus_permissions ${trx(
        rows.map((row) => ({
          policy: row.policy,
          collection: row.collection,
          action: row.action,
          fields: row.fields === null ? null : row.fields.join(','),
          permissions: column(row.permissions),
          validation: column(row.validation),
          presets: column(row.presets),
        })),
      )} returning id`;
    await trx`insert into directus_sync_id_map ${trx(
      rows.map((row, index) => ({
        table: 'permissions',
        sync_id: row._syncId,
        local_id: String(made[index]?.id),
      })),
    )}`;
  });
}
