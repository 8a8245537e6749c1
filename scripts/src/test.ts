/** `npm test`: every check and every test, stage by stage, and one line of totals at the end. */
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { runChecks } from './checks.ts';
import { readCommandLine, requireKnown } from './command-line.ts';
import { runTool } from './command.ts';
import { ROOT } from './environment.ts';
import { describeFault } from './fault.ts';
import { createProgress } from './progress.ts';

interface Tally {
  passed: number;
  failed: number;
}

/** What a person may ask for by name; its tests lie in `folder` when a run holds several. */
interface Stage {
  readonly name: string;
  readonly folder?: string;
}

/** One run of vitest: a project of vitest.config.ts; `flags` are its own options of the runner. */
interface Run {
  readonly project: string;
  readonly title: string;
  readonly stages: readonly Stage[];
  readonly flags?: readonly string[];
}

const RUNS: readonly Run[] = [
  {
    project: 'schema',
    title: 'ルールの単体試験 / unit tests of the rules',
    stages: [{ name: 'schema' }],
    flags: ['--coverage'],
  },
  {
    project: 'extension',
    title: '部品の単体試験 / unit tests of the parts',
    stages: [{ name: 'extension' }],
  },
  { project: 'portal', title: 'ポータルの部品試験 / portal components', stages: [{ name: 'portal' }] },
  { project: 'architecture', title: '構成の試験 / architecture', stages: [{ name: 'architecture' }] },
  {
    // In one run: one cluster, one set of practice cases, and no core that waits for the last file of a stage.
    project: 'office',
    title: '結合・安全性・受入試験 / integration, security, acceptance in a browser',
    stages: ['integration', 'security', 'acceptance'].map((name) => ({ name, folder: `tests/${name}` })),
  },
];

const STAGE_NAMES = RUNS.flatMap(({ stages }) => stages.map(({ name }) => name));

const reportShape = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      assertionResults: z.array(z.object({ status: z.string() })),
    }),
  ),
});

type Report = z.infer<typeof reportShape>;

/** Counts some files of a run. A file that could not even be loaded and a skipped test are failures. */
function tally(files: Report['testResults']): Tally {
  const statuses = files.flatMap((file) => file.assertionResults.map(({ status }) => status));
  const unloaded = files.filter((file) => file.status === 'failed' && file.assertionResults.length === 0);
  const passed = statuses.filter((status) => status === 'passed').length;
  return { passed, failed: statuses.length - passed + unloaded.length };
}

/** Runs the asked stages of one project. What no file explains (a run without a report, a threshold) is a failure. */
async function run(
  { project, flags = [] }: Run,
  stages: readonly Stage[],
): Promise<{ readonly tallies: readonly (Tally & Stage)[]; readonly said: string }> {
  const report = path.join(ROOT, '.data', 'tests', 'reports', `${project}.json`);
  mkdirSync(path.dirname(report), { recursive: true });
  rmSync(report, { force: true });
  const outcome = await runTool('vitest', [
    'run',
    ...stages.flatMap(({ folder }) => (folder === undefined ? [] : [`${folder}/`])),
    '--project',
    project,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...flags,
  ]);
  const files = existsSync(report)
    ? reportShape.parse(JSON.parse(readFileSync(report, 'utf8'))).testResults
    : [];
  const tallies = stages.map((stage) => ({
    ...stage,
    ...tally(
      files.filter(
        ({ name }) => stage.folder === undefined || name.startsWith(path.join(ROOT, stage.folder)),
      ),
    ),
  }));
  const first = tallies[0];
  const explained = outcome.code === 0 || tallies.some(({ failed }) => failed > 0);
  if (first !== undefined && !explained) first.failed = 1;
  return { tallies, said: tallies.some(({ failed }) => failed > 0) ? outcome.output : '' };
}

async function main(): Promise<void> {
  const { values, positionals } = readCommandLine('npm test', {
    allowPositionals: true,
    options: { help: { type: 'boolean', short: 'h' }, 'no-check': { type: 'boolean' } },
  });
  if (values.help === true) {
    process.stdout.write(
      `npm test -- [stage…] [--no-check]\n\n  stages: ${STAGE_NAMES.join(', ')}\n  Without a stage: the checks and all stages.\n`,
    );
    return;
  }
  requireKnown(positionals, STAGE_NAMES);
  const began = performance.now();
  const progress = createProgress(0);
  let passed = 0;
  let failed = 0;
  const count = (result: Tally): void => {
    passed += result.passed;
    failed += result.failed;
  };

  if (values['no-check'] !== true && positionals.length === 0) {
    progress.say('── 点検 / checks');
    for (const { name, outcome } of await runChecks(progress)) {
      const bad = outcome.code !== 0;
      count(bad ? { passed: 0, failed: 1 } : { passed: 1, failed: 0 });
      if (bad) progress.say(`── ${name} ──\n${outcome.output.trim()}`);
    }
  }
  for (const one of RUNS) {
    const stages = one.stages.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
    if (stages.length === 0) continue;
    const { tallies, said } = await progress.attempt(one.title, async () => {
      const value = await run(one, stages);
      return { ok: value.said === '', value };
    });
    if (said !== '') progress.say(said.trim());
    const minutes = ((performance.now() - began) / 60_000).toFixed(1);
    for (const each of tallies) {
      count(each);
      progress.say(
        `  ${each.name}: ${String(each.passed)} passed, ${String(each.failed)} failed  (${minutes} min)`,
      );
    }
  }
  progress.close();
  process.stdout.write(`${String(passed)} passed, ${String(failed)} failed\n`);
  process.exitCode = failed === 0 ? 0 : 1;
}

try {
  await main();
} catch (fault) {
  process.stderr.write(describeFault(fault));
  process.exitCode = 1;
}
