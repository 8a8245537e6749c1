/** What docker-compose.yml runs, without its engine: `prepare` on an empty database, then the product, confined. */
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Writable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { type Child, LEASH, startChild } from '@grant/scripts/child';
import { DATABASE_USER, ROOT } from '@grant/scripts/environment';
import { HouseFault } from '@grant/scripts/fault';
import { type MailSink, startMailSink } from '@grant/scripts/mail-sink';
import { freePorts } from '@grant/scripts/ports';
import { prepare } from '@grant/scripts/production';
import { createProgress } from '@grant/scripts/progress';
import postgres, { type Sql } from 'postgres';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { createClient, refusalCode, signIn } from '../../fixtures/client.ts';

const suffix = randomBytes(4).toString('hex').replaceAll(/\d/g, 'x');
const role = `grant_run_${suffix}`;
const database = `production_${suffix}`;
const administrator = { email: 'first@office.example.jp', password: `${randomBytes(12).toString('hex')}-A7` };
const portalHost = 'localhost';

let folder: string;
let url: string;
let portal: string;
let env: Record<string, string>;
let owner: Sql;
let house: Sql;
let mail: MailSink;
let office: Child;

function connect(name: string, user: string, password: string): Sql {
  const { port } = inject('cluster');
  return postgres({
    host: '127.0.0.1',
    port,
    database: name,
    user,
    password,
    max: 2,
    onnotice: () => undefined,
  });
}

async function untilAnswers(): Promise<void> {
  for (let waited = 0; waited < 60_000; waited += 100) {
    const answer = await fetch(`${url}/server/ping`).catch(() => undefined);
    if (answer?.ok === true) return;
    await pause(100);
  }
  throw new Error(`The product does not answer.\n${office.lastLines()}`);
}

beforeAll(async () => {
  const { port, keys } = inject('cluster');
  const ports = await freePorts();
  folder = mkdtempSync(path.join(tmpdir(), 'grant-production-'));
  for (const name of ['uploads', 'temp']) mkdirSync(path.join(folder, name));
  url = `http://127.0.0.1:${String(ports.office)}`;
  portal = `http://${portalHost}:${String(ports.office)}`;
  mail = await startMailSink({
    smtpPort: ports.smtp,
    webPort: ports.mailWeb,
    folder: path.join(folder, 'mail'),
  });
  house = connect('postgres', DATABASE_USER, keys.databasePassword);
  await house.unsafe(`create database "${database}"`);
  owner = connect(database, DATABASE_USER, keys.databasePassword);
  env = {
    PATH: process.env['PATH'] ?? '',
    HOME: folder,
    PUBLIC_URL: url,
    GRANT_PORTAL_URL: portal,
    HOST: '127.0.0.1',
    PORT: String(ports.office),
    SECRET: randomBytes(36).toString('base64url'),
    GRANT_BANK_KEY: randomBytes(32).toString('base64'),
    GRANT_INDEX_KEY: randomBytes(32).toString('base64'),
    DB_CLIENT: 'pg',
    DB_HOST: '127.0.0.1',
    DB_PORT: String(port),
    DB_DATABASE: database,
    DB_USER: role,
    DB_PASSWORD: randomBytes(18).toString('base64url'),
    STORAGE_LOCAL_ROOT: path.join(folder, 'uploads'),
    TEMP_PATH: path.join(folder, 'temp'),
    EMAIL_FROM: 'no-reply@office.example.jp',
    EMAIL_SMTP_HOST: '127.0.0.1',
    EMAIL_SMTP_PORT: String(ports.smtp),
    EMAIL_SMTP_SECURE: 'false',
    EMAIL_SMTP_IGNORE_TLS: 'true',
  };
  await prepared();
  office = startChild(process.execPath, [...LEASH, path.join(ROOT, 'scripts', 'src', 'serve.ts')], {
    env,
    log: path.join(folder, 'office.log'),
    leashed: true,
  });
  await untilAnswers();
});

afterAll(async () => {
  await office?.stop();
  await mail?.stop();
  await owner?.end();
  await house?.unsafe(`drop database if exists "${database}" with (force)`);
  await house?.unsafe(`drop role if exists "${role}"`);
  await house?.end();
  rmSync(folder, { recursive: true, force: true });
});

/** Prepares the database and answers what was said. */
async function prepared(): Promise<string> {
  const { keys } = inject('cluster');
  const ports = await freePorts();
  let said = '';
  const out = new Writable({
    write(chunk: Buffer, _encoding, done) {
      said += chunk.toString();
      done();
    },
  });
  const progress = createProgress(0, Object.assign(out, { isTTY: false, columns: 80 }));
  try {
    await prepare(
      {
        ...env,
        GRANT_OWNER_USER: DATABASE_USER,
        GRANT_OWNER_PASSWORD: keys.databasePassword,
        ADMIN_EMAIL: administrator.email,
        ADMIN_PASSWORD: administrator.password,
        PREPARE_PORT: String(ports.office),
      },
      progress,
    );
  } finally {
    progress.close();
  }
  return said;
}

const signedIn = (): ReturnType<typeof signIn> =>
  signIn(url, { ...administrator, id: '', name: '', duty: 'administrator' });

describe('the product in production', () => {
  it('serves the portal and the verbs, and its jobs run', async () => {
    const anyone = createClient(url, {});
    expect((await anyone.get('/portal/')).status).toBe(200);
    const health = await anyone.get('/grants/health');
    expect(health.body).toMatchObject({ data: { status: 'ok', checks: { database: true, jobs: true } } });
    const programme = await anyone.get('/grants/programme');
    expect(programme.status).toBe(200);
  });

  it('holds the real programme with its first version, one administrator, and nothing of the practice', async () => {
    expect(
      await owner`select p.practice, v.version, v.status from programmes p
        join programme_versions v on v.id = p.current_version`,
    ).toEqual([{ practice: false, version: 1, status: 'published' }]);
    expect(await owner`select email, token from directus_users`).toEqual([
      { email: administrator.email, token: null },
    ]);
    expect(await owner`select id from applications`).toEqual([]);
    expect(await owner`select id from bank_profiles`).toEqual([]);
  });

  it('runs as a role that owns no table of the office', async () => {
    const [owned] = await owner<{ count: number }[]>`
      select count(*)::int as count from pg_tables where tableowner = ${role} and schemaname <> 'pgboss'`;
    expect(owned?.count).toBe(0);
    const connected = await owner<{ usename: string }[]>`
      select distinct usename from pg_stat_activity where datname = ${database} and pid <> pg_backend_pid()`;
    expect(connected.map((row) => row.usename)).toContain(role);
    const confined = connect(database, role, env['DB_PASSWORD'] ?? '');
    try {
      await expect(confined`alter table applications disable trigger all`).rejects.toThrow(/must be owner/);
      await expect(confined`create table anything (id int)`).rejects.toThrow(/permission denied/);
    } finally {
      await confined.end();
    }
  });

  it('asks the administrator for a second factor before any record', async () => {
    const client = await signedIn();
    expect(refusalCode(await client.get('/items/applications'))).toBe('TFA_REQUIRED');
    const file = '/assets/40000000-0000-4000-8000-000000000001';
    expect(refusalCode(await client.get(file))).toBe('TFA_REQUIRED');
    expect((await client.get('/users/me')).status).toBe(200);
  });

  it('refuses the practice people and the word "admin"', async () => {
    const answer = await createClient(url, {}).post('/auth/login', {
      email: 'applicant@office.example.jp',
      password: 'password',
    });
    expect(answer.status).toBe(401);
  });

  it('lets an applicant register, with a link to the host of the applicants in the mail', async () => {
    const email = `firm-${suffix}@example.jp`;
    const answer = await createClient(url, {}).post('/grants/account/register', {
      email,
      password: `${randomBytes(12).toString('hex')}-A7`,
    });
    expect(answer.status).toBeLessThan(300);
    const letter = await mail.waitFor(email);
    const pages = letter.links.filter((link) => link.includes('/portal/'));
    expect(pages.length).toBeGreaterThan(0);
    expect(pages.filter((link) => !link.startsWith(`${portal}/portal/verify`))).toEqual([]);
  });

  it('changes nothing when it is prepared again', async () => {
    const state = (): Promise<unknown> =>
      owner`
      select (select count(*)::int from directus_permissions) as permissions,
             (select count(*)::int from directus_fields) as fields,
             (select count(*)::int from directus_users) as users,
             (select count(*)::int from programme_versions) as versions,
             (select max(id) from directus_permissions) as last_permission`.execute();
    const before = await state();
    await prepared();
    expect(await state()).toEqual(before);
    expect((await createClient(url, {}).get('/grants/health')).status).toBe(200);
  }, 600_000);

  it('says what was changed in Studio before a version overwrites it, and overwrites it', async () => {
    const policy = '10000000-0000-4000-8000-000000000004';
    const nameOf = async (): Promise<unknown> =>
      (await owner`select description from directus_policies where id = ${policy}`)[0]?.['description'];
    const given = await nameOf();
    await owner`update directus_policies set description = 'changed in Studio' where id = ${policy}`;
    // As Directus writes it down; the second factor keeps this test's administrator out of the API.
    await owner`insert into directus_activity (action, "timestamp", collection, item)
      values ('update', now(), 'directus_policies', ${policy})`;
    const early = await prepared();
    expect(early).toContain('the next version overwrites it');
    expect(early).toContain(`directus_policies update ×1: ${policy}`);
    expect(await nameOf()).toBe('changed in Studio');

    const [row] = await owner<{ note: string }[]>`
      select shobj_description(oid, 'pg_database') as note from pg_database where datname = current_database()`;
    const older = (row?.note ?? '').replace(/^\w+/, 'of-another-version');
    await owner.unsafe(`comment on database "${database}" is '${older}'`);
    const said = await prepared();
    expect(said).toContain('is overwritten by this version');
    expect(said).toContain('npm run config:pull');
    expect(await nameOf()).toBe(given);
    expect(await prepared()).not.toContain('Studio');
  }, 600_000);

  it('names what the operator forgot', async () => {
    const rest = Object.fromEntries(Object.entries(env).filter(([name]) => name !== 'DB_PASSWORD'));
    const progress = createProgress(0);
    const fault = await prepare(rest, progress).catch((thrown: unknown) => thrown);
    progress.close();
    expect(fault).toBeInstanceOf(HouseFault);
    expect(String(fault)).toMatch(/DB_PASSWORD.*GRANT_OWNER_USER/);
  });

  it('writes no warning of ours', () => {
    const warned = readFileSync(path.join(folder, 'office.log'), 'utf8')
      .split('\n')
      .filter((line) => /"level":[45]0/.test(line));
    expect(warned.filter((line) => !line.includes('PostGIS'))).toEqual([]);
  });
});
