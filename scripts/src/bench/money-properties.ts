/** The properties of the money in their long form: the test file of the same name with 20,000 events. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { runTool } from '../command.ts';
import type { Progress } from '../progress.ts';
import { type Bench, type Measurement, measured } from './bench.ts';

const EVENTS = 20_000;
const TEST = 'tests/integration/database/money-properties.test.ts';

const report = z.object({
  seed: z.number(),
  done: z.number(),
  refused: z.number(),
  kinds: z.record(z.string(), z.number()),
});

async function run(progress: Progress): Promise<readonly Measurement[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'grant-money-'));
  const file = path.join(folder, 'report.json');
  const env = { GRANT_MONEY_EVENTS: String(EVENTS), GRANT_MONEY_REPORT: file };
  try {
    const { code, output } = await progress.step(
      `${EVENTS.toLocaleString('en-US')} events on 8 connections`,
      () => runTool('vitest', ['run', '--project', 'office', TEST], env),
    );
    if (code !== 0) throw new Error(output.slice(-4000));
    const { done, refused, kinds } = report.parse(JSON.parse(readFileSync(file, 'utf8')));
    progress.say(`${String(done)} done, ${String(refused)} refused`);
    progress.say(
      Object.entries(kinds)
        .map(([kind, count]) => `${kind} ${String(count)}`)
        .join(', '),
    );
    return [
      measured('money-properties.broken', 'properties', 0, [0]),
      measured('money-properties.events-short-of-20000', 'events', 0, [Math.max(0, EVENTS - done - refused)]),
      measured('money-properties.refused-share', '%', 90, [(refused / (done + refused)) * 100]),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export const moneyProperties: Bench = {
  name: 'money-properties',
  about:
    '20,000 random events by random people on 8 connections, from the batch to the recall, the claim and the top-up: one live payment per obligation, a ledger that balances and is never negative, batches that equal their files, nobody confirming own work.',
  run,
};
