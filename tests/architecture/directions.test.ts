import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { importsOf, read, repositoryFiles } from './repository.ts';

const SOURCE = /\.(ts|vue|mjs|js)$/;

/** Room of a file or of an import resolved from a file: the first folder. */
function roomOf(from: string, target: string): string | undefined {
  if (target.startsWith('.')) return path.normalize(path.join(path.dirname(from), target)).split('/')[0];
  if (target.startsWith('@grant/')) return target.split('/')[1];
  return target === 'directus-extension-grants' ? 'extensions' : undefined;
}

const MAY_KNOW: Readonly<Record<string, readonly string[]>> = {
  schema: [],
  extensions: ['schema'],
  portal: ['schema'],
  scripts: ['schema'],
  tests: ['schema', 'scripts'],
};

describe('dependencies between rooms', () => {
  it.each(Object.entries(MAY_KNOW))('%s knows only its own room and %j', (room, known) => {
    const strays = repositoryFiles(SOURCE)
      .filter((file) => file.startsWith(`${room}/`))
      .flatMap((file) => importsOf(file).map((target) => ({ file, target, other: roomOf(file, target) })))
      .filter(({ other }) => other !== undefined && other !== room && !known.includes(other));
    expect(strays).toEqual([]);
  });

  it('lets the rules import zod and nothing else', () => {
    const strays = repositoryFiles(/^schema\/src\/.*\.ts$/)
      .filter((file) => !file.endsWith('.test.ts'))
      .flatMap((file) => importsOf(file).map((target) => `${file} -> ${target}`))
      .filter((line) => !/ -> (\.{1,2}\/|zod$)/.test(line));
    expect(strays).toEqual([]);
  });

  it('keeps the rules free of import circles', () => {
    const files = repositoryFiles(/^schema\/src\/.*\.ts$/).filter((file) => !file.endsWith('.test.ts'));
    // A type-only import is gone at run time and closes no circle.
    const graph = new Map(
      files.map((file) => [
        file,
        [...read(file).matchAll(/^(?:import|export)\s+(?!type\b)[^;]*?from\s+'(\.[^']+)'/gm)].map(
          ([, target = '']) => path.normalize(path.join(path.dirname(file), target)),
        ),
      ]),
    );
    const circles: string[] = [];
    const done = new Set<string>();
    const walk = (file: string, trail: readonly string[]): void => {
      if (trail.includes(file)) {
        circles.push([...trail.slice(trail.indexOf(file)), file].join(' -> '));
        return;
      }
      if (done.has(file)) return;
      for (const next of graph.get(file) ?? []) walk(next, [...trail, file]);
      done.add(file);
    };
    for (const file of files) walk(file, []);
    expect(circles).toEqual([]);
  });
});
