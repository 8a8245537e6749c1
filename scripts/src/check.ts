/** `npm run check`: everything that can be found wrong without running the product. */
import { runChecks } from './checks.ts';
import { createProgress } from './progress.ts';

const progress = createProgress(0);
const results = await runChecks(progress);
progress.close();
const failed = results.filter((result) => result.outcome.code !== 0);
for (const { name, outcome } of failed) process.stdout.write(`\n── ${name} ──\n${outcome.output.trim()}\n`);
process.stdout.write(`\n${String(results.length - failed.length)} passed, ${String(failed.length)} failed\n`);
process.exitCode = failed.length === 0 ? 0 : 1;
