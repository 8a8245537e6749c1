/**
 * `npm run keys:rotate`: a new key for the account numbers. Called once it makes the key; with the office started again
 * it shows how many rows are still sealed with the key before, and throws that key away when there are none. It may be
 * stopped and called again at any moment.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import postgres from 'postgres';
import { z } from 'zod';
import { DATABASE_USER, ROOT } from './environment.ts';
import { describeFault, HouseFault } from './fault.ts';
import { beginRotation, endRotation, keysOf } from './keys.ts';

const LOOK_EVERY_MS = 500;
const officeFile = z.object({ addresses: z.object({ database: z.string() }) });

function databaseOf(dataFolder: string): string {
  const file = officeFile.parse(JSON.parse(readFileSync(path.join(dataFolder, 'office.json'), 'utf8')));
  const { databasePassword } = keysOf(dataFolder);
  return `postgres://${DATABASE_USER}:${databasePassword}@${file.addresses.database}/grant_office`;
}

/** Rows that are sealed, and how many of them with another key than this. */
async function counts(sql: postgres.Sql, key: string): Promise<{ all: number; left: number }> {
  // As the office names a key: the first 8 hex digits of its hash.
  const id = createHash('sha256').update(Buffer.from(key, 'base64')).digest('hex').slice(0, 8);
  const [row] = await sql<{ all: number; left: number }[]>`
    select count(*)::int as all, (count(*) filter (where not starts_with(sealed, ${`v1.${id}.`})))::int as left
      from (select number_sealed as sealed from bank_accounts union all select sealed from drafts
            union all select file_body from payment_batches) kept where sealed is not null`;
  return row ?? { all: 0, left: 0 };
}

async function watch(dataFolder: string): Promise<void> {
  const sql = postgres(databaseOf(dataFolder), { max: 1, onnotice: () => undefined });
  try {
    const { bankKey } = keysOf(dataFolder);
    let before = -1;
    for (;;) {
      const { all, left } = await counts(sql, bankKey);
      process.stdout.write(`新しい鍵に替えた件数 / sealed anew: ${String(all - left)} / ${String(all)}\n`);
      if (left === 0) return;
      if (left === before)
        throw new HouseFault({
          ja: '件数が減りません。事務局が新しい鍵で起動していないようです。',
          en: 'Nothing moves: the office does not run with the new key yet.',
          wayOut: 'Start the office again (npm start), then this command.',
        });
      before = left;
      await pause(LOOK_EVERY_MS);
    }
  } finally {
    await sql.end();
  }
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { data: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
  });
  if (values.help === true) {
    process.stdout
      .write(`npm run keys:rotate   口座番号の鍵を新しくします / gives the account numbers a new key
  1回目: 新しい鍵を作ります。事務局を起動し直すと、古い鍵の番号を新しい鍵に替え始めます
  2回目: 進み具合を示し、済むと古い鍵を捨てます
  --data <folder>     npm start と同じ場所（既定 .data） / as given to npm start\n`);
    return;
  }
  const dataFolder = path.resolve(ROOT, values.data ?? process.env['GRANT_DATA'] ?? '.data');
  if (keysOf(dataFolder).bankKeyOld === undefined) {
    beginRotation(dataFolder);
    process.stdout.write(
      '新しい鍵を作りました。npm start で事務局を起動し直し、もう一度 npm run keys:rotate を実行してください。\n' +
        'A new key is made. Start the office again and run npm run keys:rotate once more.\n',
    );
    return;
  }
  await watch(dataFolder);
  endRotation(dataFolder);
  process.stdout.write(
    '口座番号の鍵の更新が済みました。古い鍵は捨てました。 / Done; the key before is thrown away.\n',
  );
}

try {
  await main();
} catch (fault) {
  process.stderr.write(describeFault(fault));
  process.exitCode = 1;
}
