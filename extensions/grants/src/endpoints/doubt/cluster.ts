import { isSignalCode, signalLabels, stateLabel, type VerbOutput, type VerbParsed } from '@grant/schema';
import type { Knex } from 'knex';
import { fromRow } from '../../adapter/row.ts';
import { agentJoins } from '../../adapter/store/agents.ts';
import { refused } from '../../adapter/refused.ts';
import { currentProgramme } from '../../adapter/store/programmes.ts';
import { requireVisible, visibleRows } from '../../adapter/visible.ts';
import type { ActorVisit } from '../visit.ts';
import { isInside } from './board.ts';

type Cluster = VerbOutput<'doubt.cluster'>;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const NAMELESS = { employerName: null, representativeName: null, employerAddress: null, agentName: null };

/** More than that nobody takes in at a glance. */
const CASES_MAX = 50;

/** 兆候の線: two cases of one side that a signal of either names together. */
interface Edge {
  readonly one: string;
  readonly two: string;
  readonly code: string;
}

// Either of the two cases is one of those given; a signal is computed on one side first, and on the other by a job.
const EDGES = `
  with given as (select a.id, a.receipt_number from applications a where a.id = any(cast(:cases as uuid[])))
  select distinct least(s.application, o.id) as one, greatest(s.application, o.id) as two, s.code
    from signals s join applications a on a.id = s.application
    cross join lateral jsonb_array_elements_text(s.related::jsonb) n(number)
    join applications o on o.receipt_number = n.number and o.practice = a.practice and o.id <> a.id
   where s.active and grant_signal_counts(s) and a.state not in ('draft', 'received', 'withdrawn') and o.state not in ('draft', 'received', 'withdrawn')
     and (s.application in (select id from given)
       or jsonb_exists_any(s.related::jsonb, array(select receipt_number from given where receipt_number is not null)))
     and (s.application in (select id from given) or o.id in (select id from given))
   order by 1, 2, 3`;

const CASES = `
  select a.id as application_id, a.receipt_number, a.employer_name, a.representative_name, a.employer_address,
         coalesce(gp.name, ga.name, nullif(concat_ws(' ', u.last_name, u.first_name), '')) as agent_name,
         a.state, a.amount_total as amount
    from applications a ${agentJoins('a')} left join directus_users u on u.id = a.agent
   where a.id = any(cast(:cases as uuid[]))`;

async function edgesOf(database: Knex, cases: readonly string[]): Promise<Edge[]> {
  const answer: { rows: Edge[] } = await database.raw(EDGES, { cases: [...cases] });
  return answer.rows;
}

async function visibleOf(visit: ActorVisit, cases: readonly string[]): Promise<string[]> {
  const rows = await visibleRows(visit.office, visit.actor, 'applications', {
    fields: ['id'],
    filter: { id: { _in: cases } },
    sort: ['receipt_number'],
    limit: -1,
  });
  return rows.map((row) => String(row['id']));
}

// An official has no right to any case: what shows a signal or hangs on one stands on the board, without names.
async function requireOnBoard({ office }: ActorVisit, id: string): Promise<void> {
  const { practice } = await currentProgramme(office);
  const known = UUID.test(id)
    ? await office
        .database<{ id: string; practice: boolean }>('applications')
        .where({ id, practice })
        .first('id')
    : undefined;
  if (known === undefined || (await edgesOf(office.database, [id])).length === 0)
    refused('NOT_FOUND', { what: '申請' });
}

/** The case itself, then every case within reach of its signals and of theirs, the nearest first. */
async function reach(
  visit: ActorVisit,
  root: string,
  inside: boolean,
): Promise<{ readonly found: readonly string[]; readonly complete: boolean }> {
  const found = [root];
  let frontier: readonly string[] = found;
  while (frontier.length > 0) {
    const edges = await edgesOf(visit.office.database, frontier);
    const next = [...new Set(edges.flatMap(({ one, two }) => [one, two]))].filter(
      (id) => !found.includes(id),
    );
    const visible = inside ? await visibleOf(visit, next) : next;
    const room = CASES_MAX - found.length;
    frontier = visible.slice(0, room);
    found.push(...frontier);
    if (visible.length > room) return { found, complete: false };
  }
  return { found, complete: true };
}

/**
 * つながる申請: every case that hangs on this one by signals, directly or by way of others, so that a split of one firm into
 * several is seen as a whole (領域の類型「会社の分割」). What the reader may not see is left out, and ends the way there.
 */
export async function showCluster(visit: ActorVisit, { id }: VerbParsed<'doubt.cluster'>): Promise<Cluster> {
  const inside = isInside(visit.actor);
  if (inside) await requireVisible(visit.office, visit.actor, 'applications', id, '申請');
  else await requireOnBoard(visit, id);
  const { database } = visit.office;
  const { found, complete } = await reach(visit, id, inside);
  const edges = await edgesOf(database, found);
  const answer: { rows: object[] } = await database.raw(CASES, { cases: [...found] });
  type Line = Omit<Cluster['cases'][number], 'links' | 'caseStateLabel'> & {
    readonly state: Parameters<typeof stateLabel>[0];
  };
  const lines = new Map(
    answer.rows.map((row) => {
      const line = fromRow<Line>(row);
      return [line.applicationId, line] as const;
    }),
  );
  const labelsBetween = (one: string, two: string): string[] =>
    edges
      .filter((edge) => (edge.one === one && edge.two === two) || (edge.one === two && edge.two === one))
      .map(({ code }) => (isSignalCode(code) ? signalLabels[code] : code));
  const cases = found.flatMap((one) => {
    const line = lines.get(one);
    if (line === undefined) return [];
    const { state, ...shown } = line;
    const links = found
      .map((two) => ({ applicationId: two, labels: labelsBetween(one, two) }))
      .filter(({ labels }) => labels.length > 0);
    const unnamed = inside ? {} : NAMELESS;
    return [{ ...shown, ...unnamed, caseStateLabel: stateLabel(state), links }];
  });
  return { cases, complete };
}
