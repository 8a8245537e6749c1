import {
  commonContacts,
  compareCases,
  comparePapers,
  contactsOf,
  duplicateKeys,
  newMatches,
  PRINT_CASES_MAX,
  PRINT_DISTANCE_MAX,
  recordedKeys,
  sharedValues,
  type ComparedRecord,
  type DuplicateKeys,
  type DuplicateMatch,
  type DuplicateRule,
  type KnownAnswers,
  type KnownMatch,
  type SharedPapers,
  type ValuedMatch,
} from '@grant/schema';
import { fromRow } from './row.ts';
import { bankKeys, blindIndex } from './secrets.ts';
import { agentJoins, agentKeySql, agentOfCase, contactsOfAgents, rowsOfAgent } from './store/agents.ts';
import type { CaseRecord } from './store/cases.ts';
import type { Unit } from './work.ts';

/** Another case worth comparing. */
type Candidate = ComparedRecord & { readonly id: string; readonly agentKey: string | null };

const CANDIDATES = `
  select a.*, b.number_index, ${agentKeySql('a')} as agent_key
    from grant_duplicate_candidates(:probe::jsonb) a ${agentJoins('a')}
    left join bank_accounts b on b.application = a.id and b.status = 'live'`;

// A page or a file of another case, whoever the employer is.
const PAPERS = `
  select a.id, bool_or(found.same_file) as same_file, bool_or(not found.same_file) as same_page,
         array_agg(distinct found.token) filter (where found.same_file) as files,
         array_agg(distinct found.token) filter (where not found.same_file) as pages
    from (
      select x.application, true as same_file, x.sha256 as token from attachments x
        join attachments y on y.sha256 = x.sha256 and y.application = :id and y.status = 'received'
       where x.application <> :id and x.status = 'received'
      union
      select application, false, pair from grant_same_pages(:id, :distance, :most)) found
    join applications a on a.id = found.application
   where a.practice = :practice and (a.state not in ('draft', 'received', 'withdrawn') or a.state = 'withdrawn' and grant_doubt_stands(a.id))
   group by a.id`;

interface PaperMatch extends SharedPapers {
  readonly id: string;
  /** SHA-256 of each file that both hold. */
  readonly files: readonly string[] | null;
  /** One token for each page of the one that is like a page of the other. */
  readonly pages: readonly string[] | null;
}

async function sharedPapers(unit: Unit, { id, practice }: CaseRecord): Promise<Map<string, ValuedMatch[]>> {
  const answer: { rows: object[] } = await unit.trx.raw(PAPERS, {
    id,
    practice,
    distance: PRINT_DISTANCE_MAX,
    most: PRINT_CASES_MAX,
  });
  return new Map(
    answer.rows.map((row) => {
      const found = fromRow<PaperMatch>(row);
      const { id: other, files, pages } = found;
      const matches = comparePapers(found).map((match) => ({
        ...match,
        values: (match.rule === 'same_file' ? files : pages) ?? [],
      }));
      return [other, matches] as const;
    }),
  );
}

/**
 * 重複の確認: compares a case with every other of its kind and opens (or joins) a set for each that may be the same. Two
 * cases that a person has already judged are raised again only for a match that was not there then.
 */
export async function compareWithOthers(
  unit: Unit,
  current: CaseRecord,
  application: KnownAnswers,
  accountIndex: string | null,
): Promise<DuplicateKeys> {
  const agent = await agentOfCase(unit.trx, current.id);
  const keys = duplicateKeys(application, { accountIndex, agent: agent?.key ?? null });
  // Two cases of one employer submitted at the same moment must see each other.
  await unit.trx.raw('select pg_advisory_xact_lock(hashtextextended(?, 0))', ['grant.duplicates']);
  const probe = {
    ...keys,
    id: current.id,
    practice: current.practice,
    contactEmail: application.contactEmail,
    agents: agent === null ? [] : await rowsOfAgent(unit.trx, agent.key),
    agentAccount: current.agent,
  };
  // What is not known finds nothing; an empty text would be compared like any other.
  const asked = JSON.stringify(probe, (_key, value: unknown) => (value === '' ? null : value));
  const answer: { rows: object[] } = await unit.trx.raw(CANDIDATES, { probe: asked });
  const papers = await sharedPapers(unit, current);
  const found = new Map<string, readonly ValuedMatch[]>(papers);
  const secret = bankKeys(unit.office.env);
  const others = answer.rows.map((row) => {
    const other = fromRow<Candidate>(row);
    return { id: other.id, theirs: recordedKeys({ ...other, agent: other.agentKey }) };
  });
  const common = commonContacts(
    keys,
    others.map(({ theirs }) => theirs),
    await contactsOfAgents(unit.trx, contactsOf(keys)),
  );
  for (const { id, theirs } of others) {
    // A set tells whether a value is the one judged, and keeps no copy of it.
    const valued = compareCases(keys, theirs, common).map((match) => ({
      ...match,
      values: sharedValues(match.rule, keys, theirs).map((value) => blindIndex(secret, value)),
    }));
    found.set(id, [...valued, ...(papers.get(id) ?? [])]);
  }
  for (const [other, matches] of found) if (matches.length > 0) await raise(unit, current.id, other, matches);
  return keys;
}

// Whoever settles a set at this moment is waited for: what is read here stays so until this case is filed.
const OPEN_SETS = `
  select s.id from duplicate_sets s
   where s.state = 'open' and s.id in (select duplicate_set from duplicate_members where application = :other)
   order by s.id for update of s`;

const SETS = `
  select s.id, s.rule, s.state, s.matches, bool_or(m.application = :mine) as mine, count(*)::int as members
    from duplicate_sets s join duplicate_members m on m.duplicate_set = s.id
   where s.id in (select duplicate_set from duplicate_members where application = :other)
   group by s.id`;

interface KnownSet {
  readonly id: string;
  readonly rule: DuplicateRule;
  readonly state: string;
  readonly matches: readonly KnownMatch[] | null;
  readonly mine: boolean;
  readonly members: number;
}

/** What a set says of itself: its strongest match leads. */
function saidBy(strongest: DuplicateMatch, matches: readonly DuplicateMatch[]): object {
  return {
    rule: strongest.rule,
    strength: strongest.strength,
    score: Math.round(strongest.score * 100),
    matches,
    columns: [...new Set(matches.flatMap((match) => match.columns))],
  };
}

function knownOf({ rule, matches }: KnownSet): readonly KnownMatch[] {
  return matches ?? [{ rule }];
}

// A third case that holds the page as well has pages of its own, by which nobody could tell that it belongs to the set.
function alike(found: readonly ValuedMatch[]): ValuedMatch[] {
  return found.map((match) => (match.rule === 'same_page' ? { ...match, values: [] } : match));
}

// The pages of the case that joins, so that they are known from then on; undefined where it joins by something else.
function withPages(
  known: readonly KnownMatch[],
  found: readonly ValuedMatch[],
): readonly KnownMatch[] | undefined {
  const pages = found.find(({ rule }) => rule === 'same_page')?.values;
  return (
    pages &&
    known.map((one) =>
      one.rule === 'same_page' && one.values !== undefined
        ? { ...one, values: [...new Set([...one.values, ...pages])] }
        : one,
    )
  );
}

async function raise(unit: Unit, mine: string, other: string, found: readonly ValuedMatch[]): Promise<void> {
  await unit.trx.raw(OPEN_SETS, { other });
  const answer: { rows: KnownSet[] } = await unit.trx.raw(SETS, { mine, other });
  const shared = answer.rows.filter((set) => set.mine);
  const matches = newMatches(found, shared.flatMap(knownOf));
  const [strongest] = matches;
  const [first] = found;
  if (strongest === undefined || first === undefined) return;
  const open = shared.find((set) => set.state === 'open' && set.members === 2);
  if (open !== undefined) {
    // It simply has more to say. Who judged a case of it before is asked anew, by the database.
    await unit.update('duplicate_sets', open.id, saidBy(first, found));
    return;
  }
  // Only what a set says already joins it. Whatever two cases share beyond that is theirs, and has a set of its own: in
  // one of three it would not be seen.
  const joined = answer.rows.find(
    (set) =>
      set.state === 'open' &&
      (set.mine || shared.length === 0) &&
      newMatches(alike(matches), knownOf(set)).length === 0,
  );
  if (joined !== undefined) {
    if (!joined.mine) await unit.create('duplicate_members', { duplicateSet: joined.id, application: mine });
    const joint = withPages(knownOf(joined), found);
    if (joint !== undefined) await unit.update('duplicate_sets', joined.id, { matches: joint });
    return;
  }
  const duplicateSet = await unit.create('duplicate_sets', {
    ...saidBy(strongest, matches),
    state: 'open',
    openedAt: unit.moment.at,
  });
  for (const application of [other, mine])
    await unit.create('duplicate_members', { duplicateSet, application });
}
