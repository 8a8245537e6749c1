import {
  connectionLabels,
  emailKey,
  isOfMany,
  massOf,
  MARK_CASES_MAX,
  OWN_PAPERS,
  ownMailDomain,
  paperLabel,
  PRINT_DISTANCE_MAX,
  type Connection,
  type KnownAnswers,
  type MarkKind,
  type PaperCode,
  type SharedCase,
  type SharedMark,
  type SignalCode,
} from '@grant/schema';
import { fromRow } from './row.ts';
import { rowsOfAgent, type CaseAgent } from './store/agents.ts';
import type { CaseRecord } from './store/cases.ts';
import type { Unit } from './work.ts';

/** A paper may not say who its employer is: then one of the same name at the same place is taken for the same, and no other. */
export const OF_THIS_EMPLOYER = `coalesce(
  case when a.employer is null or cast(:employer as uuid) is null
       then a.name_key = cast(:nameKey as text) and a.address_key = cast(:addressKey as text)
       else a.employer = cast(:employer as uuid) end, false)`;

/** Cases that count beside this one: filed, and of those withdrawn only what was under suspicion. */
export const FILED_BESIDE = `a.practice = :practice and a.id <> :id and a.receipt_number is not null
  and (a.state not in ('draft', 'received', 'withdrawn') or a.state = 'withdrawn' and grant_doubt_stands(a.id))`;

// Every branch has an index, so that a case that shares nothing with anybody costs next to nothing. `linked` are the cases
// that share something which firms that have nothing to do with one another do not share.
const MARKS = `
  with linked as (
    select a.id, 'agent' as by from grant_cases_of_agent(cast(:ofAgent as jsonb)) a (id)
    union select a.id, 'phone' from applications a where a.phone_key = any(cast(:phones as text[]))
    union select a.id, 'phone' from applications a where a.contact_phone = any(cast(:phones as text[]))
    union select a.id, 'mail' from applications a where lower(a.contact_email) = :mail
    union select a.id, 'mail' from applications a where split_part(lower(a.contact_email), '@', 2) = :mailDomain
    union select b.application, 'account' from bank_accounts b where b.number_index = :accountIndex and b.status = 'live'
    union select a.id, 'address' from applications a where a.address_key = :addressKey and a.address_key <> ''
    union select a.id, 'author' from grant_same_makers(:id, 'author', :makers) a (id)),
  held as (
    select m.kind, m.mark, m.paper, m.own, a.id, a.receipt_number as number,
           coalesce(a.employer::text, a.name_key || '/' || a.address_key) as employer, l.by,
           m.own or l.id is not null as connected, single.code as single, mass.code as mass
      from grant_shared_marks(:id, :distance, cast(:records as text[])) m join applications a on a.id = m.application
      left join linked l on l.id = a.id and not (l.by = 'author' and m.kind = 'author')
      left join signals single on single.application = a.id and single.active and single.code = cast(:codes as jsonb) ->> m.kind
      left join signals mass on mass.application = a.id and mass.active and mass.code = 'mass_filing'
     where ${FILED_BESIDE} and not ${OF_THIS_EMPLOYER})
  select h.kind, min(h.paper) as paper, count(distinct h.id)::int as others, count(distinct h.employer)::int as employers,
         count(distinct h.employer) filter (where h.connected)::int as connected_employers,
         coalesce(array_agg(distinct h.number) filter (where h.connected), '{}') as connected,
         ${(Object.keys(connectionLabels) as Connection[])
           .map((by) => `count(distinct h.employer) filter (where h.by = '${by}')::int as ${by}`)
           .join(', ')},
         case when count(distinct h.id) <= :most then array_agg(distinct h.number) else '{}' end as named,
         coalesce(array_agg(distinct h.number) filter (where h.single is not null), '{}') as single,
         coalesce(array_agg(distinct h.number) filter (where h.mass is not null), '{}') as mass
    from held h
   group by h.kind, h.mark order by h.kind, h.mark`;

interface MarkRow extends Record<Connection, number> {
  readonly kind: MarkKind;
  readonly paper: PaperCode | null;
  readonly others: number;
  readonly employers: number;
  readonly connectedEmployers: number;
  readonly connected: readonly string[];
  /** Every other case, where they are few. */
  readonly named: readonly string[];
  /** Of the others those that show a signal of this mark, each by itself or as a group. */
  readonly single: readonly string[];
  readonly mass: readonly string[];
}

const SINGLE = {
  file: 'same_file',
  page: 'same_page',
  text: 'copied_text',
  author: 'shared_author',
} as const satisfies Record<MarkKind, SignalCode>;

const referencesOf = (numbers: readonly string[]): SharedCase[] =>
  [...new Set(numbers)].toSorted().map((reference) => ({ reference }));

function markOf(row: MarkRow): SharedMark {
  const { kind, paper, others, employers, connected, connectedEmployers } = row;
  const by = Object.fromEntries(
    (Object.keys(connectionLabels) as Connection[]).map((connection) => [connection, row[connection]]),
  );
  return {
    kind,
    paper: paper === null ? null : paperLabel(paper),
    others,
    employers,
    connected: referencesOf(connected),
    connectedEmployers,
    by,
  };
}

/** 共通の印 of a case, and what follows of them for signals. */
export interface MarksInCommon {
  readonly marks: readonly SharedMark[];
  /** Cases that hold a mark which few hold: each is named. */
  readonly few: Readonly<Record<MarkKind, readonly SharedCase[]>>;
  /** Receipt numbers of cases whose signals no longer say what is true: a mark of theirs is held by more than it was. */
  readonly outdated: readonly string[];
}

/**
 * 別の事業主の申請と共通する印: pages, files, long answers and writers of PDFs that cases of other employers hold as well, with
 * those of the holders that share something more.
 * @param bindings what `OF_THIS_EMPLOYER` asks for, telephone numbers (digits) and the index of the account
 */
export async function marksInCommon(
  unit: Unit,
  current: CaseRecord,
  application: KnownAnswers,
  agent: CaseAgent | null,
  bindings: object,
): Promise<MarksInCommon> {
  const ofAgent = {
    agents: agent === null ? [] : await rowsOfAgent(unit.trx, agent.key),
    agentAccount: current.agent,
  };
  const contact = application.contactEmail ?? '';
  const answer: { rows: object[] } = await unit.trx.raw(MARKS, {
    ...bindings,
    ofAgent: JSON.stringify(ofAgent),
    mail: emailKey(contact) || null,
    mailDomain: ownMailDomain(contact),
    distance: PRINT_DISTANCE_MAX,
    records: [...OWN_PAPERS],
    codes: JSON.stringify(SINGLE),
    makers: MARK_CASES_MAX.author,
    most: Math.max(...Object.values(MARK_CASES_MAX)),
  });
  const rows = answer.rows.map((row) => {
    const found = fromRow<MarkRow>(row);
    return { ...found, shared: markOf(found) };
  });
  const few = (kind: MarkKind): SharedCase[] =>
    referencesOf(rows.filter((row) => row.kind === kind && !isOfMany(row)).flatMap(({ named }) => named));
  const outdated = rows
    .filter((row) => isOfMany(row))
    .flatMap(({ shared, single, mass }) => [...single, ...(massOf(shared) === null ? mass : [])]);
  return {
    marks: rows.map(({ shared }) => shared),
    few: { file: few('file'), page: few('page'), text: few('text'), author: few('author') },
    outdated: [...new Set(outdated)],
  };
}

const HOLDERS = `
  with held as (
    select distinct m.kind, m.mark, a.id, a.receipt_number as number
      from grant_shared_marks(:id, :distance, cast(:records as text[])) m join applications a on a.id = m.application
     where ${FILED_BESIDE}),
  sized as (select kind, mark, count(*) as cases from held group by kind, mark)
  select distinct h.number from held h join sized s on s.kind = h.kind and s.mark = h.mark
   where s.cases <= :most
      or exists (select from signals g where g.application = h.id and g.active and g.code = 'mass_filing')`;

/**
 * Receipt numbers of the cases whose signals say how many hold a mark of this one, or would once this one counts no more (or
 * again): those of a group, connected with this case or not, and every holder where they are few or may become so. Twice as many
 * as are named, since each counts the cases of other employers only.
 */
export async function holdersBeside(unit: Unit, { id, practice }: CaseRecord): Promise<string[]> {
  const answer: { rows: { number: string }[] } = await unit.trx.raw(HOLDERS, {
    id,
    practice,
    distance: PRINT_DISTANCE_MAX,
    records: [...OWN_PAPERS],
    most: 2 * Math.max(...Object.values(MARK_CASES_MAX)),
  });
  return answer.rows.map(({ number }) => number);
}
