/**
 * Completes node_modules before anything else runs. Node's own modules only.
 *
 * npm writes node_modules/.package-lock.json last, after every package is unpacked and built, so that file, compared
 * with package-lock.json, tells a finished installation from a half-finished or an outdated one. A stamp with the
 * hash of the lock file spares the comparison on later starts.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync, createWriteStream } from 'node:fs';
import path from 'node:path';

const STAMP = '.installed';

function lockHash(root) {
  return createHash('sha256')
    .update(readFileSync(path.join(root, 'package-lock.json')))
    .update(`${process.platform}-${process.arch}`)
    .digest('hex');
}

function packagesOf(file) {
  return Object.entries(JSON.parse(readFileSync(file, 'utf8')).packages).filter(([name]) => name !== '');
}

/** Whether what npm says it installed is what the lock file asks for (optional packages of other machines aside). */
function installedMatchesLock(root) {
  const hidden = path.join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(hidden)) return false;
  try {
    const installed = new Map(packagesOf(hidden));
    return packagesOf(path.join(root, 'package-lock.json')).every(([name, wanted]) => {
      const found = installed.get(name);
      if (!found) return wanted.optional === true || wanted.link === true || !name.includes('node_modules/');
      return found.version === wanted.version && found.integrity === wanted.integrity;
    });
  } catch {
    return false;
  }
}

function npmCommand() {
  const npm = process.env.npm_execpath;
  return npm && npm.endsWith('.js') && existsSync(npm) ? [process.execPath, [npm]] : ['npm', []];
}

function showElapsed(label) {
  const began = Date.now();
  const tty = process.stdout.isTTY;
  const seconds = () => ((Date.now() - began) / 1000).toFixed(tty ? 0 : 1);
  if (!tty) process.stdout.write(`… ${label}\n`);
  const timer = setInterval(
    () => process.stdout.write(tty ? `\r⠿ ${label}  ${seconds()} s` : `… ${label}  ${seconds()} s\n`),
    tty ? 250 : 10_000,
  );
  return (mark) => {
    clearInterval(timer);
    process.stdout.write(`${tty ? '\r' : ''}${mark} ${label}  ${seconds()} s\n`);
  };
}

/** Answers nothing when all packages stand, or what went wrong in one line and a way out. */
export async function ensurePackages(root) {
  const stamp = path.join(root, 'node_modules', STAMP);
  const hash = lockHash(root);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return undefined;
  if (installedMatchesLock(root)) {
    writeFileSync(stamp, hash);
    return undefined;
  }

  const half = existsSync(path.join(root, 'node_modules'));
  const done = showElapsed(
    half
      ? '部品を入れ直しています（前回の導入が途中か古いため） / Reinstalling packages (unfinished or outdated)'
      : '部品を導入しています / Installing packages',
  );
  const log = path.join(root, '.data', 'log', 'install.log');
  mkdirSync(path.dirname(log), { recursive: true });
  const [command, first] = npmCommand();
  const code = await new Promise((resolve) => {
    const child = spawn(command, [...first, 'ci', '--no-audit', '--no-fund', '--loglevel=error'], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
    });
    const file = createWriteStream(log);
    child.stdout.pipe(file);
    child.stderr.pipe(file);
    const stop = () => child.kill('SIGTERM');
    for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, stop);
    child.on('error', () => resolve(1));
    child.on('close', (exit) => {
      for (const signal of ['SIGINT', 'SIGTERM']) process.off(signal, stop);
      resolve(exit ?? 130);
    });
  });
  done(code === 0 ? '✓' : '✗');
  if (code === 0) {
    writeFileSync(stamp, hash);
    return undefined;
  }
  return {
    ja: '部品の導入が終わりませんでした。',
    en: 'Installing the packages did not finish.',
    wayOut: `Check the network, read ${path.relative(root, log)}, and run the command again.`,
  };
}
