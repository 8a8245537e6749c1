import { describe, expect, it } from 'vitest';
import { lifecycleMarkdown } from '@grant/schema';
import { read, repositoryFiles } from './repository.ts';

const LINES_MAX = 300;

describe('files', () => {
  it(`holds every source file within ${String(LINES_MAX)} lines`, () => {
    const long = repositoryFiles(/\.(ts|vue|mjs|js|cjs)$/)
      .map((file) => ({ file, lines: read(file).split('\n').length - 1 }))
      .filter(({ lines }) => lines > LINES_MAX);
    expect(long).toEqual([]);
  });

  it('has no room for leftovers', () => {
    const named = repositoryFiles(/(^|\/)(utils?|helpers?|common|shared|misc)(\/|\.(ts|vue|mjs)$)/);
    expect(named).toEqual([]);
  });

  it('tests without skipping and types without escapes', () => {
    const hidden = repositoryFiles(/^(schema|extensions|portal|scripts|tests)\/.*\.(ts|vue)$/)
      .filter((file) => file !== 'tests/architecture/files.test.ts')
      .flatMap((file) => {
        const found = /\b(?:it|test|describe)\.(?:skip|only|todo)\b|@ts-ignore|@ts-nocheck/.exec(read(file));
        return found === null ? [] : [`${file}: ${found[0]}`];
      });
    expect(hidden).toEqual([]);
  });

  it('locks every package by its hash and names no address to fetch it from', () => {
    const lock = JSON.parse(read('package-lock.json')) as {
      packages: Record<string, { resolved?: string; integrity?: string; link?: boolean }>;
    };
    // Our own empty stand-ins are folders of this repository, not packages.
    const installed = Object.entries(lock.packages).filter(
      ([place]) => place.includes('node_modules/') && !place.includes('/stubs/'),
    );
    const addressed = installed.filter(([, { resolved }]) => resolved?.includes('://') === true);
    const unhashed = installed.filter(
      ([, { resolved, integrity, link }]) =>
        link !== true && integrity === undefined && resolved?.includes('stubs/') !== true,
    );
    expect({ addressed, unhashed }).toEqual({ addressed: [], unhashed: [] });
    expect(repositoryFiles(/(^|\/)\.npmrc$/)).toEqual([]);
  });

  it('keeps no secret', () => {
    const secret =
      /-----BEGIN [A-Z ]*PRIVATE KEY-----|\bgh[pousr]_\w{30,}|\bAKIA[0-9A-Z]{16}\b|\bnpm_[A-Za-z0-9]{30,}/;
    const found = repositoryFiles(/\.(ts|vue|mjs|js|cjs|json|ya?ml|md|sql|sh|env|example)$/).filter((file) =>
      secret.test(read(file)),
    );
    expect(found).toEqual([]);
  });

  it('shows the lifecycle in docs/lifecycle.md exactly as the table says', () => {
    expect(read('docs/lifecycle.md').trim()).toBe(lifecycleMarkdown().trim());
  });
});
