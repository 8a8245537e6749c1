/** Builds what is loaded joined: the portal, our part of the admin app, and the server part for Directus. */
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { lockFile, underLock } from '../lock.mjs';
import { runNode } from './child.ts';
import { contentHash } from './content-hash.ts';
import { ROOT } from './environment.ts';
import type { Progress } from './progress.ts';

interface Target {
  readonly title: string;
  readonly room: string;
  /** Folder of the room that holds the result. */
  readonly out: string;
  /** The room's file for vite. */
  readonly config: string;
  readonly sources: readonly string[];
}

const EXTENSION = ['extensions/grants/src', 'extensions/grants/package.json', 'schema/src'];

const TARGETS: readonly Target[] = [
  {
    title: '申請ポータルの構築 / Building the portal',
    room: 'portal',
    out: 'dist',
    config: 'vite.config.ts',
    sources: ['portal', 'schema/src'],
  },
  {
    title: '管理画面の部品の構築 / Building the admin extension',
    room: 'extensions/grants',
    out: 'dist',
    config: 'vite.config.ts',
    sources: [...EXTENSION, 'extensions/grants/vite.config.ts'],
  },
  {
    title: 'サーバー側の部品の構築 / Building the server part',
    room: 'extensions/grants',
    out: 'server',
    config: 'vite.server.config.ts',
    sources: [...EXTENSION, 'extensions/grants/vite.server.config.ts'],
  },
];

function nameOf({ room, out }: Target): string {
  return `${path.basename(room)}-${out}`;
}

function inputHash(target: Target): string {
  return contentHash([...target.sources, 'package-lock.json'], process.version);
}

function stampOf({ room, out }: Target): string {
  return path.join(ROOT, room, out, '.built');
}

function isMissing(target: Target): boolean {
  return !existsSync(stampOf(target));
}

function isStale(target: Target): boolean {
  return isMissing(target) || readFileSync(stampOf(target), 'utf8') !== inputHash(target);
}

/** Targets whose output does not match their sources. */
export function staleTargets(): readonly Target[] {
  return TARGETS.filter(isStale);
}

/** Builds stale targets side by side; `keep` leaves what was built before as it is and makes only what is missing. */
export async function build(progress: Progress, logFolder: string, keep = false): Promise<void> {
  await Promise.all(
    (keep ? staleTargets().filter(isMissing) : staleTargets()).map((target) =>
      progress.step(target.title, () =>
        underLock(
          lockFile(ROOT, `build-${nameOf(target)}`),
          target.title,
          ({ pid }) =>
            progress.say(
              `… プロセス ${String(pid)} が終えるのを待っています / Waiting for process ${String(pid)}: ${target.title}`,
            ),
          // Whoever held the lock may have built what we came for.
          () => (isStale(target) ? buildOne(target, logFolder) : Promise.resolve()),
        ),
      ),
    ),
  );
}

/** Builds beside the folder in use and changes the two by name: nobody ever loads from a half-built one. */
async function buildOne(target: Target, logFolder: string): Promise<void> {
  const room = path.join(ROOT, target.room);
  for (const name of readdirSync(room).filter((one) => one.startsWith(`.${target.out}-`))) {
    rmSync(path.join(room, name), { recursive: true, force: true });
  }
  const making = path.join(room, `.${target.out}-${String(process.pid)}`);
  const hash = inputHash(target);
  const vite = path.join(ROOT, 'node_modules', 'vite', 'bin', 'vite.js');
  const { code, lines } = await runNode(
    [vite, 'build', '--config', target.config, '--logLevel', 'warn', '--emptyOutDir', '--outDir', making],
    {
      cwd: room,
      env: { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '', NODE_ENV: 'production' },
      log: path.join(logFolder, `build-${nameOf(target)}.log`),
    },
  );
  if (code !== 0) {
    rmSync(making, { recursive: true, force: true });
    throw new Error(`Building ${target.room} failed.\n${lines}`);
  }
  writeFileSync(path.join(making, '.built'), hash);
  swapIn(making, path.join(room, target.out));
}

/** Puts a finished folder in the place of the one in use. */
export function swapIn(made: string, used: string): void {
  const old = `${made}-old`;
  mkdirSync(path.dirname(used), { recursive: true });
  if (existsSync(used)) renameSync(used, old);
  renameSync(made, used);
  rmSync(old, { recursive: true, force: true });
}
