/** directus-sync: between the files of snapshots/ and flows/ and a running Directus. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { runNode } from './child.ts';
import { ROOT } from './environment.ts';

const PROGRAM = path.join(ROOT, 'node_modules', 'directus-sync', 'bin', 'index.js');
const CONFIG = path.join(ROOT, 'snapshots', 'directus-sync.config.cjs');

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
 * One run of the tool; `folder` is the dump folder when it is not the repository's own.
 * @returns the tool's last lines
 * @throws Error with them when it ends badly
 */
export async function sync(
  action: 'push' | 'pull' | 'diff',
  dump: Dump,
  target: SyncTarget,
  log: string,
  folder: string = path.join(ROOT, dump === 'flows' ? 'flows' : 'snapshots'),
): Promise<string> {
  const { code, lines } = await runNode(
    [PROGRAM, '--config-path', CONFIG, action, '--dump-path', folder, ...DUMPS[dump]],
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
  if (code !== 0) throw new Error(`directus-sync ${action} ${dump} ended with ${String(code)}\n${lines}`);
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
