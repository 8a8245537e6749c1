/** `.data/office.json`: addresses and practice accounts for tools; and the claim that one start holds on a folder. */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { Accounts } from './accounts.ts';
import { type Ports, officeUrl } from './environment.ts';
import { HouseFault } from './fault.ts';
import { tryLock } from '../lock.mjs';

/** Where a browser or a tool finds each part. */
export function addressesOf(
  ports: Ports,
): Readonly<Record<'portal' | 'admin' | 'api' | 'mail' | 'database', string>> {
  const url = officeUrl(ports);
  return {
    portal: `${url}/portal/`,
    admin: `${url}/admin/`,
    api: `${url}/grants/openapi.json`,
    mail: `http://127.0.0.1:${String(ports.mailWeb)}/`,
    database: `127.0.0.1:${String(ports.database)}`,
  };
}

const officeFileShape = z.object({ accounts: z.record(z.string(), z.unknown()) });

/** The accounts of an earlier start, or none. An unreadable file counts as none: the accounts get new passwords. */
export function readAccounts(dataFolder: string): Accounts {
  try {
    const text = readFileSync(path.join(dataFolder, 'office.json'), 'utf8');
    return officeFileShape.parse(JSON.parse(text)).accounts;
  } catch {
    return {};
  }
}

/** Writes the file, readable by its owner alone, and answers its path. */
export function writeOfficeFile(dataFolder: string, ports: Ports, accounts: Accounts): string {
  const file = path.join(dataFolder, 'office.json');
  rmSync(file, { force: true });
  writeFileSync(file, `${JSON.stringify({ addresses: addressesOf(ports), accounts }, null, 2)}\n`, {
    mode: 0o600,
  });
  return file;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return (
      process.platform !== 'linux' ||
      readFileSync(`/proc/${String(pid)}/cmdline`, 'utf8').includes('start.ts')
    );
  } catch {
    return false;
  }
}

/** The hold of one start on its folder. */
export interface Claim {
  readonly release: () => Promise<void>;
  /** An earlier start was killed here: what it ran may still be ending. */
  readonly takenOver: boolean;
}

/**
 * Marks the folder as in use by this process.
 * @throws HouseFault when another start runs on it. A mark left by a killed start is taken over.
 */
export function claimFolder(dataFolder: string, ports: Ports): Claim {
  mkdirSync(dataFolder, { recursive: true });
  // Keys and accounts lie in it: wherever it is, no commit takes it along.
  writeFileSync(path.join(dataFolder, '.gitignore'), '*\n');
  // Two starts in the same moment would both find no mark.
  const { lock, holder } = tryLock(path.join(dataFolder, 'claim.lock'), 'npm start');
  if (holder !== undefined) throw alreadyRunning(holder.pid, officeUrl(ports));
  try {
    return claim(path.join(dataFolder, 'running.json'), ports);
  } finally {
    lock.release();
  }
}

function alreadyRunning(pid: number, url: string): HouseFault {
  return new HouseFault({
    ja: `このデータフォルダーの事務局は既に動いています（プロセス ${String(pid)}）。`,
    en: `The office of this data folder is already running (process ${String(pid)}).`,
    wayOut: `Use it at ${url}/portal/, stop it with Ctrl-C, or start another: --data .data/other --port 8155`,
  });
}

function claim(mark: string, ports: Ports): Claim {
  const takenOver = existsSync(mark);
  if (takenOver) {
    const [holder, url = officeUrl(ports)] = readFileSync(mark, 'utf8').trim().split(' ');
    const pid = Number(holder);
    if (pid !== process.pid && isAlive(pid)) throw alreadyRunning(pid, url);
  }
  writeFileSync(mark, `${String(process.pid)} ${officeUrl(ports)}\n`);
  return {
    takenOver,
    release: () => {
      rmSync(mark, { force: true });
      return Promise.resolve();
    },
  };
}
