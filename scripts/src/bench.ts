/**
 * `npm run bench [-- name…]` for people; `npm run -s bench -- --json [name…]` for programs: one JSON object a line, and
 * with `-s` npm keeps its own banner off stdout.
 */
import { parseArgs } from 'node:util';
import type { Bench } from './bench/bench.ts';
import { duplicates } from './bench/duplicates.ts';
import { lighthouse } from './bench/lighthouse.ts';
import { moneyProperties } from './bench/money-properties.ts';
import { startUp } from './bench/start-up.ts';
import { submission } from './bench/submission.ts';
import { zengin, zenginFuzz } from './bench/zengin.ts';
import { describeFault } from './fault.ts';
import { createProgress } from './progress.ts';

const BENCHES: readonly Bench[] = [
  lighthouse,
  startUp,
  submission,
  duplicates,
  zengin,
  zenginFuzz,
  moneyProperties,
];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
});

if (values.help === true) {
  const list = BENCHES.map((bench) => `  ${bench.name}  ${bench.about}`).join('\n');
  process.stdout.write(`npm run bench -- [name…]\nnpm run -s bench -- --json [name…]\n${list}\n`);
} else {
  // Progress goes to stderr, so that stdout holds results only.
  const progress = createProgress(0, process.stderr);
  try {
    const unknown = positionals.filter((name) => !BENCHES.some((bench) => bench.name === name));
    if (unknown.length > 0) throw new Error(`No such bench: ${unknown.join(', ')}`);
    for (const bench of BENCHES) {
      if (positionals.length > 0 && !positionals.includes(bench.name)) continue;
      for (const result of await bench.run(progress)) {
        const mark = result.ok ? '✓' : '✗';
        process.stdout.write(
          values.json === true
            ? `${JSON.stringify(result)}\n`
            : `${mark} ${result.name}  ${String(result.value)} ${result.unit}  (bound ${String(result.bound)}; ${result.samples.join(', ')})\n`,
        );
        if (!result.ok) process.exitCode = 1;
      }
    }
  } catch (fault) {
    process.stderr.write(describeFault(fault));
    process.exitCode = 1;
  } finally {
    progress.close();
  }
}
