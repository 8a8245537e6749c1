import {
  readReceiptNumber,
  rosterLabels,
  type RosterKind,
  type VerbOutput,
  type VerbParsed,
} from '@grant/schema';
import { found, refused } from '../../adapter/refused.ts';
import { fromRow } from '../../adapter/row.ts';
import { currentProgramme } from '../../adapter/store/programmes.ts';
import { holdRoster } from '../../adapter/store/rosters.ts';
import { requireVisible } from '../../adapter/visible.ts';
import { work } from '../../adapter/work.ts';
import { idOf, type ActorVisit } from '../visit.ts';
import { requireSeen } from '../scans/cases.ts';
import { LISTED, STANDS } from './matches.ts';

type Shown = VerbOutput<'roster.unmatched'>;
type Row = Shown['rows'][number];

// A row that was found to be another employer's has none either.
const UNMATCHED = `
  with lacking as (
    select coalesce(w.id, s.id) as id, case when w.id is null then 'supporter' else 'prior_award' end as list,
           coalesce(w.employer_name, s.name) as name, w.fiscal_year, ${LISTED} as listed
      from prior_awards w full join supporter_members s on false
     where coalesce(w.practice, s.practice) = :practice and ${STANDS}
       and not exists (select from list_matches m where m.prior_award = w.id and m.state <> 'no_match')
       and not exists (select from list_matches m where m.supporter_member = s.id and m.state <> 'no_match'))
  select id, list, listed, (count(*) over ())::int as count from lacking
   where :name = '' or position(lower(:name) in lower(name)) > 0
   order by list, fiscal_year desc, name, id limit 200`;

/** 照合先のない行: rows of the lists that met no employer of this year, or only such as they are not. */
export async function showUnmatched(
  { office }: ActorVisit,
  { name }: VerbParsed<'roster.unmatched'>,
): Promise<Shown> {
  const { practice } = await currentProgramme(office);
  const answer: { rows: object[] } = await office.database.raw(UNMATCHED, { practice, name });
  const rows = answer.rows.map((row) => fromRow<Omit<Row, 'listLabel'> & { count: number }>(row));
  return {
    count: rows[0]?.count ?? 0,
    rows: rows.map(({ id, list, listed }) => ({ id, list, listed, listLabel: rosterLabels[list] })),
  };
}

interface LinkedEmployer {
  readonly id: string;
  readonly employer: string | null;
  readonly name: string | null;
}

const TABLES = {
  prior_award: { table: 'prior_awards', column: 'priorAward', key: 'prior_award' },
  supporter: { table: 'supporter_members', column: 'supporterMember', key: 'supporter_member' },
} as const satisfies Readonly<Record<RosterKind, object>>;

const refusedLink = (reason: string): never => refused('GUARD_FAILED', { event: '手作業による照合', reason });

/**
 * 手作業による照合: a person says whose a row is that was like nobody, by the number of a case of that employer. Cases of
 * the employer are judged anew before they are decided, as after every match.
 */
export async function linkRow(
  visit: ActorVisit,
  { list, receiptNumber, caseId, reason }: VerbParsed<'roster.link'>,
): Promise<VerbOutput<'roster.link'>> {
  const id = idOf(visit, 'id', '名簿の行');
  const number = readReceiptNumber(receiptNumber);
  const { practice } = await currentProgramme(visit.office);
  const { table, column, key } = TABLES[list];
  return work(visit.office, visit.actor, async (unit) => {
    const row: object | undefined = await unit.trx<object>(table).where({ id, practice }).first('id');
    found(row, '名簿の行');
    const of: LinkedEmployer | undefined = await unit
      .trx('applications as a')
      .leftJoin('employers as e', 'e.id', 'a.employer')
      .where({ 'a.receipt_number': number, 'a.practice': practice })
      .first<LinkedEmployer | undefined>('a.id', 'a.employer', 'e.name');
    if (of === undefined) return refusedLink('この受付番号の申請がありません。番号を確かめてください。');
    await requireVisible(visit.office, visit.actor, 'applications', of.id, '申請');
    requireSeen({ id: of.id, receiptNumber: number }, caseId);
    if (of.employer === null)
      return refusedLink('この申請は、事業主をまだ特定できません。先に事業主の記入を補正してください。');
    // Nobody judges past the list meanwhile: every judgement without this match is older than it.
    const at = await holdRoster(unit, list);
    const known: unknown = await unit
      .trx('list_matches')
      .where({ [key]: id, employer: of.employer })
      .first('id');
    if (known !== undefined)
      return refusedLink(
        'この行とこの事業主の照合はすでに記録されています。「判断の済んだもの」で判断を変えてください。',
      );
    const made = await unit.create('list_matches', {
      list,
      [column]: id,
      employer: of.employer,
      score: 0,
      columns: ['手作業'],
      state: 'match',
      reason,
      decidedBy: visit.actor.id,
      decidedAt: at,
      foundAt: at,
    });
    return { id: made, employerName: of.name ?? '' };
  });
}
