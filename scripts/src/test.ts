/** `npm test`: every check and every test, stage by stage, and one line of totals at the end. */
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { runChecks } from './checks.ts';
import { readCommandLine, requireKnown } from './command-line.ts';
import { type Outcome, runTool } from './command.ts';
import { ROOT } from './environment.ts';
import { describeFault } from './fault.ts';
import { createProgress } from './progress.ts';

interface Tally {
  readonly passed: number;
  readonly failed: number;
  /** What a person reads about the failures. */
  readonly said: string;
}

/** One vitest project; `flags` are its own options of the runner. */
interface Stage {
  readonly name: string;
  readonly title: string;
  readonly flags?: readonly string[];
}

const STAGES: readonly Stage[] = [
  { name: 'schema', title: 'ルールの単体試験 / unit tests of the rules', flags: ['--coverage'] },
  { name: 'extension', title: '部品の単体試験 / unit tests of the parts' },
  { name: 'portal', title: 'ポータルの部品試験 / portal components' },
  { name: 'architecture', title: '構成の試験 / architecture' },
  { name: 'integration', title: '結合試験 / integration' },
  { name: 'security', title: '安全性の試験 / security' },
  { name: 'acceptance', title: '受入試験（ブラウザー） / acceptance in a browser' },
];

const reportShape = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
  testResults: z.array(
    z.object({ name: z.string(), status: z.string(), assertionResults: z.array(z.unknown()) }),
  ),
});

/** Counts one stage. A file that could not even be loaded, a skipped test and a run without a report are failures. */
function tally(outcome: Outcome, report: string): Tally {
  if (!existsSync(report)) {
    const nothingToRun = outcome.code === 0;
    return { passed: 0, failed: nothingToRun ? 0 : 1, said: nothingToRun ? '' : outcome.output };
  }
  const read = reportShape.parse(JSON.parse(readFileSync(report, 'utf8')));
  const unloaded = read.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  );
  const counted = read.numFailedTests + unloaded.length + read.numPendingTests + read.numTodoTests;
  const failed = counted === 0 && outcome.code !== 0 ? 1 : counted;
  return { passed: read.numPassedTests, failed, said: failed === 0 ? '' : outcome.output };
}

async function runStage({ name, flags = [] }: Stage): Promise<Tally> {
  const report = path.join(ROOT, '.data', 'tests', 'reports', `${name}.json`);
  mkdirSync(path.dirname(report), { recursive: true });
  rmSync(report, { force: true });
  const outcome = await runTool('vitest', [
    'run',
    '--project',
    name,
    '--passWithNoTests',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...flags,
  ]);
  return tally(outcome, report);
}

async function main(): Promise<void> {
  const { values, positionals } = readCommandLine('npm test', {
    allowPositionals: true,
    options: { help: { type: 'boolean', short: 'h' }, 'no-check': { type: 'boolean' } },
  });
  if (values.help === true) {
    process.stdout.write(
      `npm test -- [stage…] [--no-check]\n\n  stages: ${STAGES.map((stage) => stage.name).join(', ')}\n  Without a stage: the checks and all stages.\n`,
    );
    return;
  }
  requireKnown(
    positionals,
    STAGES.map((stage) => stage.name),
  );
  const began = performance.now();
  const progress = createProgress(0);
  let passed = 0;
  let failed = 0;
  const count = (result: Tally): void => {
    passed += result.passed;
    failed += result.failed;
    if (result.said !== '') progress.say(result.said.trim());
  };

  if (values['no-check'] !== true && positionals.length === 0) {
    progress.say('── 点検 / checks');
    for (const { name, outcome } of await runChecks(progress)) {
      const bad = outcome.code !== 0;
      count({
        passed: bad ? 0 : 1,
        failed: bad ? 1 : 0,
        said: bad ? `── ${name} ──\n${outcome.output}` : '',
      });
    }
  }
  for (const stage of STAGES) {
    if (positionals.length > 0 && !positionals.includes(stage.name)) continue;
    const result = await progress.attempt(stage.title, async () => {
      const value = await runStage(stage);
      return { ok: value.failed === 0, value };
    });
    count(result);
    const minutes = ((performance.now() - began) / 60_000).toFixed(1);
    progress.say(
      `  ${stage.name}: ${String(result.passed)} passed, ${String(result.failed)} failed  (${minutes} min)`,
    );
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
