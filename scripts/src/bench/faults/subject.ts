/** The office that is killed: its database and its server, each ended outright and brought back on the same data. */
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Sql } from 'postgres';
import { startDirectus } from '../../directus.ts';
import { directusEnvironment, type Keys, type Ports } from '../../environment.ts';
import { startMailSink } from '../../mail-sink.ts';
import { startCluster } from '../../postgres.ts';

/** What is killed. */
export type Part = 'server' | 'database';

export interface Subject {
  readonly url: string;
  /** As owner of the tables; opens a new connection after the database came back. */
  readonly sql: Sql;
  /** Every process of the part, in the same moment (SIGKILL). */
  kill(part: Part): Promise<void>;
  /** Answers once the office works again. A killed database finds its server still running, as in production. */
  revive(part: Part): Promise<void>;
  stop(): Promise<void>;
}

export interface SubjectOptions {
  readonly ports: Ports;
  readonly keys: Keys;
  /** Holds the stopped cluster of a configured office in `postgres`. */
  readonly dataFolder: string;
  readonly database: string;
}

const BACK_LIMIT_MS = 90_000;

async function until(works: () => Promise<boolean>, what: string): Promise<void> {
  const end = performance.now() + BACK_LIMIT_MS;
  while (!(await works().catch(() => false))) {
    if (performance.now() > end) throw new Error(`${what} did not come back`);
    await pause(100);
  }
}

/** Starts the office of a folder, and a mail sink that nobody kills. */
export async function startSubject({ ports, keys, dataFolder, database }: SubjectOptions): Promise<Subject> {
  const openDatabase = () =>
    // Not as the tests run theirs: what was promised must be on its way to the disk.
    startCluster({
      folder: path.join(dataFolder, 'postgres'),
      port: ports.database,
      password: keys.databasePassword,
      log: path.join(dataFolder, 'postgres.log'),
    });
  const openServer = () =>
    startDirectus({
      env: directusEnvironment({ ports, keys, dataFolder, database, purpose: 'test' }),
      log: path.join(dataFolder, 'directus.log'),
    });
  const mail = await startMailSink({
    smtpPort: ports.smtp,
    webPort: ports.mailWeb,
    folder: path.join(dataFolder, 'mail'),
  });
  let cluster = await openDatabase();
  let server = await openServer();
  const sql = cluster.connect(database);

  const healthy = async (): Promise<boolean> => {
    const answer = await fetch(`${server.url}/grants/programme`, { signal: AbortSignal.timeout(2_000) });
    return answer.ok;
  };
  return {
    url: server.url,
    sql,
    kill: (part) => (part === 'server' ? server.child.kill() : cluster.kill()),
    async revive(part) {
      if (part === 'server') server = await openServer();
      else cluster = await openDatabase();
      await until(async () => (await sql`select 1`).length === 1, 'the database');
      await until(healthy, 'the server');
    },
    async stop() {
      await server.stop();
      await sql.end({ timeout: 2 });
      await cluster.stop();
      await mail.stop();
    },
  };
}
