/**
 * Production: brings a database to the configuration of this image, and names the environment the product then runs
 * with. Two roles: the owner of the tables prepares, the role the product runs as owns nothing but its job queue.
 */
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { PgBoss } from 'pg-boss';
import postgres, { type Sql } from 'postgres';
import { z } from 'zod';
import { configurationHash } from './configure.ts';
import { directusCommand, startDirectus } from './directus.ts';
import { HouseFault } from './fault.ts';
import { putFirstPermissions } from './first-permissions.ts';
import { runningEnvironment } from './production-environment.ts';
import type { Progress } from './progress.ts';
import { fillRuleTables } from './rule-tables.ts';
import { ensureProgramme } from './seed/programme.ts';
import { changesNotice, preparedState, recordPrepared, studioChanges } from './studio-changes.ts';
import { pushDumps } from './sync.ts';

/** What docker-compose.yml hands to `prepare`; the owner's password never reaches the running product. */
const operator = z.looseObject({
  DB_HOST: z.string(),
  DB_PORT: z.coerce.number().int(),
  DB_DATABASE: z.string(),
  DB_USER: z.string().regex(/^[a-z_]+$/),
  DB_PASSWORD: z.string().min(12),
  GRANT_OWNER_USER: z.string(),
  GRANT_OWNER_PASSWORD: z.string().min(12),
  ADMIN_EMAIL: z.email(),
  ADMIN_PASSWORD: z.string().min(12),
  TEMP_PATH: z.string(),
  PREPARE_PORT: z.coerce.number().int().default(8055),
});

type Operator = z.output<typeof operator>;

/**
 * Makes or updates the database; changes nothing when nothing differs.
 * @throws HouseFault naming what the operator has to give
 */
export async function prepare(given: Readonly<Record<string, string>>, progress: Progress): Promise<void> {
  const parsed = operator.safeParse(given);
  if (!parsed.success) {
    const names = [...new Set(parsed.error.issues.map((issue) => issue.path.join('.')))].join(', ');
    throw new HouseFault({
      ja: `設定が足りないか、正しくありません: ${names}`,
      en: `Missing or malformed settings: ${names}.`,
      wayOut: 'Fill them in as docker/production.env.example says, and start again.',
    });
  }
  const plan = parsed.data;
  const sql = postgres({
    host: plan.DB_HOST,
    port: plan.DB_PORT,
    database: plan.DB_DATABASE,
    user: plan.GRANT_OWNER_USER,
    password: plan.GRANT_OWNER_PASSWORD,
    max: 2,
    onnotice: () => undefined,
  });
  // Lives as long as this command: no standing token of an administrator is left behind.
  const token = randomBytes(36).toString('base64url');
  const env = ownerEnvironment(plan, given, token);
  const log = path.join(plan.TEMP_PATH, 'prepare.log');
  try {
    const hash = configurationHash();
    const before = await preparedState(sql);
    const changes = before === undefined ? [] : await studioChanges(sql, before);
    if (changes.length > 0) progress.say(changesNotice(changes, before?.hash !== hash));
    if (before?.hash !== hash) {
      await apply({ sql, env, log, token }, progress);
      await recordPrepared(sql, plan.DB_DATABASE, hash);
    }
    await progress.step('事業と実行用の利用者 / programme and running role', async () => {
      await ensureProgramme(sql, false);
      await confine(sql, plan);
    });
  } finally {
    await sql.end({ timeout: 5 });
  }
}

interface Application {
  readonly sql: Sql;
  readonly env: Record<string, string>;
  readonly log: string;
  readonly token: string;
}

/** Bootstrap, data model and permissions, migrations: the order of a first installation, and of every new image. */
async function apply(to: Application, progress: Progress): Promise<void> {
  const { sql, env, log } = to;
  const fresh = await isEmpty(sql);
  await progress.step('データベース / database', () =>
    directusCommand(['bootstrap'], { env: { ...env, MIGRATIONS_PATH: '/nonexistent' }, log }),
  );
  await progress.step('データモデルと権限 / data model and permissions', () => push(to, fresh));
  await progress.step('制約と監査 / constraints and audit', async () => {
    await directusCommand(['database', 'migrate:latest'], { env, log });
    await fillRuleTables(sql);
  });
}

async function isEmpty(sql: Sql): Promise<boolean> {
  const [row] = await sql<{ empty: boolean }[]>`select to_regclass('directus_settings') is null as empty`;
  return row?.empty === true;
}

/** For the push alone: on the loopback, as owner of the tables, without our extension, and without limits. */
function ownerEnvironment(
  plan: Operator,
  given: Readonly<Record<string, string>>,
  token: string,
): Record<string, string> {
  return {
    ...runningEnvironment(given),
    PUBLIC_URL: `http://127.0.0.1:${String(plan.PREPARE_PORT)}`,
    HOST: '127.0.0.1',
    PORT: String(plan.PREPARE_PORT),
    DB_USER: plan.GRANT_OWNER_USER,
    DB_PASSWORD: plan.GRANT_OWNER_PASSWORD,
    ADMIN_TOKEN: token,
    RATE_LIMITER_ENABLED: 'false',
    PRESSURE_LIMITER_ENABLED: 'false',
    MAX_PAYLOAD_SIZE: '100mb',
    EXTENSIONS_PATH: path.join(plan.TEMP_PATH, 'no-extensions'),
    LOG_LEVEL: 'warn',
  };
}

async function push({ sql, env, log, token }: Application, fresh: boolean): Promise<void> {
  const [administrator] = await sql<{ id: string }[]>`
    update directus_users set token = ${token} where id = (
      select u.id from directus_users u
        join directus_access a on a.role = u.role or a."user" = u.id
        join directus_policies p on p.id = a.policy and p.admin_access
       where u.status = 'active' order by u.id limit 1)
    returning id`;
  if (administrator === undefined) {
    throw new HouseFault({
      ja: '有効な管理者がいないため、構成を反映できません。',
      en: 'No active administrator: the configuration cannot be applied.',
      wayOut: 'Activate one administrator in the database, and start again.',
    });
  }
  const server = await startDirectus({ env, log });
  try {
    await pushDumps({ url: server.url, token }, log, fresh);
  } finally {
    await server.stop();
    await sql`update directus_users set token = null where id = ${administrator.id}`;
  }
  if (fresh) await putFirstPermissions(sql);
}

/** The role the product runs as: reads and writes the collections, owns its job queue, and nothing else. */
async function confine(sql: Sql, plan: Operator): Promise<void> {
  const role = plan.DB_USER;
  const [known] = await sql`select 1 from pg_roles where rolname = ${role}`;
  const [literal] = await sql<{ text: string }[]>`select quote_literal(${plan.DB_PASSWORD}) as text`;
  const password = literal?.text ?? '';
  await sql.unsafe(`${known === undefined ? 'create' : 'alter'} role "${role}" login password ${password}`);
  await sql`select grant_confine(${role})`;
  await sql.unsafe(`create schema if not exists pgboss authorization "${role}"`);
  const queue = new PgBoss({
    host: plan.DB_HOST,
    port: plan.DB_PORT,
    database: plan.DB_DATABASE,
    user: role,
    password: plan.DB_PASSWORD,
    schema: 'pgboss',
    createSchema: false,
    supervise: false,
    schedule: false,
    max: 1,
  });
  await queue.start();
  await queue.stop({ graceful: false });
}
