/**
 * Who uses what in this checkout: locks between commands (installing, building), and a list of the commands that run
 * from its packages. Node's own modules only, because it is asked before a single package is installed.
 *
 * A holder is a process with the moment it began, so that a number given out again is not taken for the old process.
 */
import { linkSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const LOOK_AGAIN_MS = 200;
const NOT_WRITABLE = new Set(['EACCES', 'EPERM', 'EROFS']);

/** When the process began, in the kernel's own count; nothing where the machine does not tell. */
function bornAt(pid) {
  try {
    // The name of the program stands in brackets and may hold spaces; field 22 counts from the front.
    return readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ')[19];
  } catch {
    return undefined;
  }
}

function aboutProcess(pid, what) {
  return { pid, born: bornAt(pid), what };
}

/** Whether the process that wrote the note still runs. */
function isAlive({ pid, born }) {
  try {
    process.kill(pid, 0);
  } catch (fault) {
    if (fault.code !== 'EPERM') return false;
  }
  const now = bornAt(pid);
  return born === undefined || now === undefined || now === born;
}

/** The notes in a file, one process a line; nothing when it is gone or cannot be read. */
function notesIn(file) {
  try {
    return readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line));
  } catch {
    return [];
  }
}

const written = (note) => `${JSON.stringify(note)}\n`;

/** Puts the file there complete or not at all; answers whether it was us. */
function putNew(file, text) {
  const draft = `${file}.${process.pid}.new`;
  writeFileSync(draft, text);
  try {
    linkSync(draft, file);
    return true;
  } catch (fault) {
    if (fault.code === 'EEXIST') return false;
    throw fault;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Takes a lock away whose holders are gone. Moved first and read again: what a living one put there is put back. */
function clearStale(file) {
  const aside = `${file}.${process.pid}.old`;
  try {
    renameSync(file, aside);
  } catch {
    return;
  }
  const notes = notesIn(aside);
  if (notes.some(isAlive)) putNew(file, notes.map(written).join(''));
  rmSync(aside, { force: true });
}

/**
 * Takes the lock, or names a living process that holds it. Where the folder cannot be written there is nothing to
 * install or to build either, and the lock is given.
 */
export function tryLock(file, what) {
  const free = { release: () => rmSync(file, { force: true }), alsoHeldBy: () => undefined };
  try {
    mkdirSync(path.dirname(file), { recursive: true });
    for (;;) {
      if (putNew(file, written(aboutProcess(process.pid, what)))) break;
      const holder = notesIn(file).find(isAlive);
      if (holder !== undefined) return { holder };
      clearStale(file);
    }
  } catch (fault) {
    if (NOT_WRITABLE.has(fault.code)) return { lock: { ...free, release: () => undefined } };
    throw fault;
  }
  return {
    lock: {
      ...free,
      // npm outlives its killed parent, and whoever comes next has to wait for it as well.
      alsoHeldBy: (pid) => writeFileSync(file, written(aboutProcess(pid, what)), { flag: 'a' }),
    },
  };
}

/** Does the work under the lock; `onWait` is told once whom it waits for. */
export async function underLock(file, what, onWait, work) {
  let told = false;
  for (;;) {
    const { lock, holder } = tryLock(file, what);
    if (lock !== undefined) {
      try {
        return await work(lock);
      } finally {
        lock.release();
      }
    }
    if (!told) onWait(holder);
    told = true;
    await pause(LOOK_AGAIN_MS);
  }
}

const locksOf = (root) => path.join(root, '.data', 'locks');

/** The file of a lock of this checkout. */
export function lockFile(root, name) {
  return path.join(locksOf(root), `${name}.lock`);
}

/** The living commands that run from the packages of this checkout; notes of dead ones are thrown away. */
export function usersOf(root) {
  let names;
  try {
    names = readdirSync(locksOf(root)).filter((name) => name.startsWith('user-'));
  } catch {
    return [];
  }
  return names.flatMap((name) => {
    const file = path.join(locksOf(root), name);
    const living = notesIn(file).filter(isAlive);
    if (living.length === 0) rmSync(file, { force: true });
    return living;
  });
}

/** Notes that a command now runs from these packages; answers how to take the note away, and how to add its child. */
export function noteUser(root, what) {
  const file = path.join(locksOf(root), `user-${process.pid}.json`);
  const note = (pid) => {
    try {
      mkdirSync(locksOf(root), { recursive: true });
      writeFileSync(file, written(aboutProcess(pid, what)), { flag: 'a' });
    } catch (fault) {
      // A folder of somebody else: nobody can replace its packages from here either.
      if (!NOT_WRITABLE.has(fault.code)) throw fault;
    }
  };
  note(process.pid);
  return { also: note, end: () => rmSync(file, { force: true }) };
}
