/**
 * The door every command comes through. It runs on any Node from 20 on, before a single package is
 * installed, and therefore imports Node's own modules only: it checks the runtime, completes the installation
 * and hands over to the TypeScript entry under the pinned Node 22 that comes with the packages.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensurePackages } from './install.mjs';

const ROOT = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const OLDEST = [20, 0];
/** First release that loads TypeScript without a flag. */
const TYPESCRIPT_RUNTIME = [22, 18];

function atLeast(version, [major, minor]) {
  const [a = 0, b = 0] = version.split('.').map(Number);
  return a > major || (a === major && b >= minor);
}

function refuse(ja, en, wayOut) {
  process.stderr.write(`✗ ${ja} / ${en}\n  → ${wayOut}\n`);
  process.exit(1);
}

/** The pinned runtime, or the host's own when it can load TypeScript (macOS, Windows). */
function runtime() {
  const pinned = path.join(ROOT, 'node_modules', '.bin', 'node');
  if (existsSync(pinned)) return pinned;
  if (atLeast(process.versions.node, TYPESCRIPT_RUNTIME)) return process.execPath;
  return refuse(
    'この機種用の Node.js 22 が同梱されていません。',
    'No Node.js 22 comes with the packages for this kind of machine.',
    'Install Node.js 22.18 or newer from https://nodejs.org/ and run the command again.',
  );
}

/**
 * Runs `scripts/src/<entry>.ts` and ends with its exit code. Signals are passed on, never acted upon here, so that
 * the entry can stop its own children in order; the IPC channel tells it when this process is killed outright.
 */
export async function enter(entry) {
  if (!atLeast(process.versions.node, OLDEST)) {
    refuse(
      `Node.js ${process.versions.node} は古すぎます。20 以上が必要です。`,
      `Node.js ${process.versions.node} is too old; 20 or newer is needed.`,
      'Install a current Node.js from https://nodejs.org/ and run the command again.',
    );
  }
  const began = Date.now();
  const { fault, user } = await ensurePackages(ROOT, entry === 'start' ? 'npm start' : `npm run ${entry}`);
  if (fault) refuse(fault.ja, fault.en, fault.wayOut);
  const ready = Date.now();

  const bin = path.join(ROOT, 'node_modules', '.bin');
  const child = spawn(
    runtime(),
    [
      '--disable-warning=ExperimentalWarning',
      path.join(ROOT, 'scripts', 'src', `${entry}.ts`),
      ...process.argv.slice(2),
    ],
    {
      stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
      env: {
        ...process.env,
        PATH: `${bin}${path.delimiter}${process.env.PATH ?? ''}`,
        GRANT_BEGAN_AT: process.env.GRANT_BEGAN_AT ?? String(began),
        GRANT_PACKAGES_MS: String(ready - began),
      },
    },
  );
  // This process may be killed and the entry still be ending.
  if (child.pid !== undefined) user.also(child.pid);
  process.on('exit', () => user.end());
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => process.exit(code ?? (signal ? 130 : 1)));
}
