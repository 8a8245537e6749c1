/** The checks that read the repository without running the product. */
import { availableParallelism } from 'node:os';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { execFileSync } from 'node:child_process';
import { type Outcome, runTool } from './command.ts';
import { ROOT } from './environment.ts';
import type { Progress } from './progress.ts';

interface Check {
  readonly name: string;
  readonly tool: string;
  readonly args: readonly string[];
  /** Left out while this file does not exist. */
  readonly needs?: string;
}

/** What did not change since the last run is not read again. */
function cacheIn(tool: string): readonly string[] {
  return ['--cache', '--cache-location', `.data/cache/${tool}/`, '--cache-strategy', 'content'];
}

/** The native compiler, four times as fast; by its path, as `tsc` is also the name of the one that the linter needs. */
const NATIVE_TSC = '../typescript-native/bin/tsc';

const CHECKS: readonly Check[] = [
  { name: 'eslint', tool: 'eslint', args: ['--max-warnings', '0', ...cacheIn('eslint'), '.'] },
  { name: 'oxlint (rules that know types)', tool: 'oxlint', args: ['--deny-warnings'] },
  { name: 'prettier', tool: 'prettier', args: ['--check', '--log-level', 'warn', '.'] },
  { name: 'types: schema', tool: NATIVE_TSC, args: ['-p', 'schema'] },
  {
    name: 'types: extension server',
    tool: NATIVE_TSC,
    args: ['-p', 'extensions/grants/tsconfig.server.json'],
  },
  {
    name: 'types: extension screens',
    tool: 'vue-tsc',
    args: ['-p', 'extensions/grants/tsconfig.app.json'],
    needs: 'extensions/grants/tsconfig.app.json',
  },
  { name: 'types: portal', tool: 'vue-tsc', args: ['-p', 'portal'] },
  { name: 'types: scripts', tool: NATIVE_TSC, args: ['-p', 'scripts'] },
  { name: 'types: tests', tool: NATIVE_TSC, args: ['-p', 'tests'] },
  { name: 'types: house', tool: NATIVE_TSC, args: ['-p', '.'] },
  { name: 'knip (dead code)', tool: 'knip', args: ['--no-progress'] },
];

/** Commits this branch adds; a shallow clone or an export without history has none to read. */
function commitRange(): readonly string[] | undefined {
  try {
    const git = (...args: string[]): string =>
      execFileSync('git', args, { cwd: ROOT, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
    if (git('rev-parse', '--is-shallow-repository') === 'true') return ['--last'];
    const first = git('rev-list', '--max-parents=0', 'HEAD').split('\n')[0];
    return first === undefined ? undefined : ['--from', first, '--to', 'HEAD'];
  } catch {
    return undefined;
  }
}

/** What is looked at, in order. */
export function checkNames(): readonly string[] {
  return [...CHECKS.map((check) => check.name), 'commitlint'];
}

export interface CheckResult {
  readonly name: string;
  readonly outcome: Outcome;
}

/** Runs all checks, as many at a time as there are cores (two at most: each one is a compiler). */
export async function runChecks(progress: Progress): Promise<readonly CheckResult[]> {
  const range = commitRange();
  const checks = [
    ...CHECKS.filter((check) => check.needs === undefined || existsSync(path.join(ROOT, check.needs))),
    ...(range === undefined ? [] : [{ name: 'commitlint', tool: 'commitlint', args: range }]),
  ];
  const queue = [...checks];
  const results: CheckResult[] = [];
  const worker = async (): Promise<void> => {
    for (let check = queue.shift(); check !== undefined; check = queue.shift()) {
      const { name, tool, args } = check;
      const outcome = await progress.attempt(name, async () => {
        const result = await runTool(tool, args);
        return { ok: result.code === 0, value: result };
      });
      results.push({ name, outcome });
    }
  };
  await Promise.all(Array.from({ length: Math.min(2, availableParallelism()) }, worker));
  return results;
}
