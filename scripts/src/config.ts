/**
 * `npm run config:pull` and `config:push`: the way between Directus Studio and the files of snapshots/ and flows/,
 * against the office that `npm start` runs on this data folder.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { readCommandLine } from './command-line.ts';
import { ROOT } from './environment.ts';
import { describeFault, HouseFault } from './fault.ts';
import { keysOf } from './keys.ts';
import { createProgress } from './progress.ts';
import { sync } from './sync.ts';

const officeFile = z.object({ addresses: z.object({ admin: z.url() }) });

/** Where the running office answers. */
function runningUrl(dataFolder: string): string {
  try {
    const file = officeFile.parse(JSON.parse(readFileSync(path.join(dataFolder, 'office.json'), 'utf8')));
    return new URL(file.addresses.admin).origin;
  } catch {
    throw new HouseFault({
      ja: '事務局がまだ一度も起動していません。',
      en: 'No office was ever started on this data folder.',
      wayOut: 'Run npm start in another terminal, then this command again.',
    });
  }
}

async function main(): Promise<void> {
  const { values, positionals } = readCommandLine('npm run config:pull', {
    allowPositionals: true,
    options: { data: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
  });
  const action = positionals[0];
  if (values.help === true || (action !== 'pull' && action !== 'push')) {
    process.stdout.write(
      `npm run config:pull   Studio での変更を snapshots/ と flows/ に書き出します / writes what was changed in Studio
npm run config:push   ファイルの内容を動いている事務局に反映します / applies the files to the running office
  --data <folder>     npm start と同じ場所（既定 .data） / as given to npm start\n`,
    );
    return;
  }
  const dataFolder = path.resolve(ROOT, values.data ?? process.env['GRANT_DATA'] ?? '.data');
  const target = { url: runningUrl(dataFolder), token: keysOf(dataFolder).adminToken };
  const progress = createProgress(2);
  for (const dump of ['snapshots', 'flows'] as const) {
    await progress.step(`${action} ${dump}`, () =>
      sync(action, dump, target, path.join(dataFolder, 'log', 'config.log')),
    );
  }
  progress.close();
}

try {
  await main();
} catch (fault) {
  process.stderr.write(describeFault(fault));
  process.exitCode = 1;
}
