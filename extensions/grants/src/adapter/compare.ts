import {
  compareCases,
  duplicateKeys,
  emailKey,
  nameKey,
  type DuplicateKeys,
  type DuplicateMatch,
  type GrantApplication,
} from '@grant/schema';
import { fromRow } from './row.ts';
import type { CaseRecord } from './store/cases.ts';
import type { Unit } from './work.ts';

/** Another case that shares at least one key. */
interface Candidate {
  readonly id: string;
  readonly agent: string | null;
  readonly employerCorporateNumber: string | null;
  readonly insuranceOfficeNumber: string | null;
  readonly nameKey: string | null;
  readonly representativeName: string | null;
  readonly addressKey: string | null;
  readonly phoneKey: string | null;
  readonly contactEmail: string | null;
  readonly employeeKey: string | null;
  readonly numberIndex: string | null;
}

// Every channel and every state but those that are not (or no longer) an application.
const CANDIDATES = `
  select a.id, a.agent, a.employer_corporate_number, a.insurance_office_number, a.name_key, a.representative_name,
         a.address_key, a.phone_key, a.contact_email, a.employee_key, b.number_index
    from applications a
    left join bank_accounts b on b.application = a.id and b.status = 'live'
   where a.id <> :id and a.practice = :practice and a.state not in ('draft', 'withdrawn')
     and (a.employer_corporate_number = :corporateNumber or a.employee_key = :employeeKey
          or a.insurance_office_number = :insuranceOfficeNumber or a.address_key = :addressKey
          or a.phone_key = :phoneKey or lower(a.contact_email) = lower(:contactEmail) or b.number_index = :accountIndex)
   order by a.id limit 200`;

function keysOfCandidate(other: Candidate): DuplicateKeys {
  return {
    corporateNumber: other.employerCorporateNumber,
    insuranceOfficeNumber: other.insuranceOfficeNumber ?? '',
    nameKey: other.nameKey ?? '',
    representativeKey: nameKey(other.representativeName ?? ''),
    addressKey: other.addressKey ?? '',
    phoneKey: other.phoneKey ?? '',
    mailKey: emailKey(other.contactEmail ?? ''),
    employeeKey: other.employeeKey ?? '',
    accountIndex: other.numberIndex,
    agent: other.agent,
  };
}

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
  const answer: { rows: object[] } = await unit.trx.raw(CANDIDATES, {
    id: current.id,
    practice: current.practice,
    corporateNumber: keys.corporateNumber,
    employeeKey: keys.employeeKey,
    insuranceOfficeNumber: keys.insuranceOfficeNumber,
    addressKey: keys.addressKey,
    phoneKey: keys.phoneKey,
    contactEmail: application.contactEmail,
    accountIndex,
  });
  for (const row of answer.rows) {
    const other = fromRow<Candidate>(row);
    const matches = compareCases(keys, keysOfCandidate(other));
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
