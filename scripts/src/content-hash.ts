/** Hash of what files say, so that work is repeated only when its input changed. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from './environment.ts';

const SKIPPED = new Set(['node_modules', 'dist', 'coverage', '.data', '.git']);

function filesBelow(target: string): string[] {
  if (!existsSync(target)) return [];
  if (statSync(target).isFile()) return [target];
  return readdirSync(target, { withFileTypes: true })
    .filter((entry) => !SKIPPED.has(entry.name) && !entry.name.startsWith('.dist-'))
    .flatMap((entry) => filesBelow(path.join(target, entry.name)))
    .sort();
}

/** Hex SHA-256 over names and contents of all files below the given paths (relative to the repository root). */
export function contentHash(paths: readonly string[], extra = ''): string {
  const hash = createHash('sha256').update(extra);
  for (const start of paths) {
    for (const file of filesBelow(path.join(ROOT, start))) {
      hash.update(path.relative(ROOT, file)).update('\0').update(readFileSync(file)).update('\0');
    }
  }
  return hash.digest('hex');
}
