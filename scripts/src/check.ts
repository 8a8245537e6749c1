/** `npm run check`: everything that can be found wrong without running the product. */
import { checkNames, runChecks } from './checks.ts';
import { readCommandLine } from './command-line.ts';
import { describeFault } from './fault.ts';
import { createProgress } from './progress.ts';

async function main(): Promise<void> {
  const { values } = readCommandLine('npm run check', {
    options: { help: { type: 'boolean', short: 'h' } },
  });
  if (values.help === true) {
    process.stdout.write(
      `npm run check\n\n  Runs, without starting the product: ${checkNames().join(', ')}.\n`,
    );
    return;
  }
  const progress = createProgress(0);
  const results = await runChecks(progress);
  progress.close();
  const failed = results.filter((result) => result.outcome.code !== 0);
  for (const { name, outcome } of failed) process.stdout.write(`\n── ${name} ──\n${outcome.output.trim()}\n`);
  process.stdout.write(
    `\n${String(results.length - failed.length)} passed, ${String(failed.length)} failed\n`,
  );
  process.exitCode = failed.length === 0 ? 0 : 1;
}

try {
  await main();
} catch (fault) {
  process.stderr.write(describeFault(fault));
  process.exitCode = 1;
}
