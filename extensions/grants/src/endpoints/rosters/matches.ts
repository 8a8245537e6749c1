import { rosterLabels, type RosterKind, type VerbOutput, type VerbParsed } from '@grant/schema';
import { found, refused } from '../../adapter/refused.ts';
import { fromRow } from '../../adapter/row.ts';
import { namesOfPeople } from '../../adapter/store/people.ts';
import { currentProgramme } from '../../adapter/store/programmes.ts';
import { holdRoster } from '../../adapter/store/rosters.ts';
import { work } from '../../adapter/work.ts';
import { idOf, type ActorVisit } from '../visit.ts';

type Shown = VerbOutput<'roster.show'>;
type Match = Shown['matches'][number];

/** Whether a row of either list (`w` an award, `s` a supporter) stands in it today. */
export const STANDS = `case when w.id is not null then grant_listed('prior_award', w.row_hash, w.practice, w.fiscal_year)
             else grant_listed('supporter', s.row_hash, s.practice, null) end`;

/** A row of either list as people read it. */
export const LISTED = `jsonb_build_object('name', coalesce(w.employer_name, s.name),
           'corporateNumber', coalesce(w.corporate_number, s.corporate_number), 'address', s.address,
           'more', concat(case when w.id is not null
             then concat(w.fiscal_year, '年度', coalesce('　' || to_char(w.amount, 'FM999,999,999') || '円', ''))
             else coalesce('登録日 ' || to_char(s.registered_on, 'YYYY-MM-DD'), '') end,
             case when ${STANDS} then '' else '（今の名簿にはない行）' end))`;

const MATCHES = `
  select m.id, m.list, m.score, m.columns, m.state, m.reason, m.decided_by, m.decided_at,
         ${LISTED} as listed,
         jsonb_build_object('name', e.name, 'corporateNumber', e.corporate_number,
           'address', (select a.employer_address from applications a where a.employer = e.id and a.employer_address is not null
                        order by a.submitted_at desc limit 1),
           'more', coalesce('受付番号 ' || (select string_agg(a.receipt_number, '、' order by a.receipt_number)
                        from applications a where a.employer = e.id and a.receipt_number is not null), '')) as employer
    from list_matches m join employers e on e.id = m.employer
    left join prior_awards w on w.id = m.prior_award left join supporter_members s on s.id = m.supporter_member
   where e.practice = :practice and (m.state in ('open', 'later')) = :open
     and (not :open or grant_match_stands(m))
   order by (m.state = 'later'), m.score desc, m.found_at, m.id limit 200`;

interface ImportRecord {
  readonly id: string;
  readonly list: RosterKind;
  readonly fileName: string;
  readonly added: number;
  readonly known: number;
  readonly importedBy: string | null;
  readonly importedAt: string;
  readonly completeOn: Shown['imports'][number]['completeOn'];
  readonly takenBackAt: string | null;
  readonly takenBackBy: string | null;
  readonly takenBackReason: string | null;
}

type RefusedRow = Shown['imports'][number]['refused'][number];

async function importsOf({ office }: ActorVisit, practice: boolean): Promise<Shown['imports']> {
  const { database } = office;
  const rows = await database<object>('list_imports')
    .where({ practice })
    .orderBy('imported_at', 'desc')
    .limit(20);
  const imports = rows.map((row) => fromRow<ImportRecord>(row));
  const names = await namesOfPeople(
    database,
    imports.flatMap((one) => [one.importedBy, one.takenBackBy]),
  );
  return Promise.all(
    imports.map(async ({ id, list, fileName, added, known, importedBy, importedAt, completeOn, ...one }) => ({
      id,
      listLabel: rosterLabels[list],
      fileName,
      added,
      known,
      refused: await database<RefusedRow>('list_rows')
        .where({ list_import: id, state: 'refused' } as object)
        .orderBy('line')
        .select('line', 'reason', 'cells'),
      byName: importedBy === null ? '' : (names.get(importedBy) ?? ''),
      at: importedAt,
      completeOn,
      takenBack:
        one.takenBackAt === null
          ? null
          : {
              at: one.takenBackAt,
              byName: names.get(one.takenBackBy ?? '') ?? '',
              reason: one.takenBackReason ?? '',
            },
    })),
  );
}

/** 名簿の一覧: what came in, what was refused, and which matches wait for a person. */
export async function showRosters(visit: ActorVisit, input: VerbParsed<'roster.show'>): Promise<Shown> {
  const { practice } = await currentProgramme(visit.office);
  const answer: { rows: object[] } = await visit.office.database.raw(MATCHES, {
    practice,
    open: input.state === 'open',
  });
  const matches = answer.rows.map((row) =>
    fromRow<Omit<Match, 'listLabel' | 'decidedByName'> & { list: RosterKind; decidedBy: string | null }>(row),
  );
  const names = await namesOfPeople(
    visit.office.database,
    matches.map((match) => match.decidedBy),
  );
  return {
    imports: await importsOf(visit, practice),
    matches: matches.map(({ list, decidedBy, ...match }) => ({
      ...match,
      listLabel: rosterLabels[list],
      decidedByName: decidedBy === null ? null : (names.get(decidedBy) ?? ''),
    })),
  };
}

/** 照合の判断: a person says whether a row of a list is this employer; said again, the later word counts, of whoever has seen the earlier. */
export async function decideMatch(
  visit: ActorVisit,
  input: VerbParsed<'roster.decide'>,
): Promise<VerbOutput<'roster.decide'>> {
  const id = idOf(visit, 'id', '名簿との照合');
  return work(visit.office, visit.actor, async (unit) => {
    const table = () => unit.trx<object>('list_matches').where({ id });
    const { list } = fromRow<{ list: RosterKind }>(found<object>(await table().first(), '名簿との照合'));
    // Nobody judges by the list meanwhile: every judgement without this word is older.
    const at = await holdRoster(unit, list);
    const row: object | undefined = await table().forUpdate().first();
    const { state, decidedAt } = fromRow<Pick<Match, 'state' | 'decidedAt'>>(found(row, '名簿との照合'));
    if (state !== input.seen.state || decidedAt !== input.seen.decidedAt)
      refused('STALE_VERSION', { what: '名簿との照合' });
    await unit.update('list_matches', id, {
      state: input.verdict,
      reason: input.reason.trim() === '' ? null : input.reason,
      decidedBy: visit.actor.id,
      decidedAt: at,
    });
    return { id, state: input.verdict };
  });
}
