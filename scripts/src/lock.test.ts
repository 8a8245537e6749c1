/** Two commands in one checkout: they take turns, say whom they wait for, and pull nothing from under each other. */
import { spawn, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lockFile, noteUser, tryLock, underLock, usersOf } from '../lock.mjs';
import { swapIn } from './build.ts';
import { ROOT } from './environment.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'grant-lock-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const LOCK = pathToFileURL(path.join(ROOT, 'scripts', 'lock.mjs')).href;

function scriptEnds(code: string): Promise<number | null> {
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: 'ignore' });
  return new Promise((resolve) => child.on('close', resolve));
}

describe('a lock', () => {
  it('lets one process in at a time', async () => {
    const [file, counter] = [path.join(folder, 'one.lock'), path.join(folder, 'counter')];
    writeFileSync(counter, '0');
    const code = `
      import { underLock } from ${JSON.stringify(LOCK)};
      import { readFileSync, writeFileSync } from 'node:fs';
      const counter = ${JSON.stringify(counter)};
      for (let n = 0; n < 5; n += 1) await underLock(${JSON.stringify(file)}, 'count', () => {}, async () => {
        const seen = Number(readFileSync(counter, 'utf8'));
        await new Promise((go) => setTimeout(go, 10));
        writeFileSync(counter, String(seen + 1));
      });`;
    expect(await Promise.all([1, 2, 3].map(() => scriptEnds(code)))).toEqual([0, 0, 0]);
    expect(readFileSync(counter, 'utf8')).toBe('15');
    expect(readdirSync(folder)).toEqual(['counter']);
  });

  it('is taken over from a process that is gone, and from one whose number was given out again', () => {
    const file = path.join(folder, 'one.lock');
    const dead = spawnSync(process.execPath, ['-e', '0']).pid;
    for (const note of [
      { pid: dead, born: '1', what: 'npm start' },
      { pid: process.pid, born: '1', what: 'npm start' },
    ]) {
      writeFileSync(file, `${JSON.stringify(note)}\n`);
      const { lock } = tryLock(file, 'npm test');
      expect(lock).toBeDefined();
      lock?.release();
      expect(existsSync(file)).toBe(false);
    }
  });

  it('lasts until a child that outlives its parent is gone', async () => {
    const file = path.join(folder, 'one.lock');
    const child = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 20000)']);
    const code = `
      import { tryLock } from ${JSON.stringify(LOCK)};
      tryLock(${JSON.stringify(file)}, 'npm start').lock.alsoHeldBy(${String(child.pid)});`;
    await scriptEnds(code);
    expect(tryLock(file, 'npm test').holder).toMatchObject({ pid: child.pid, what: 'npm start' });
    child.kill();
    await new Promise((resolve) => child.on('close', resolve));
    expect(tryLock(file, 'npm test').lock).toBeDefined();
  });

  it('tells once whom it waits for', async () => {
    const file = path.join(folder, 'one.lock');
    const { lock } = tryLock(file, 'npm start');
    setTimeout(() => lock?.release(), 700);
    const told: string[] = [];
    await underLock(
      file,
      'npm test',
      ({ pid, what }) => told.push(`${what} ${String(pid)}`),
      () => Promise.resolve(),
    );
    expect(told).toEqual([`npm start ${String(process.pid)}`]);
  });
});

describe('packages that have to be reinstalled', () => {
  const install = async (): Promise<{ fault?: { ja: string; en: string; wayOut: string } }> => {
    const { ensurePackages } = (await import(
      pathToFileURL(path.join(ROOT, 'scripts', 'install.mjs')).href
    )) as {
      ensurePackages: (
        root: string,
        what: string,
      ) => Promise<{ fault?: { ja: string; en: string; wayOut: string } }>;
    };
    return ensurePackages(folder, 'npm test');
  };

  it('are left alone while a command runs from them, and replaced when it has ended', async () => {
    const about = { name: 'somewhere', version: '1.0.0' };
    const lock = { ...about, lockfileVersion: 3, requires: true, packages: { '': about } };
    writeFileSync(path.join(folder, 'package.json'), JSON.stringify(about));
    writeFileSync(path.join(folder, 'package-lock.json'), JSON.stringify(lock));
    const inUse = path.join(folder, 'node_modules', 'in-use');
    mkdirSync(inUse, { recursive: true });
    const running = noteUser(folder, 'npm start');

    const { fault } = await install();
    expect(fault?.ja).toContain(`npm start（プロセス ${String(process.pid)}）`);
    expect(fault?.wayOut).toContain(`kill ${String(process.pid)}`);
    expect(existsSync(inUse)).toBe(true);
    expect(existsSync(lockFile(folder, 'install'))).toBe(false);

    running.end();
    expect((await install()).fault).toBeUndefined();
    expect(existsSync(inUse)).toBe(false);
    expect(usersOf(folder).map(({ what }) => what)).toEqual(['npm test']);
  });

  it('are not kept by a command that was killed', async () => {
    const code = `
      import { noteUser } from ${JSON.stringify(LOCK)};
      noteUser(${JSON.stringify(folder)}, 'npm start');`;
    await scriptEnds(code);
    expect(readdirSync(path.join(folder, '.data', 'locks'))).toHaveLength(1);
    expect(usersOf(folder)).toEqual([]);
    expect(readdirSync(path.join(folder, '.data', 'locks'))).toHaveLength(0);
  });
});

describe('a new build', () => {
  it('takes the place of the one in use as a whole', () => {
    const [made, used] = [path.join(folder, '.dist-1'), path.join(folder, 'dist')];
    for (const [place, text] of [
      [used, 'old'],
      [made, 'new'],
    ] as const) {
      mkdirSync(place);
      writeFileSync(path.join(place, `${text}.js`), text);
    }
    swapIn(made, used);
    expect(readdirSync(folder)).toEqual(['dist']);
    expect(readdirSync(used)).toEqual(['new.js']);
  });
});
