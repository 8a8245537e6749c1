/**
 * An office on this machine, from nothing to answering: database, configuration, mail, Directus, people, practice
 * cases. `npm start` and the tests raise it the same way.
 */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Sql } from 'postgres';
import { type Accounts, ensureAccounts } from './accounts.ts';
import { configure } from './configure.ts';
import { type DirectusServer, startDirectus } from './directus.ts';
import { type Keys, type Ports, directusEnvironment, officeUrl } from './environment.ts';
import { type MailSink, startMailSink } from './mail-sink.ts';
import { type Cluster, startCluster } from './postgres.ts';
import type { Progress } from './progress.ts';
import { clearHalfSeeded, seedUnderMark } from './seed/first.ts';
import { seed } from './seed/index.ts';

export { seed as seedOffice };

export interface OfficePlan {
  readonly ports: Ports;
  readonly keys: Keys;
  readonly dataFolder: string;
  readonly logFolder: string;
  readonly database: string;
  readonly purpose: 'start' | 'test';
  readonly progress: Progress;
  /** Practice cases in every state. */
  readonly seed: boolean;
  /** Accounts that an earlier start made here. */
  readonly knownAccounts: Accounts;
  /** Called as soon as something runs, so that a fault or Ctrl-C can undo it (last opened, first closed). */
  readonly opened: (close: () => Promise<void>) => void;
  /** Work that only has to be done before Directus answers, such as building the browser parts. */
  readonly meanwhile?: () => Promise<void>;
  readonly onDirectusLine?: (line: string) => void;
  /** See `EnvironmentInput`. */
  readonly listed?: boolean;
}

export interface RaisedOffice {
  readonly url: string;
  readonly cluster: Cluster;
  readonly mail: MailSink;
  readonly directus: DirectusServer;
  readonly accounts: Accounts;
}

/** What the practice data is made with. */
export interface SeedContext {
  readonly url: string;
  /** Static token of the house account (administrator). */
  readonly adminToken: string;
  readonly sql: Sql;
  readonly accounts: Accounts;
  readonly mail: MailSink;
  readonly keys: Keys;
  /** A line under the running step. */
  readonly say: (line: string) => void;
}

/** @throws HouseFault for what a person can put right; Error with the last log lines otherwise. */
export async function raiseOffice(plan: OfficePlan): Promise<RaisedOffice> {
  const { ports, keys, dataFolder, logFolder, database, progress } = plan;
  mkdirSync(path.join(dataFolder, 'temp'), { recursive: true });

  const building = plan.meanwhile?.() ?? Promise.resolve();
  // The fault is reported where it is awaited; a second report as an unhandled rejection would hide it.
  building.catch(() => undefined);

  const cluster = await progress.step('PostgreSQL の起動 / Starting PostgreSQL', () =>
    startCluster({
      folder: path.join(dataFolder, 'postgres'),
      port: ports.database,
      password: keys.databasePassword,
      log: path.join(logFolder, 'postgres.log'),
      throwaway: plan.purpose === 'test',
    }),
  );
  plan.opened(() => cluster.stop());
  const admin = cluster.connect();
  if (await clearHalfSeeded(admin, plan)) {
    progress.say('  前回の起動が途中で終わったため、作り直します / The last start was cut short: made anew');
  }
  mkdirSync(path.join(dataFolder, 'uploads'), { recursive: true });
  const mail = await startMailSink({
    smtpPort: ports.smtp,
    webPort: ports.mailWeb,
    folder: path.join(dataFolder, 'mail'),
  });
  plan.opened(() => mail.stop());

  const input = { ports, keys, dataFolder, database, purpose: plan.purpose };
  try {
    await configure({ ...input, logFolder, admin, connect: () => cluster.connect(database) }, progress);
  } finally {
    await admin.end();
  }
  await building;

  const directus = await progress.step('事務局システムの起動 / Starting Directus', () =>
    startDirectus({
      env: directusEnvironment({
        ...input,
        listed: plan.listed === true,
      }),
      log: path.join(logFolder, 'directus.log'),
      ...(plan.onDirectusLine ? { onLine: plan.onDirectusLine } : {}),
    }),
  );
  plan.opened(() => directus.stop());

  const url = officeUrl(ports);
  const sql = cluster.connect(database);
  try {
    const accounts = await ensureAccounts({ url, token: keys.adminToken, sql, known: plan.knownAccounts });
    if (plan.seed) {
      const context: SeedContext = {
        url,
        adminToken: keys.adminToken,
        sql,
        accounts,
        mail,
        keys,
        say: (line) => progress.say(line),
      };
      await progress.step('練習データの確認 / Practice cases', () =>
        seedUnderMark(sql, dataFolder, () => seed(context)),
      );
    }
    return { url, cluster, mail, directus, accounts };
  } finally {
    await sql.end();
  }
}
