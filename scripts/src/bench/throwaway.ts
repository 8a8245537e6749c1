/** An office of its own for a bench: a folder and ports that nobody else uses, stopped and removed afterwards. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Sql } from 'postgres';
import { keysOf } from '../keys.ts';
import { type OfficePlan, type RaisedOffice, raiseOffice } from '../office.ts';
import { freePorts } from '../ports.ts';
import type { Progress } from '../progress.ts';
import { createShutdown, onStopRequest } from '../shutdown.ts';

/** What a bench works with. */
export interface Throwaway {
  readonly office: RaisedOffice;
  /** Static token of the house account (administrator). */
  readonly adminToken: string;
  readonly sql: Sql;
}

/** A folder for as long as the task lasts; what the task opened is closed and the folder removed, Ctrl-C included. */
export async function withFolder<T>(
  task: (dataFolder: string, opened: OfficePlan['opened']) => Promise<T>,
): Promise<T> {
  const dataFolder = mkdtempSync(path.join(tmpdir(), 'grant-bench-'));
  const shutdown = createShutdown();
  const clear = async (): Promise<void> => {
    await shutdown.closeAll();
    rmSync(dataFolder, { recursive: true, force: true });
  };
  const stopListening = onStopRequest(() => {
    if (shutdown.begun()) return;
    void clear().finally(() => process.exit(130));
  });
  try {
    return await task(dataFolder, shutdown.opened);
  } finally {
    // After Ctrl-C the request above clears and ends the process.
    if (!shutdown.begun()) {
      await clear();
      stopListening();
    }
  }
}

/** Raises an empty office, lets the task work with it, and takes everything away again. */
export function withOffice<T>(
  progress: Progress,
  task: (throwaway: Throwaway) => Promise<T>,
  options: Partial<Pick<OfficePlan, 'listed' | 'seed'>> = {},
): Promise<T> {
  return withFolder(async (dataFolder, opened) => {
    const keys = keysOf(dataFolder);
    const database = 'grant_bench';
    const office = await raiseOffice({
      ports: await freePorts(),
      keys,
      dataFolder,
      logFolder: path.join(dataFolder, 'log'),
      database,
      purpose: 'test',
      progress,
      seed: false,
      knownAccounts: {},
      opened,
      ...options,
    });
    const sql = office.cluster.connect(database);
    opened(() => sql.end());
    return task({ office, adminToken: keys.adminToken, sql });
  });
}
