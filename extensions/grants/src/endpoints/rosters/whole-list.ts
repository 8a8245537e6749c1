import { rosterLabels, type RosterKind, type VerbOutput, type VerbParsed } from '@grant/schema';
import type { Knex } from 'knex';
import { found, refused } from '../../adapter/refused.ts';
import { fromRow } from '../../adapter/row.ts';
import { currentProgramme } from '../../adapter/store/programmes.ts';
import { holdRoster } from '../../adapter/store/rosters.ts';
import { work } from '../../adapter/work.ts';
import { idOf, type ActorVisit } from '../visit.ts';
import type { ReadRoster } from './read.ts';

// Rows that stand and that a file lacks. Of awards a file is the whole of the years it has.
const LACKING: Readonly<Record<RosterKind, string>> = {
  prior_award: `
    select employer_name as name from prior_awards w
     where practice = :practice and row_hash <> all(:hashes) and fiscal_year = any(:years)
       and grant_listed('prior_award', row_hash, practice, fiscal_year) order by fiscal_year, employer_name`,
  supporter: `
    select name from supporter_members s
     where practice = :practice and row_hash <> all(:hashes) and :years = :years
       and grant_listed('supporter', row_hash, practice, null) order by name`,
};

const OF_ITS_YEARS = `exists (
  select from list_rows k join prior_awards y on y.row_hash = k.row_hash and y.practice = i.practice
   where k.list_import = i.id and y.fiscal_year = any(?))`;

const yearsOf = (rows: ReadRoster['rows']): number[] =>
  [...new Set(rows.flatMap((row) => (row.ok ? Number(row.values['fiscalYear'] ?? Number.NaN) : [])))].filter(
    (year) => !Number.isNaN(year),
  );

/** 名簿から外れる行: names of the rows that would stand no more, were this file the whole list. */
export async function lackingIn(
  database: Knex,
  { list, rows }: ReadRoster,
  practice: boolean,
): Promise<string[]> {
  const read = rows.flatMap((row) => (row.ok ? [row] : []));
  const answer: { rows: { name: string }[] } = await database.raw(LACKING[list], {
    practice,
    hashes: read.map(({ hash }) => hash),
    years: yearsOf(rows),
  });
  return answer.rows.map(({ name }) => name);
}

const refusedWhole = (reason: string): never => refused('GUARD_FAILED', { event: '名簿の取込み', reason });

/** Refuses what cannot be the whole list of a day: a day to come, a file not wholly read, one older than what is there. */
export async function requireWhole(
  database: Knex,
  { list, rows }: ReadRoster,
  completeOn: string,
  { today, practice }: { readonly today: string; readonly practice: boolean },
): Promise<void> {
  if (completeOn > today) refusedWhole('全件の基準日が今日より後です。名簿に書かれた日を入力してください。');
  if (rows.some((row) => !row.ok))
    refusedWhole(
      '取り込めない行があるため、全件として取り込めません。その行を直すか、全件としないで取り込んでください。',
    );
  const newer: unknown = await database('list_imports as i')
    .where({ 'i.list': list, 'i.practice': practice, 'i.taken_back_at': null })
    .where('i.complete_on', '>', completeOn)
    // Awards come year by year: the days of two files say something of each other only where they hold the same year.
    .modify((query) => {
      if (list === 'prior_award') void query.whereRaw(OF_ITS_YEARS, [yearsOf(rows)]);
    })
    .first('i.id');
  if (newer !== undefined)
    refusedWhole(
      `「${rosterLabels[list]}」は、これより新しい日の全件を取り込んであります。ファイルと基準日を確かめてください。`,
    );
}

/**
 * 取込みの取消し: an import counts no more, from now on. Its rows are kept and stand only where another import has them;
 * rows that it ended as a whole list stand again.
 */
export async function takeBackImport(
  visit: ActorVisit,
  { reason }: VerbParsed<'roster.takeBack'>,
): Promise<VerbOutput<'roster.takeBack'>> {
  const id = idOf(visit, 'id', '名簿の取込み');
  const { practice } = await currentProgramme(visit.office);
  return work(visit.office, visit.actor, async (unit) => {
    const row: object | undefined = await unit.trx<object>('list_imports').where({ id, practice }).first();
    const { list, takenBackAt } = fromRow<{ list: RosterKind; takenBackAt: string | null }>(
      found(row, '名簿の取込み'),
    );
    if (takenBackAt !== null)
      refused('GUARD_FAILED', { event: '名簿の取込みの取消し', reason: 'すでに取り消されています。' });
    // Nobody judges by it meanwhile: every judgement that counted it is older.
    const at = await holdRoster(unit, list);
    await unit.update('list_imports', id, {
      takenBackAt: at,
      takenBackBy: visit.actor.id,
      takenBackReason: reason,
    });
    return { id };
  });
}
