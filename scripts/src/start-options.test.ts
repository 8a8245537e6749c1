import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from './environment.ts';
import { claimFolder } from './office-file.ts';
import { readStartOptions } from './start-options.ts';

function options(args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const read = readStartOptions(args, env);
  if (read === 'help') throw new Error('asked for help');
  return read;
}

describe('options of npm start', () => {
  it('move all ports together, and each alone', () => {
    expect(options([]).ports).toEqual({ office: 8055, mailWeb: 8056, smtp: 8025, database: 54_329 });
    expect(options(['--port', '8155']).ports).toEqual({
      office: 8155,
      mailWeb: 8156,
      smtp: 8125,
      database: 54_429,
    });
    const env = { GRANT_PORT: '9000', GRANT_DATABASE_PORT: '6000' };
    expect(options([], env).ports).toMatchObject({ office: 9000, database: 6000 });
    expect(options(['--port', '8155'], env).ports).toMatchObject({ office: 8155, database: 6000 });
  });

  it('keep every port in range, however far the first is moved', () => {
    for (const port of [1, 30, 1024, 19_262, 20_000, 65_535]) {
      const all = Object.values(options(['--port', String(port)]).ports);
      expect(new Set(all).size, String(port)).toBe(4);
      expect(all.every((one) => one > 0 && one < 65_536)).toBe(true);
    }
  });

  it('refuse what is no port, and no option', () => {
    for (const port of ['0', '65536', '80a', '-1'])
      expect(() => options([`--port=${port}`]), port).toThrow(/not a port number/u);
    expect(() => options([], { GRANT_SMTP_PORT: 'mail' })).toThrow(/GRANT_SMTP_PORT/u);
    expect(() => options(['--prot', '8155'])).toThrow();
    expect(readStartOptions(['--help'], {})).toBe('help');
  });

  it('take the folder from the command line before the environment, and from the house', () => {
    expect(options([]).dataFolder).toBe(path.join(ROOT, '.data'));
    expect(options(['--data', '.data/other'], { GRANT_DATA: 'elsewhere' }).dataFolder).toBe(
      path.join(ROOT, '.data', 'other'),
    );
    expect(options([], { GRANT_DATA: '/srv/office', GRANT_SEED: 'false' })).toMatchObject({
      dataFolder: '/srv/office',
      seed: false,
      build: true,
    });
    expect(options(['--no-seed', '--no-build'])).toMatchObject({ seed: false, build: false });
  });
});

describe('a data folder', () => {
  it('is never committed, wherever it lies', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'grant-data-'));
    try {
      const claim = claimFolder(folder, options([]).ports);
      expect(readFileSync(path.join(folder, '.gitignore'), 'utf8')).toBe('*\n');
      await claim.release();
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
