import {
  matchListed,
  type CaseState,
  type CivilDate,
  type JudgeContext,
  type Listed,
  type RosterKind,
} from '@grant/schema';
import type { Knex } from 'knex';
import { now } from '../clock.ts';
import { fromRow } from '../row.ts';
import type { Unit } from '../work.ts';

interface Pair {
  readonly row: string;
  readonly employer: string;
  readonly listed: Listed;
  readonly known: Listed;
}

const keys = (alias: string, office: string): string => `jsonb_build_object(
    'corporateNumber', ${alias}.corporate_number, 'insuranceOfficeNumber', ${office},
    'nameKey', coalesce(${alias}.name_key, ''), 'addressKey', coalesce(${alias}.address_key, ''))`;

// Rows and employers worth comparing that nobody has compared yet; the comparison itself is the domain's.
const pairsSql = (table: string, column: string, office: string): string => `
  select w.id as row, e.id as employer, ${keys('w', office)} as listed, ${keys('e', 'e.insurance_office_number')} as known
    from ${table} w join employers e on e.practice = w.practice
     and (e.corporate_number = w.corporate_number or e.insurance_office_number = ${office}
          or lower(e.name_key) % lower(w.name_key))
   where (cast(:employer as uuid) is null or e.id = cast(:employer as uuid))
     and (cast(:rows as uuid[]) is null or w.id = any(cast(:rows as uuid[])))
     and not exists (select from list_matches m where m.${column} = w.id and m.employer = e.id)`;

const LISTS: Readonly<Record<RosterKind, { readonly column: string; readonly sql: string }>> = {
  prior_award: {
    column: 'priorAward',
    sql: pairsSql('prior_awards', 'prior_award', 'w.insurance_office_number'),
  },
  supporter: {
    column: 'supporterMember',
    sql: pairsSql('supporter_members', 'supporter_member', 'cast(null as text)'),
  },
};

const HELD = 'hashtextextended(?, 0)';

/** Waits for a list that is being taken in, so that no case is judged past it; held until the unit ends. */
export async function awaitRosters(unit: Unit): Promise<void> {
  for (const list of Object.keys(LISTS)) {
    await unit.trx.raw(`select pg_advisory_xact_lock_shared(${HELD})`, [`grant.list.${list}`]);
  }
}

/**
 * Takes a list for this unit alone, once nobody is judging by it.
 * @returns the moment (ISO, UTC) from which on it counts: every judgement without it is older
 */
export async function holdRoster(unit: Unit, list: RosterKind): Promise<string> {
  await unit.trx.raw(`select pg_advisory_xact_lock(${HELD})`, [`grant.list.${list}`]);
  return now().at;
}

/**
 * 名簿との照合: compares rows of a list with employers and keeps what agrees, once for each pair. 法人番号 makes a match by
 * itself; everything else waits for a person.
 * @param only one employer (at its receipt), or the rows just taken in
 * @param foundAt ISO, UTC; where the list was just taken in, the moment from which on it counts
 */
export async function matchRoster(
  unit: Unit,
  list: RosterKind,
  only: { readonly employer?: string; readonly rows?: readonly string[] },
  foundAt = unit.moment.at,
): Promise<void> {
  const { column, sql } = LISTS[list];
  const answer: { rows: Pair[] } = await unit.trx.raw(sql, {
    employer: only.employer ?? null,
    rows: only.rows === undefined ? null : [...only.rows],
  });
  for (const { row, employer, listed, known } of answer.rows) {
    const match = matchListed(listed, known);
    if (match === null) continue;
    await unit.create('list_matches', {
      list,
      [column]: row,
      employer,
      score: match.score,
      columns: match.columns,
      state: match.certain ? 'match' : 'open',
      foundAt,
    });
  }
}

/** 応援団の登録の確認 of an employer: where it stands on the supporters' list, and since which days by the rows that are it. */
type SupporterStanding = Pick<JudgeContext, 'supporter' | 'supporterDays'>;

/** Looks up where an employer stands on the supporters' list; null when there is no list. */
export async function supporterStanding(
  unit: Unit,
  employer: string,
  practice: boolean,
): Promise<SupporterStanding> {
  const listed: unknown = await unit
    .trx('supporter_members')
    .where({ practice })
    .whereRaw("grant_listed('supporter', row_hash, practice, null)")
    .first('id');
  if (listed === undefined) return { supporter: null };
  const rows = await unit
    .trx('list_matches as m')
    .join('supporter_members as s', 's.id', 'm.supporter_member')
    .where({ 'm.employer': employer })
    .whereRaw('grant_match_stands(m)')
    .orderBy('s.registered_on')
    .select<object[]>('m.state', 's.registered_on');
  const matches = rows.map((row) => fromRow<{ state: string; registeredOn: CivilDate | null }>(row));
  const ours = matches.filter(({ state }) => state === 'match');
  if (ours.length > 0)
    return {
      supporter: 'match',
      supporterDays: [...new Set(ours.flatMap(({ registeredOn }) => registeredOn ?? []))],
    };
  const open = matches.some(({ state }) => state === 'open' || state === 'later');
  return { supporter: open ? 'open' : 'none' };
}

/** Prior awards of an employer that may be its own and that nobody has judged. */
export async function openAwards(unit: Unit, employer: string): Promise<number> {
  const answer = await unit
    .trx('list_matches as m')
    .where({ employer, list: 'prior_award' })
    .whereRaw('grant_match_stands(m)')
    .whereIn('state', ['open', 'later'])
    .count<{ count: string }[]>({ count: 'id' });
  return Number(answer[0]?.count ?? 0);
}

/** States in which a decision is still ahead, so that newer lists still count. */
const UNDECIDED: readonly CaseState[] = [
  'submitted',
  'in_review',
  'correction_requested',
  'recommended',
  'suspended',
];

/** 判定の後の支給決定: receipt numbers of other cases of the same employer or employee, granted after the last judgement of an undecided case. */
export async function awardsNewer(
  database: Knex,
  { id, state }: { readonly id: string; readonly state: CaseState },
): Promise<string[]> {
  if (!UNDECIDED.includes(state)) return [];
  const answer: { rows: { number: string }[] } = await database.raw(
    'select number from grant_awards_newer(cast(? as uuid)) number',
    [id],
  );
  return answer.rows.map(({ number }) => number);
}

/** 名簿が判定より新しい: whether a list or a bar came in, or a match was judged, after the last judgement of an undecided case. */
export async function listsNewer(
  database: Knex,
  { id, state }: { readonly id: string; readonly state: CaseState },
): Promise<boolean> {
  if (!UNDECIDED.includes(state)) return false;
  const answer: { rows: { newer: boolean }[] } = await database.raw(
    'select grant_lists_newer(cast(? as uuid)) as newer',
    [id],
  );
  return answer.rows[0]?.newer === true;
}
