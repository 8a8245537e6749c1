/** Whether anything is lost, doubled or left half done when the server or the database is killed outright. */
import { keysOf } from '../keys.ts';
import { raiseOffice } from '../office.ts';
import { freePorts } from '../ports.ts';
import type { Progress } from '../progress.ts';
import { ensureAdvance } from '../seed/funds.ts';
import { ensureBank, ensureProgramme } from '../seed/programme.ts';
import { createShutdown } from '../shutdown.ts';
import type { Accounts } from '../accounts.ts';
import type { Bench, BenchOptions, Measurement } from './bench.ts';
import { randomFrom } from './duplicates/random.ts';
import { ACTS } from './faults/acts.ts';
import { playRounds, type Round } from './faults/rounds.ts';
import { startSubject, type SubjectOptions } from './faults/subject.ts';
import { withFolder } from './throwaway.ts';

const ROUNDS = 200;
/** Rounds from one table to the next. */
const TABLE_EVERY = 20;
const SEED = 20_261_128;

/** Makes a configured, empty office in the folder and stops it again. */
async function prepared(progress: Progress, subject: SubjectOptions): Promise<Accounts> {
  const shutdown = createShutdown();
  try {
    const { accounts } = await raiseOffice({
      ...subject,
      logFolder: subject.dataFolder,
      purpose: 'test',
      progress,
      seed: false,
      knownAccounts: {},
      opened: shutdown.opened,
    });
    return accounts;
  } finally {
    await shutdown.closeAll();
  }
}

/** Rounds of each act by how they ended, for people. */
function table(rounds: readonly Round[]): string {
  const row = (cells: readonly (string | number)[]): string =>
    cells.map((cell) => String(cell).padStart(10)).join('');
  const of = (act: string, wanted: (round: Round) => boolean): number =>
    rounds.filter((round) => round.act === act && wanted(round)).length;
  return [
    row(['act', 'server', 'database', 'answered', 'complete', 'absent', 'wrong']),
    ...ACTS.map((act) =>
      row([
        act,
        of(act, ({ killed }) => killed === 'server'),
        of(act, ({ killed }) => killed === 'database'),
        of(act, ({ answered }) => answered),
        ...(['complete', 'absent', 'wrong'] as const).map((end) => of(act, ({ outcome }) => outcome === end)),
      ]),
    ),
  ].join('\n');
}

/** Of each act how many rounds ended wrong; the samples are the rounds that ended complete, absent, wrong. */
function measurements(rounds: readonly Round[]): readonly Measurement[] {
  return ACTS.map((act) => {
    const samples = (['complete', 'absent', 'wrong'] as const).map(
      (end) => rounds.filter((round) => round.act === act && round.outcome === end).length,
    );
    const value = samples[2] ?? 0;
    return { name: `faults.${act}`, value, unit: 'wrong rounds', bound: 0, ok: value === 0, samples };
  });
}

async function run(progress: Progress, { rounds = ROUNDS, seed = SEED }: BenchOptions) {
  return withFolder(async (dataFolder, opened) => {
    const options = {
      dataFolder,
      database: 'grant_bench',
      ports: await freePorts(),
      keys: keysOf(dataFolder),
    };
    const accounts = await prepared(progress, options);
    const subject = await startSubject(options);
    opened(() => subject.stop());
    await ensureProgramme(subject.sql, true);
    await ensureBank(subject.sql);
    await ensureAdvance(subject.sql, {
      clerk: accounts.clerk?.id ?? '',
      manager: accounts.manager?.id ?? '',
    });
    const soFar: Round[] = [];
    const played = await progress.step(`${String(rounds)} rounds, seed ${String(seed)}`, () =>
      playRounds({
        subject,
        accounts,
        rounds,
        random: randomFrom(seed),
        onRound(round, number) {
          soFar.push(round);
          for (const wrong of round.wrong)
            progress.say(`  round ${String(number)}: ${round.act}, ${round.killed} killed: ${wrong}`);
          // A long run that is stopped has said what it saw.
          if (number % TABLE_EVERY === 0 && number < rounds)
            progress.say(`${String(number)} rounds\n${table(soFar)}`);
        },
      }),
    );
    progress.say(table(played));
    return measurements(played);
  });
}

export const faults: Bench = {
  name: 'faults',
  about: `The server or the database killed (SIGKILL) while money is moved, ${String(ROUNDS)} rounds: what is wrong afterwards.`,
  run,
};
