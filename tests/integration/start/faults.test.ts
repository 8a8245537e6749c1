/** A server or a database that dies while money is moved: nothing twice, nothing lost, nothing half done. */
import { mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { randomFrom } from '@grant/scripts/bench/duplicates/random';
import { findings } from '@grant/scripts/bench/faults/books';
import { playRounds } from '@grant/scripts/bench/faults/rounds';
import { startSubject, type Subject } from '@grant/scripts/bench/faults/subject';
import { keysOf } from '@grant/scripts/keys';
import { freePorts } from '@grant/scripts/ports';
import { ensureAdvance } from '@grant/scripts/seed/funds';
import { ensureBank, ensureProgramme } from '@grant/scripts/seed/programme';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  copyCluster,
  preparedTemplate,
  TEMPLATE_DATABASE,
  templateAccounts,
  TESTS_FOLDER,
} from '../../fixtures/template.ts';

/** Each act once; the long run is a bench. */
const ROUNDS = 4;
const LONG = 240_000;

let folder: string;
let template: string;
let subject: Subject;

beforeAll(async () => {
  template = await preparedTemplate();
  folder = mkdtempSync(path.join(TESTS_FOLDER, `run-${String(process.pid)}-faults-`));
  copyCluster(template, path.join(folder, 'postgres'));
  subject = await startSubject({
    dataFolder: folder,
    database: TEMPLATE_DATABASE,
    ports: await freePorts(),
    keys: keysOf(template),
  });
  await ensureProgramme(subject.sql, true);
  const { clerk, manager } = templateAccounts(template);
  await ensureBank(subject.sql);
  await ensureAdvance(subject.sql, { clerk: clerk?.id ?? '', manager: manager?.id ?? '' });
}, LONG);
afterAll(async () => {
  await subject?.stop();
  rmSync(folder, { recursive: true, force: true });
});

it('ends every act complete or without a trace, and keeps what was answered', { timeout: LONG }, async () => {
  const rounds = await playRounds({
    subject,
    accounts: templateAccounts(template),
    random: randomFrom(20_261_128),
    rounds: ROUNDS,
  });
  expect(rounds.flatMap(({ wrong }) => wrong)).toEqual([]);
  expect(rounds.map(({ act }) => act)).toEqual(['seal', 'file', 'result', 'ledger']);
  expect(new Set(rounds.map(({ killed }) => killed))).toEqual(new Set(['server', 'database']));
});

it('is told by the books when a line is missing', async () => {
  expect(await findings(subject.sql)).toEqual([]);
  // Behind the back of the triggers, as no part of the product can.
  await subject.sql.begin(async (trx) => {
    await trx`set local session_replication_role = replica`;
    await trx`delete from ledger_entries where id = (select id from ledger_entries where payment is not null limit 1)`;
  });
  const found = await findings(subject.sql);
  expect(found.join('\n')).toContain('is not in the ledger as often as it moved');
  expect(found.join('\n')).toContain('does not balance');
});
