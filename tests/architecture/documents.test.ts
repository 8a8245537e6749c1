/** What the documents say about the repository, held against the repository. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { ROOT } from '@grant/scripts/environment';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { read, repositoryFiles } from './repository.ts';

const names = z.record(z.string(), z.string()).default({});
const manifest = z.looseObject({
  dependencies: names,
  devDependencies: names,
  optionalDependencies: names,
});

/** Packages that a room asks for by name; types follow the package they describe. */
function askedFor(): ReadonlySet<string> {
  const files = repositoryFiles(/^([^/]+\/){0,2}package\.json$/).filter((file) => !file.startsWith('stubs/'));
  const all = files.flatMap((file) => {
    const { dependencies, devDependencies, optionalDependencies } = manifest.parse(JSON.parse(read(file)));
    return Object.keys({ ...dependencies, ...devDependencies, ...optionalDependencies });
  });
  return new Set(all.filter((name) => !/^@(grant|types)\//.test(name)));
}

/** Whether a package is named, `node-linux-*` standing for all of its kind. */
function isNamed(name: string, inText: readonly string[]): boolean {
  return inText.some((word) => (word.endsWith('*') ? name.startsWith(word.slice(0, -1)) : word === name));
}

describe('README.md', () => {
  const table = read('README.md').split('## What each dependency is for')[1]?.split('\n## ')[0] ?? '';
  const named = [...table.matchAll(/`([^`]+)`/g)].flatMap(([, word = '']) =>
    word.startsWith('npm ') ? [] : [word],
  );

  it('says of every dependency what it is for', () => {
    expect([...askedFor()].filter((name) => !isNamed(name, named))).toEqual([]);
  });

  it('names no package that is gone', () => {
    const packages = [...askedFor()];
    const gone = named.filter(
      (word) => !packages.some((name) => isNamed(name, [word])) && !packages.includes(word),
    );
    expect(gone).toEqual([]);
  });

  it('leads only to files that exist', () => {
    const files = new Set(repositoryFiles(/./));
    const isThere = (target: string): boolean =>
      files.has(target) || [...files].some((file) => file.startsWith(`${target.replace(/\/$/, '')}/`));
    const broken = ['README.md', 'README.ja.md', 'CONTRIBUTING.md'].flatMap((document) =>
      [...read(document).matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)]
        .map(([, target = '']) => target)
        .filter((target) => !/^https?:|^mailto:/.test(target) && !isThere(path.normalize(target)))
        .map((target) => `${document}: ${target}`),
    );
    expect(broken).toEqual([]);
  });
});

describe('docs/permissions.md', () => {
  it('says what the configuration says', () => {
    const program = path.join(ROOT, 'scripts', 'src', 'permission-matrix.ts');
    const run = spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', program, '--check'], {
      encoding: 'utf8',
      cwd: ROOT,
    });
    expect(run.stderr + run.stdout).not.toMatch(/Error/);
    expect(run.status).toBe(0);
  });
});
