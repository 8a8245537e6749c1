/** directus-sync: between the files of snapshots/ and flows/ and a running Directus. */
import { cpSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { swapIn } from './build.ts';
import { runNode } from './child.ts';
import { ROOT } from './environment.ts';
import { HouseFault } from './fault.ts';

const PROGRAM = path.join(ROOT, 'node_modules', 'directus-sync', 'bin', 'index.js');
const PATIENCE = path.join(ROOT, 'scripts', 'src', 'patient-fetch.ts');
const CONFIG = path.join(ROOT, 'snapshots', 'directus-sync.config.cjs');

/** What a pull writes; the rest of a dump folder is written by hand. */
const PULLED = ['collections', 'snapshot'];

/** Which collections of Directus belong to which folder. */
const DUMPS = {
  snapshots: ['-x', 'flows,operations'],
  /** A new database: the permissions follow in one stroke (`putFirstPermissions`). */
  first: ['-x', 'flows,operations,permissions'],
  flows: ['-o', 'flows,operations', '--no-snapshot'],
} as const;

/** One of the two folders of configuration, or the first of them for a new database. */
export type Dump = keyof typeof DUMPS;

/** A running Directus and an administrator's token. */
export interface SyncTarget {
  readonly url: string;
  readonly token: string;
}

/**
 * One run of the tool; `folder` is the dump folder when it is not the repository's own. A pull that fails leaves the
 * folder as it was.
 * @returns the tool's last lines
 * @throws HouseFault when it ends badly; the tool's own words are in the log
 */
export async function sync(
  action: 'push' | 'pull' | 'diff',
  dump: Dump,
  target: SyncTarget,
  log: string,
  folder: string = path.join(ROOT, dump === 'flows' ? 'flows' : 'snapshots'),
): Promise<string> {
  if (action !== 'pull') return run(action, dump, target, log, folder);
  const making = `${folder}.pulling`;
  rmSync(making, { recursive: true, force: true });
  mkdirSync(making);
  try {
    for (const part of PULLED) {
      if (existsSync(path.join(folder, part))) {
        cpSync(path.join(folder, part), path.join(making, part), { recursive: true });
      }
    }
    const lines = await run(action, dump, target, log, making);
    for (const part of PULLED) {
      if (existsSync(path.join(making, part))) swapIn(path.join(making, part), path.join(folder, part));
    }
    return lines;
  } finally {
    rmSync(making, { recursive: true, force: true });
  }
}

async function run(
  action: 'push' | 'pull' | 'diff',
  dump: Dump,
  target: SyncTarget,
  log: string,
  folder: string,
): Promise<string> {
  const { code, lines } = await runNode(
    ['--import', PATIENCE, PROGRAM, '--config-path', CONFIG, action, '--dump-path', folder, ...DUMPS[dump]],
    {
      env: {
        PATH: process.env['PATH'] ?? '',
        HOME: process.env['HOME'] ?? '',
        SYNC_URL: target.url,
        SYNC_TOKEN: target.token,
      },
      log,
    },
  );
  if (code !== 0) {
    throw new HouseFault({
      ja:
        action === 'push'
          ? `構成（${dump}）の反映が途中で失敗しました。`
          : `構成（${dump}）の取込みに失敗しました。ファイルは変更していません。`,
      en:
        action === 'push'
          ? `The push of ${dump} failed on the way.`
          : `The ${action} of ${dump} failed; no file was changed.`,
      wayOut: `Read the end of ${log}, see that the office is running (npm start), and run the command again.`,
    });
  }
  return lines;
}

/**
 * Applies both folders, in the order that works: flows refer to what the data model holds.
 * @param fresh nothing was pushed here before; the permissions are then left to `putFirstPermissions`
 */
export async function pushDumps(target: SyncTarget, log: string, fresh: boolean): Promise<void> {
  await sync('push', fresh ? 'first' : 'snapshots', target, log);
  if (existsSync(path.join(ROOT, 'flows', 'collections'))) await sync('push', 'flows', target, log);
}
