/** The repository's own files as git knows them, for tests that read instead of run. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '@grant/scripts/environment';

/** Tracked and new files, relative to the root, that match. */
export function repositoryFiles(matches: RegExp): readonly string[] {
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
    cwd: ROOT,
    encoding: 'utf8',
    maxBuffer: 64_000_000,
  });
  return [...new Set(listed.split('\n'))]
    .filter((file) => file !== '' && matches.test(file) && existsSync(path.join(ROOT, file)))
    .sort();
}

/** Content of a file of the repository. */
export function read(file: string): string {
  return readFileSync(path.join(ROOT, file), 'utf8');
}

const IMPORT = /(?:from\s+|import\s*\(\s*|import\s+)['"]([^'"]+)['"]/g;

/** What a source file imports, as written. */
export function importsOf(file: string): readonly string[] {
  return [...read(file).matchAll(IMPORT)].flatMap(([, target]) => (target === undefined ? [] : [target]));
}
