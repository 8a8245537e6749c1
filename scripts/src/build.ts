/** Builds what a browser loads: the portal and our part of the admin app. The API code is loaded as it is written. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { runNode } from './child.ts';
import { contentHash } from './content-hash.ts';
import { ROOT } from './environment.ts';
import type { Progress } from './progress.ts';

interface Target {
  readonly title: string;
  readonly room: string;
  readonly sources: readonly string[];
}

const TARGETS: readonly Target[] = [
  { title: '申請ポータルの構築 / Building the portal', room: 'portal', sources: ['portal', 'schema/src'] },
  {
    title: '管理画面の部品の構築 / Building the admin extension',
    room: 'extensions/grants',
    sources: [
      'extensions/grants/src',
      'extensions/grants/vite.config.ts',
      'extensions/grants/package.json',
      'schema/src',
    ],
  },
];

function inputHash(target: Target): string {
  return contentHash([...target.sources, 'package-lock.json'], process.version);
}

/** Targets whose output does not match their sources. */
export function staleTargets(): readonly Target[] {
  return TARGETS.filter((target) => {
    if (!existsSync(path.join(ROOT, target.room, 'vite.config.ts'))) return false;
    const stamp = path.join(ROOT, target.room, 'dist', '.built');
    return !existsSync(stamp) || readFileSync(stamp, 'utf8') !== inputHash(target);
  });
}

/** Builds stale targets side by side. */
export async function build(progress: Progress, logFolder: string): Promise<void> {
  await Promise.all(
    staleTargets().map((target) =>
      progress.step(target.title, async () => {
        const hash = inputHash(target);
        const vite = path.join(ROOT, 'node_modules', 'vite', 'bin', 'vite.js');
        const { code, lines } = await runNode([vite, 'build', '--logLevel', 'warn'], {
          cwd: path.join(ROOT, target.room),
          env: { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '', NODE_ENV: 'production' },
          log: path.join(logFolder, `build-${path.basename(target.room)}.log`),
        });
        if (code !== 0) throw new Error(`Building ${target.room} failed.\n${lines}`);
        mkdirSync(path.join(ROOT, target.room, 'dist'), { recursive: true });
        writeFileSync(path.join(ROOT, target.room, 'dist', '.built'), hash);
      }),
    ),
  );
}
