/**
 * `npm run bench [-- name…]` for people; `npm run -s bench -- --json [name…]` for programs: one JSON object a line, and
 * with `-s` npm keeps its own banner off stdout.
 */
import path from 'node:path';
import type { Bench } from './bench/bench.ts';
import { duplicates } from './bench/duplicates.ts';
import { faults } from './bench/faults.ts';
import { lighthouse } from './bench/lighthouse.ts';
import { moneyProperties } from './bench/money-properties.ts';
import { review } from './bench/review.ts';
import { startUp } from './bench/start-up.ts';
import { submission } from './bench/submission.ts';
import { zengin, zenginFuzz } from './bench/zengin.ts';
import { build } from './build.ts';
import { readCommandLine, requireKnown } from './command-line.ts';
import { ROOT } from './environment.ts';
import { describeFault, HouseFault } from './fault.ts';
import { createProgress, type Progress } from './progress.ts';

const BENCHES: readonly Bench[] = [
  lighthouse,
  startUp,
  submission,
  duplicates,
  review,
  zengin,
  zenginFuzz,
  moneyProperties,
  faults,
];

function readCount<N extends 'rounds' | 'seed' | 'firms'>(
  text: string | undefined,
  name: N,
): Partial<Record<N, number>> {
  if (text === undefined) return {};
  if (/^[1-9]\d{0,6}$/u.test(text)) return { [name]: Number(text) } as Partial<Record<N, number>>;
  throw new HouseFault({
    ja: `--${name} の値「${text}」は 1 以上の整数ではありません。`,
    en: `--${name} is not a whole number from 1: ${text}.`,
    wayOut: `Give a number, for example --${name} 200.`,
  });
}

async function main(progress: Progress): Promise<void> {
  const { values, positionals } = readCommandLine('npm run bench', {
    allowPositionals: true,
    options: {
      json: { type: 'boolean' },
      rounds: { type: 'string' },
      seed: { type: 'string' },
      firms: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help === true) {
    const list = BENCHES.map((bench) => `  ${bench.name}  ${bench.about}`).join('\n');
    process.stdout.write(
      `npm run bench -- [name…] [--rounds <n>] [--seed <n>] [--firms <n>]\nnpm run -s bench -- --json [name…]\n${list}\n`,
    );
    return;
  }
  requireKnown(
    positionals,
    BENCHES.map((bench) => bench.name),
  );
  // Typed without the `--`, npm takes the option for its own and hands it on here.
  const json = values.json === true || process.env['npm_config_json'] === 'true';
  const options = {
    ...readCount(values.rounds, 'rounds'),
    ...readCount(values.seed, 'seed'),
    ...readCount(values.firms, 'firms'),
  };
  // What is measured is what the sources say, and a fresh checkout has nothing built.
  await build(progress, path.join(ROOT, '.data', 'bench', 'log'));
  for (const bench of BENCHES) {
    if (positionals.length > 0 && !positionals.includes(bench.name)) continue;
    for (const result of await bench.run(progress, options)) {
      const mark = result.ok ? '✓' : '✗';
      process.stdout.write(
        json
          ? `${JSON.stringify(result)}\n`
          : `${mark} ${result.name}  ${String(result.value)} ${result.unit}  (bound ${String(result.bound)}; ${result.samples.join(', ')})\n`,
      );
      if (!result.ok) process.exitCode = 1;
    }
  }
}

// Progress goes to stderr, so that stdout holds results only.
const progress = createProgress(0, process.stderr);
try {
  await main(progress);
} catch (fault) {
  process.stderr.write(describeFault(fault));
  process.exitCode = 1;
} finally {
  progress.close();
}
