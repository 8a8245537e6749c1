/** `npm start`: the whole practice office on this machine. */
import { accessSync, constants, mkdirSync } from 'node:fs';
import path from 'node:path';
import { build, staleTargets } from './build.ts';
import { lineForPeople } from './directus-lines.ts';
import { describeFault, HouseFault } from './fault.ts';
import { keysOf } from './keys.ts';
import { claimFolder, readAccounts, writeOfficeFile } from './office-file.ts';
import { type RaisedOffice, raiseOffice } from './office.ts';
import { readStartOptions, startHelp } from './start-options.ts';
import { requireFree } from './ports.ts';
import { clearLeftover } from './postgres.ts';
import { createProgress } from './progress.ts';
import { createShutdown, onStopRequest } from './shutdown.ts';
import { welcome, whereTimeWent } from './welcome.ts';

/** A server of ours that lost its parent is given three seconds by its leash. */
const LEFTOVER_ENDS_MS = 8_000;

async function main(): Promise<void> {
  const options = readStartOptions(process.argv.slice(2), process.env);
  if (options === 'help') {
    process.stdout.write(startHelp());
    return;
  }
  const { ports, dataFolder } = options;
  const logFolder = path.join(dataFolder, 'log');
  mkdirSync(logFolder, { recursive: true });
  accessSync(dataFolder, constants.W_OK);
  const knownAccounts = readAccounts(dataFolder);

  const shutdown = createShutdown();
  const progress = createProgress(4 + staleTargets().length);
  const leave = async (code: number): Promise<never> => {
    progress.close();
    await shutdown.closeAll();
    process.exit(code);
  };
  onStopRequest(() => {
    if (shutdown.begun()) return;
    process.stdout.write('\n停止しています… / Stopping…\n');
    void leave(0);
  });

  try {
    const claim = claimFolder(dataFolder, ports);
    shutdown.opened(claim.release);
    await clearLeftover(path.join(dataFolder, 'postgres'));
    await requireFree(ports, claim.takenOver ? LEFTOVER_ENDS_MS : 0);
    const keys = keysOf(dataFolder);
    const office = await raiseOffice({
      ports,
      keys,
      dataFolder,
      logFolder,
      database: 'grant_office',
      purpose: 'start',
      progress,
      seed: options.seed,
      knownAccounts,
      opened: shutdown.opened,
      meanwhile: () => build(progress, logFolder, !options.build),
      onDirectusLine: showWarning,
    });
    progress.close();
    const file = writeOfficeFile(dataFolder, ports, office.accounts);
    const began = Number(process.env['GRANT_BEGAN_AT'] ?? Date.now());
    process.stdout.write(welcome(ports, office.accounts, file, (Date.now() - began) / 1000));
    if (Object.keys(knownAccounts).length === 0)
      process.stdout.write(whereTimeWent(progress.timings(), began));
    watch(office, shutdown.begun, leave);
  } catch (fault) {
    // Ctrl-C during the start makes a running step fail; that is no fault to report.
    if (!shutdown.begun()) {
      progress.close();
      process.stderr.write(describeFault(fault));
    }
    await leave(1);
  }
}

function showWarning(line: string): void {
  const said = lineForPeople(line);
  if (said !== undefined) process.stderr.write(`  directus: ${said}\n`);
}

/** A part that ends by itself takes the office down with one line that says so. */
function watch(office: RaisedOffice, begun: () => boolean, leave: (code: number) => Promise<never>): void {
  const report = (ja: string, en: string) => (): void => {
    if (begun()) return;
    const wayOut = 'Run npm start again; the data is kept. The log folder tells why.';
    process.stderr.write(describeFault(new HouseFault({ ja, en, wayOut })));
    void leave(1);
  };
  void office.cluster.ended.then(report('データベースが止まりました。', 'The database has stopped.'));
  void office.directus.child.ended.then(report('事務局システムが止まりました。', 'Directus has stopped.'));
}

try {
  await main();
} catch (fault) {
  process.stderr.write(describeFault(fault));
  process.exitCode = 1;
}
