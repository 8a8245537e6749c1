/**
 * Completes node_modules before anything else runs. Node's own modules only.
 *
 * npm writes node_modules/.package-lock.json last, after every package is unpacked and built, so that file, compared
 * with package-lock.json, tells a finished installation from a half-finished or an outdated one. A stamp with the
 * hash of the lock file spares the comparison on later starts.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  accessSync,
  constants,
  createWriteStream,
  existsSync,
  mkdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { lockFile, noteUser, underLock, usersOf } from './lock.mjs';

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

/** Whether every package that npm says it installed still has its folder. */
function foldersStand(root) {
  try {
    return packagesOf(path.join(root, 'node_modules', '.package-lock.json')).every(
      ([name, entry]) =>
        entry.version === undefined ||
        !name.includes('node_modules/') ||
        existsSync(path.join(root, name, 'package.json')),
    );
  } catch {
    return false;
  }
}

/** The stamp only saves time; a folder that belongs to somebody else is as good without it. */
function stampIt(stamp, hash) {
  try {
    writeFileSync(stamp, hash);
  } catch {
    // Read-only for this user: the comparison runs again next time.
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

/**
 * Completes the packages for one command, one command at a time, and notes that it runs from them.
 * @returns `fault`: what went wrong in one line and a way out; otherwise `user`: the note, to be ended with the command
 */
export async function ensurePackages(root, what) {
  const waiting = ({ pid, what: other }) =>
    process.stdout.write(
      `… ${other}（プロセス ${pid}）が部品を導入し終えるのを待っています / Waiting for ${other} (process ${pid}) to finish installing packages\n`,
    );
  return underLock(lockFile(root, 'install'), what, waiting, async (lock) => {
    const fault = await complete(root, lock);
    return fault ? { fault } : { user: noteUser(root, what) };
  });
}

async function complete(root, lock) {
  const stamp = path.join(root, 'node_modules', STAMP);
  const hash = lockHash(root);
  const stamped = existsSync(stamp) && readFileSync(stamp, 'utf8') === hash;
  if ((stamped || installedMatchesLock(root)) && foldersStand(root)) {
    if (!stamped) stampIt(stamp, hash);
    return undefined;
  }
  // npm would pull the files from under whoever runs from them.
  const [user] = usersOf(root);
  if (user !== undefined) {
    return {
      ja: `部品の入れ直しが必要ですが、${user.what}（プロセス ${user.pid}）が使用中のため行いません。`,
      en: `Packages must be reinstalled, but ${user.what} (process ${user.pid}) is running from them.`,
      wayOut: `Stop it first (Ctrl-C in its terminal, or: kill ${user.pid}), and run the command again.`,
    };
  }
  return install(root, lock, stamp, hash);
}

async function install(root, lock, stamp, hash) {
  const half = existsSync(path.join(root, 'node_modules'));
  const done = showElapsed(
    half
      ? '部品を入れ直しています（前回の導入が途中か古いため） / Reinstalling packages (unfinished or outdated)'
      : '部品を導入しています / Installing packages',
  );
  const log = path.join(root, '.data', 'log', 'install.log');
  try {
    mkdirSync(path.dirname(log), { recursive: true });
    mkdirSync(path.join(root, 'node_modules'), { recursive: true });
    accessSync(path.join(root, 'node_modules'), constants.W_OK);
    writeFileSync(log, '');
  } catch {
    done('✗');
    return {
      ja: `${root} に書き込めないため、部品を導入できません。`,
      en: `Packages cannot be installed: ${root} is not writable.`,
      wayOut: 'Run as the user who owns this folder, or clone it again as yourself.',
    };
  }
  const [command, first] = npmCommand();
  const code = await new Promise((resolve) => {
    const child = spawn(command, [...first, 'ci', '--no-audit', '--no-fund', '--loglevel=error'], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
    });
    if (child.pid !== undefined) lock.alsoHeldBy(child.pid);
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
    stampIt(stamp, hash);
    return undefined;
  }
  return {
    ja: '部品の導入が終わりませんでした。',
    en: 'Installing the packages did not finish.',
    wayOut: `Check the network, read ${path.relative(root, log)}, and run the command again.`,
  };
}
