import {
  compareCases,
  duplicateKeys,
  recordedKeys,
  type ComparedRecord,
  type DuplicateKeys,
  type DuplicateMatch,
  type GrantApplication,
} from '@grant/schema';
import { fromRow } from './row.ts';
import type { CaseRecord } from './store/cases.ts';
import type { Unit } from './work.ts';

/** Another case worth comparing. */
type Candidate = ComparedRecord & { readonly id: string };

const CANDIDATES = `
  select a.*, b.number_index
    from grant_duplicate_candidates(:probe::jsonb) a
    left join bank_accounts b on b.application = a.id and b.status = 'live'`;

/**
 * 重複の確認: compares a case with every other of its kind and opens (or joins) a set for each that may be the same. Two
 * cases that already stand in one set, settled or not, are not raised again.
 */
export async function compareWithOthers(
  unit: Unit,
  current: CaseRecord,
  application: GrantApplication,
  accountIndex: string,
): Promise<DuplicateKeys> {
  const keys = duplicateKeys(application, { accountIndex, agent: current.agent });
  // Two cases of one employer submitted at the same moment must see each other.
  await unit.trx.raw('select pg_advisory_xact_lock(hashtextextended(?, 0))', ['grant.duplicates']);
  const probe = {
    ...keys,
    id: current.id,
    practice: current.practice,
    contactEmail: application.contactEmail,
  };
  const answer: { rows: object[] } = await unit.trx.raw(CANDIDATES, { probe: JSON.stringify(probe) });
  for (const row of answer.rows) {
    const other = fromRow<Candidate>(row);
    const matches = compareCases(keys, recordedKeys(other));
    if (matches.length > 0) await raise(unit, current.id, other.id, matches);
  }
  return keys;
}

const SETS = `
  select s.id, s.rule, s.state, bool_or(m.application = :mine) as mine
    from duplicate_sets s join duplicate_members m on m.duplicate_set = s.id
   where s.id in (select duplicate_set from duplicate_members where application = :other)
   group by s.id, s.rule, s.state`;

interface KnownSet {
  readonly id: string;
  readonly rule: string;
  readonly state: string;
  readonly mine: boolean;
}

async function raise(
  unit: Unit,
  mine: string,
  other: string,
  matches: readonly DuplicateMatch[],
): Promise<void> {
  const [strongest] = matches;
  if (strongest === undefined) return;
  const answer: { rows: KnownSet[] } = await unit.trx.raw(SETS, { mine, other });
  if (answer.rows.some((set) => set.mine)) return;
  const joined = answer.rows.find((set) => set.state === 'open' && set.rule === strongest.rule);
  if (joined !== undefined) {
    await unit.create('duplicate_members', { duplicateSet: joined.id, application: mine });
    return;
  }
  const duplicateSet = await unit.create('duplicate_sets', {
    rule: strongest.rule,
    strength: strongest.strength,
    score: Math.round(strongest.score * 100),
    columns: [...new Set(matches.flatMap((match) => match.columns))],
    state: 'open',
    openedAt: unit.moment.at,
  });
  for (const application of [other, mine])
    await unit.create('duplicate_members', { duplicateSet, application });
}
