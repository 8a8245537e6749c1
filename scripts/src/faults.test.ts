/** Every fault of a start says one thing and a way out, and leaves nothing in the way of the next start. */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ROOT } from './environment.ts';
import { describeFault, HouseFault } from './fault.ts';
import { keysOf } from './keys.ts';
import { claimFolder } from './office-file.ts';
import { startMailSink } from './mail-sink.ts';
import { freePorts, requireFree } from './ports.ts';
import { clearLeftover } from './postgres.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'grant-fault-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const ONE_LINE_AND_A_WAY_OUT = /^✗ [^\n]+ \/ [^\n]+\n {2}→ [^\n]+\n$/;

function thrownBy(work: () => unknown): unknown {
  try {
    return work();
  } catch (fault) {
    return fault;
  }
}

describe('an old Node', () => {
  it('is refused before anything is installed', () => {
    const older = `data:text/javascript,Object.defineProperty(process,'versions',{value:{...process.versions,node:'18.20.4'}})`;
    const run = spawnSync(process.execPath, ['--import', older, path.join(ROOT, 'scripts', 'start.mjs')], {
      encoding: 'utf8',
    });
    expect(run.status).toBe(1);
    expect(run.stderr).toMatch(ONE_LINE_AND_A_WAY_OUT);
    expect(run.stderr).toMatch(/18\.20\.4 は古すぎます.*too old/);
  });

  it('is good enough from 20.0 on', () => {
    const first = `data:text/javascript,Object.defineProperty(process,'versions',{value:{...process.versions,node:'20.0.0'}})`;
    const run = spawnSync(
      process.execPath,
      ['--import', first, path.join(ROOT, 'scripts', 'config.mjs'), '--help'],
      { encoding: 'utf8' },
    );
    expect(run).toMatchObject({ status: 0, stderr: '' });
    expect(run.stdout).toContain('npm run config:pull');
  });
});

describe('a half-finished installation', () => {
  it('is finished, even when only a folder is missing', async () => {
    const { ensurePackages } = (await import(
      pathToFileURL(path.join(ROOT, 'scripts', 'install.mjs')).href
    )) as { ensurePackages: (root: string, what: string) => Promise<{ fault?: { ja: string } }> };
    const about = { name: 'somewhere', version: '1.0.0' };
    const lock = { ...about, lockfileVersion: 3, requires: true, packages: { '': about } };
    writeFileSync(path.join(folder, 'package.json'), JSON.stringify(about));
    writeFileSync(path.join(folder, 'package-lock.json'), JSON.stringify(lock));
    expect((await ensurePackages(folder, 'npm start')).fault).toBeUndefined();
    rmSync(path.join(folder, '.data'), { recursive: true });
    const stamp = path.join(folder, 'node_modules', '.installed');
    expect(existsSync(stamp)).toBe(true);

    const hidden = path.join(folder, 'node_modules', '.package-lock.json');
    const gone = { 'node_modules/gone': { version: '1.0.0' } };
    writeFileSync(hidden, JSON.stringify({ ...lock, packages: gone }));
    const leftover = path.join(folder, 'node_modules', 'leftover');
    mkdirSync(leftover);
    expect((await ensurePackages(folder, 'npm start')).fault).toBeUndefined();
    rmSync(path.join(folder, '.data'), { recursive: true });
    expect(existsSync(leftover)).toBe(false);
  });
});

describe('a port that is taken', () => {
  it('is named with a way to other ports', async () => {
    const ports = await freePorts();
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(ports.smtp, '127.0.0.1', resolve));
    const fault = await requireFree(ports).catch((thrown: unknown) => thrown);
    expect(describeFault(fault)).toMatch(ONE_LINE_AND_A_WAY_OUT);
    expect(describeFault(fault)).toContain(String(ports.smtp));
    await new Promise((resolve) => other.close(resolve));
  });

  it('is waited for while a killed start is still ending', async () => {
    const ports = await freePorts();
    const ending = createServer();
    await new Promise<void>((resolve) => ending.listen(ports.office, '127.0.0.1', resolve));
    setTimeout(() => ending.close(), 300);
    await expect(requireFree(ports, 5_000)).resolves.toBeUndefined();
  });

  it('is no port of a test: nobody is given it twice, nor by the system when it connects (from 32768 on)', async () => {
    const given = [await freePorts(), await freePorts()].flatMap((ports) => Object.values(ports) as number[]);
    expect(new Set(given).size).toBe(8);
    expect(Math.max(...given)).toBeLessThan(32_768);
  });

  it.each(['smtp', 'mailWeb'] as const)(
    'is said by the mail sink (%s), which holds none then',
    async (name) => {
      const ports = await freePorts();
      const other = createServer();
      await new Promise<void>((resolve) => other.listen(ports[name], '127.0.0.1', resolve));
      const sink = (): ReturnType<typeof startMailSink> =>
        startMailSink({ smtpPort: ports.smtp, webPort: ports.mailWeb, folder: path.join(folder, 'mail') });
      await expect(sink()).rejects.toMatchObject({ code: 'EADDRINUSE' });
      await new Promise((resolve) => other.close(resolve));
      await expect(requireFree(ports)).resolves.toBeUndefined();
      await (await sink()).stop();
    },
  );
});

describe('a data folder', () => {
  it('is taken over from a start that was killed', async () => {
    const dead = spawnSync(process.execPath, ['-e', '0']).pid;
    writeFileSync(path.join(folder, 'running.json'), `${String(dead)} http://127.0.0.1:1\n`);
    const claim = claimFolder(folder, await freePorts());
    expect(claim.takenOver).toBe(true);
    await claim.release();
    expect(existsSync(path.join(folder, 'running.json'))).toBe(false);
  });

  it('is refused while another start runs on it', async () => {
    const running = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 20000)', 'start.ts']);
    writeFileSync(path.join(folder, 'running.json'), `${String(running.pid)} http://127.0.0.1:1\n`);
    const ports = await freePorts();
    const fault = thrownBy(() => claimFolder(folder, ports));
    running.kill();
    expect(describeFault(fault)).toMatch(ONE_LINE_AND_A_WAY_OUT);
  });

  it('with damaged keys keeps them and says so', () => {
    writeFileSync(path.join(folder, 'keys.json'), '{"secret":');
    const fault = thrownBy(() => keysOf(folder));
    expect(fault).toBeInstanceOf(HouseFault);
    expect(describeFault(fault)).toMatch(ONE_LINE_AND_A_WAY_OUT);
    expect(readFileSync(path.join(folder, 'keys.json'), 'utf8')).toBe('{"secret":');
  });

  it.each(['EACCES', 'EPERM', 'EROFS', 'ENOSPC'])('that cannot be written to (%s) is named', (code) => {
    const fault = Object.assign(new Error(code), { code, path: '/somewhere/.data' });
    expect(describeFault(fault)).toMatch(ONE_LINE_AND_A_WAY_OUT);
  });

  it('loses the lock of a database that no longer runs', async () => {
    const lock = path.join(folder, 'postmaster.pid');
    writeFileSync(lock, `${String(process.pid)}\n${folder}\n`);
    await clearLeftover(folder);
    expect(existsSync(lock)).toBe(false);
  });
});
