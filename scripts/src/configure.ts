/**
 * Brings a database to the configuration in the repository, in the only order that works:
 * bootstrap without our migrations (their tables do not exist yet), push of snapshots and flows into a running
 * Directus without our extension, migrations, and the lifecycle tables from the schema room.
 */
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { Sql } from 'postgres';
import { contentHash } from './content-hash.ts';
import { directusCommand, startDirectus } from './directus.ts';
import { type EnvironmentInput, ROOT, directusEnvironment } from './environment.ts';
import { putFirstPermissions } from './first-permissions.ts';
import type { Progress } from './progress.ts';
import { fillRuleTables } from './rule-tables.ts';
import { pushDumps } from './sync.ts';

export interface ConfigureContext extends EnvironmentInput {
  readonly logFolder: string;
  /** Administration connection to the `postgres` database. */
  readonly admin: Sql;
  /** Connection to the office's own database, once it exists. */
  connect(): Sql;
}

/** Hash of everything that shapes an empty office. */
export function configurationHash(): string {
  return contentHash(['snapshots', 'flows', 'schema/src/lifecycle'], '11.17.4');
}

/** What the database says it was configured with; kept as its comment so that it lives and dies with it. */
async function recordedHash(context: ConfigureContext): Promise<string | undefined> {
  const rows = await context.admin<{ note: string | null }[]>`
    select shobj_description(oid, 'pg_database') as note from pg_database where datname = ${context.database}`;
  return rows[0] === undefined ? undefined : (rows[0].note ?? '');
}

/** Makes or updates the database; answers whether anything had to be done. */
export async function configure(context: ConfigureContext, progress: Progress): Promise<boolean> {
  const hash = configurationHash();
  const recorded = await recordedHash(context);
  if (recorded === hash) return false;

  const bare = directusEnvironment({ ...context, bare: true });
  mkdirSync(bare['EXTENSIONS_PATH'] ?? '', { recursive: true });
  const log = path.join(context.logFolder, 'configure.log');
  const fresh = recorded === undefined || recorded === '';
  if (fresh) {
    await progress.step('データベースの作成 / Creating the database', async () => {
      // Without a recorded hash an earlier start was interrupted before anyone could enter anything.
      await context.admin.unsafe(`drop database if exists "${context.database}" with (force)`);
      await context.admin.unsafe(`create database "${context.database}"`);
      await directusCommand(['bootstrap'], { env: { ...bare, MIGRATIONS_PATH: '/nonexistent' }, log });
    });
  }
  await progress.step('データモデルと権限の反映 / Applying data model and permissions', () =>
    push(context, log, fresh),
  );
  if (hasMigrations()) {
    await progress.step('制約と監査の反映 / Applying constraints and audit', () =>
      directusCommand(['database', 'migrate:latest'], { env: bare, log }),
    );
  }
  const sql = context.connect();
  try {
    await fillRuleTables(sql);
  } finally {
    await sql.end();
  }
  await context.admin.unsafe(`comment on database "${context.database}" is '${hash}'`);
  return true;
}

function hasMigrations(): boolean {
  const folder = path.join(ROOT, 'snapshots', 'migrations');
  return existsSync(folder) && readdirSync(folder).some((name) => /\.(c|m)?js$/.test(name));
}

async function push(context: ConfigureContext, log: string, fresh: boolean): Promise<void> {
  const server = await startDirectus({ env: directusEnvironment({ ...context, bare: true }), log });
  try {
    await pushDumps({ url: server.url, token: context.keys.adminToken }, log, fresh);
  } finally {
    await server.stop();
  }
  if (!fresh) return;
  const sql = context.connect();
  try {
    await putFirstPermissions(sql);
  } finally {
    await sql.end();
  }
}
