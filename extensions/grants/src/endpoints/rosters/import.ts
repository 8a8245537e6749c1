import {
  addressKey,
  corporateNameKey,
  rosterColumns,
  verbs,
  type RosterKind,
  type RosterValue,
  type VerbOutput,
} from '@grant/schema';
import type { Knex } from 'knex';
import { refused } from '../../adapter/refused.ts';
import { holdRoster, matchRoster } from '../../adapter/store/rosters.ts';
import { currentProgramme } from '../../adapter/store/programmes.ts';
import { work, type Unit } from '../../adapter/work.ts';
import type { ActorVisit } from '../visit.ts';
import { readRoster, type ReadRoster, type ReadRow } from './read.ts';
import { lackingIn, requireWhole } from './whole-list.ts';

const TABLES: Readonly<Record<RosterKind, string>> = {
  prior_award: 'prior_awards',
  supporter: 'supporter_members',
};
const SAMPLE = 20;
type Refused = VerbOutput<'roster.import'>['refused'];

const text = (value: RosterValue | undefined): string =>
  value === null || value === undefined ? '' : String(value);

// The row as its table keeps it: what was read, and the keys it is compared by.
function recordOf(list: RosterKind, values: Readonly<Record<string, RosterValue>>, source: string): object {
  const { address, ...rest } = values;
  const name = text(values[list === 'prior_award' ? 'employerName' : 'name']);
  return {
    ...rest,
    ...(list === 'supporter' ? { address } : {}),
    nameKey: corporateNameKey(name).key,
    addressKey: addressKey(text(address)),
    source,
  };
}

async function knownHashes(database: Knex, list: RosterKind, practice: boolean): Promise<Set<string>> {
  const rows: { row_hash: string }[] = await database(TABLES[list])
    .where({ practice })
    .whereNotNull('row_hash')
    .select('row_hash');
  return new Set(rows.map((row) => row.row_hash));
}

/** What becomes of each row: new, known (in the office or earlier in this very file), or refused. */
function sorted(rows: readonly ReadRow[], known: ReadonlySet<string>) {
  const seen = new Set(known);
  return rows.map((row) => {
    if (!row.ok) return { row, state: 'refused' as const };
    const state = seen.has(row.hash) ? ('known' as const) : ('added' as const);
    seen.add(row.hash);
    return { row, state };
  });
}

function refusedOf(rows: readonly ReadRow[]): Refused {
  return rows.flatMap((row) =>
    row.ok ? [] : [{ line: row.line, reason: row.reason, cells: [...row.cells] }],
  );
}

function shown(list: RosterKind, row: ReadRow): Record<string, string> {
  const columns = Object.entries(rosterColumns[list]);
  return row.ok
    ? Object.fromEntries(columns.map(([name, { label }]) => [label, text(row.values[name])]))
    : {};
}

/** 取込みの確認: what would become of each row; nothing is kept. */
export async function previewRoster(visit: ActorVisit): Promise<VerbOutput<'roster.preview'>> {
  const read = await readRoster(visit, verbs['roster.preview']);
  const { practice } = await currentProgramme(visit.office);
  const all = sorted(read.rows, await knownHashes(visit.office.database, read.list, practice));
  return {
    headings: [...read.headings],
    mapping: { ...read.mapping },
    missing: [...read.missing],
    rows: all.length,
    added: all.filter(({ state }) => state === 'added').length,
    known: all.filter(({ state }) => state === 'known').length,
    refused: refusedOf(read.rows),
    ended: read.completeOn === null ? [] : await lackingIn(visit.office.database, read, practice),
    sample: read.rows
      .filter((row) => row.ok)
      .slice(0, SAMPLE)
      .map((row) => ({ line: row.line, values: shown(read.list, row) })),
  };
}

async function keep(unit: Unit, read: ReadRoster, practice: boolean) {
  const { list, upload, completeOn } = read;
  // Two imports at the same moment would both think a row new.
  const importedAt = await holdRoster(unit, list);
  if (completeOn !== null)
    await requireWhole(unit.trx, read, completeOn, { today: unit.moment.today, practice });
  const all = sorted(read.rows, await knownHashes(unit.trx, list, practice));
  const count = (state: string): number => all.filter((one) => one.state === state).length;
  const counts = { added: count('added'), known: count('known'), refused: count('refused') };
  const id = await unit.create('list_imports', {
    list,
    fileName: upload.name,
    sha256: upload.sha256,
    mapping: Object.fromEntries(
      Object.entries(read.mapping).map(([name, at]) => [
        name,
        at === null ? null : (read.headings[at] ?? null),
      ]),
    ),
    ...counts,
    completeOn,
    practice,
    importedBy: unit.actor.id,
    importedAt,
  });
  const added: string[] = [];
  for (const { row, state } of all) {
    if (row.ok && state === 'added') {
      const record = recordOf(list, row.values, upload.name);
      added.push(await unit.create(TABLES[list], { ...record, practice, rowHash: row.hash }));
    }
    await unit.create('list_rows', {
      listImport: id,
      line: row.line,
      rowHash: row.hash,
      cells: row.cells,
      state,
      reason: row.ok ? null : row.reason,
    });
  }
  if (added.length > 0) await matchRoster(unit, list, { rows: added }, importedAt);
  return { id, ...counts };
}

/**
 * 名簿の取込み: every row is kept, taken in or refused with its line and reason; the same row is taken in once however often
 * its file comes. New rows are held against the employers of this year.
 */
export async function importRoster(visit: ActorVisit): Promise<VerbOutput<'roster.import'>> {
  const read = await readRoster(visit, verbs['roster.import']);
  if (read.missing.length > 0)
    refused('GUARD_FAILED', {
      event: '名簿の取込み',
      reason: `次の列が選ばれていません：${read.missing.join('、')}。見出しを選んでください。`,
    });
  const { practice } = await currentProgramme(visit.office);
  const { id, added, known } = await work(visit.office, visit.actor, (unit) => keep(unit, read, practice));
  return { id, added, known, refused: refusedOf(read.rows) };
}
