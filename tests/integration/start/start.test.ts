/** `npm start` itself, on a folder and ports of its own: killed among its first practice cases, started again, stopped. */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { databaseUrl, ROOT } from '@grant/scripts/environment';
import { keysOf } from '@grant/scripts/keys';
import { freePorts } from '@grant/scripts/ports';
import { PLANS } from '@grant/scripts/seed/plans';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

type Ports = Awaited<ReturnType<typeof freePorts>>;

interface Start {
  readonly process: ChildProcess;
  readonly ended: Promise<number | null>;
  said(): string;
}

let folder: string;
let ports: Ports;
let running: Start | undefined;
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'grant-start-'));
  ports = await freePorts();
});
afterAll(async () => {
  running?.process.kill('SIGINT');
  await running?.ended;
  rmSync(folder, { recursive: true, force: true });
});

function start(on: Ports = ports): Start {
  const child = spawn(process.execPath, [path.join(ROOT, 'scripts', 'start.mjs'), '--data', folder], {
    env: {
      PATH: process.env['PATH'] ?? '',
      HOME: process.env['HOME'] ?? '',
      // The screens were built before this file began.
      GRANT_BUILD: 'false',
      GRANT_PORT: String(on.office),
      GRANT_MAIL_PORT: String(on.mailWeb),
      GRANT_SMTP_PORT: String(on.smtp),
      GRANT_DATABASE_PORT: String(on.database),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
    });
  }
  return {
    process: child,
    ended: new Promise((resolve) => child.on('close', resolve)),
    said: () => text,
  };
}

/** Gives up where something is wrong, not where the machine is busy. */
const LONG = { timeout: 800_000, interval: 200 };

async function ask<T>(question: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(databaseUrl(ports, keysOf(folder), 'grant_office'), { max: 1 });
  try {
    return await question(sql);
  } finally {
    await sql.end();
  }
}

async function casesFiled(): Promise<number> {
  return ask(async (sql) => {
    const [row] = await sql<{ count: number }[]>`select count(*)::int as count from applications`;
    return row?.count ?? 0;
  }).catch(() => 0);
}

describe('npm start', () => {
  it('is killed while it makes the practice cases, some of them half walked', async () => {
    running = start();
    const { process: child, ended, said } = running;
    await expect.poll(() => `${said()}${String(child.exitCode)}`, LONG).toContain('Practice cases');
    await expect.poll(casesFiled, LONG).toBeGreaterThan(2);
    expect(existsSync(path.join(folder, 'seeding'))).toBe(true);
    child.kill('SIGKILL');
    await ended;
  }, 900_000);

  it('makes that office anew and completes every practice case, payments included', async () => {
    running = start();
    const { process: child, said } = running;
    await expect
      .poll(() => `${said()}${String(child.exitCode)}`, LONG)
      .toContain(`http://127.0.0.1:${String(ports.office)}/portal/`);
    expect(said()).toContain('The last start was cut short');
    expect(existsSync(path.join(folder, 'seeding'))).toBe(false);
    const found = await ask(
      (sql) => sql<{ mark: string; state: string }[]>`
        select d.answers ->> 'contactEmail' as mark, a.state
          from applications a join drafts d on d.application = a.id`,
    );
    const states = new Map(found.map(({ mark, state }) => [mark, state]));
    expect(PLANS.filter(({ mark, rests }) => states.get(mark) !== rests)).toEqual([]);
    expect(found).toHaveLength(states.size);
    const open = await ask(
      (sql) => sql`select id from payment_batches b where not exists (
        select from payments p where p.payment_batch = b.id)`,
    );
    expect(open).toHaveLength(0);
    expect(await ask((sql) => sql`select * from grant_verify_chain()`)).toHaveLength(0);
  }, 900_000);

  it('says in one line that this folder is served already, and disturbs nothing', async () => {
    const second = start(await freePorts());
    expect(await second.ended).toBe(1);
    const lines = second.said().trim().split('\n');
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatch(/^✗ このデータフォルダーの事務局は既に動いています.* \/ .*already running/);
    expect(lines[1]).toContain(`http://127.0.0.1:${String(ports.office)}/portal/`);
    const answer = await fetch(`http://127.0.0.1:${String(ports.office)}/portal/`);
    expect(answer.status).toBe(200);
  }, 300_000);

  it('stops everything at Ctrl-C', async () => {
    running?.process.kill('SIGINT');
    expect(await running?.ended).toBe(0);
    expect(existsSync(path.join(folder, 'running.json'))).toBe(false);
    expect(existsSync(path.join(folder, 'postgres', 'postmaster.pid'))).toBe(false);
    expect(readFileSync(path.join(folder, 'office.json'), 'utf8')).toContain('accounts');
  }, 300_000);
});
