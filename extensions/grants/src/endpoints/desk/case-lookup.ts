import {
  corporateNameKey,
  nameKey,
  phoneKey,
  stateLabel,
  type VerbOutput,
  type VerbParsed,
} from '@grant/schema';
import { fromRow } from '../../adapter/row.ts';
import { agentJoins } from '../../adapter/store/agents.ts';
import type { CaseRecord } from '../../adapter/store/cases.ts';
import { currentProgramme } from '../../adapter/store/programmes.ts';
import { shownState } from '../views/applicant.ts';
import type { ActorVisit } from '../visit.ts';
import { digitsOf, READING, typedEnvelopes, type TypedEnvelope } from './typed-envelopes.ts';

type Line = VerbOutput<'inquiry.lookup'>['cases'][number];
interface Counted {
  /** All that match, also those left off. */
  readonly matched: number;
}

/** As many as one looks through beside the telephone; the rest are counted. */
const SHOWN = 8;

const CASES = `
  select a.id, a.receipt_number, coalesce(a.employer_name, d.answers ->> 'employerName', '（名称未入力）') as employer_name,
         coalesce(a.employer_phone, d.answers ->> 'employerPhone') as phone,
         a.state, a.suspended_from, (a.state_since at time zone 'Asia/Tokyo')::date::text as since,
         count(*) over ()::int as matched
    from applications a ${agentJoins('a')}
    left join drafts d on d.application = a.id and a.state = 'received'
   where a.practice = :practice and a.state <> 'draft' and a.receipt_number is not null
     and (upper(a.receipt_number) like :number
          or a.id = any(cast(:typed as uuid[]))
          or (:digits <> '' and (a.phone_key like :phone or ${digitsOf('a.contact_phone')} like :phone
                                 or ${digitsOf('gp.phone')} like :phone or ${digitsOf('ga.phone')} like :phone))
          or (:nameKey <> '' and (position(:nameKey in coalesce(a.name_key, '')) > 0
                                  or position(:nameKey in ${READING}) > 0))
          or position(:words in coalesce(a.employer_name, '')) > 0)
   order by a.state_since desc limit ${String(SHOWN)}`;

/** What is looked for: keys of a name and of a telephone number; empty where the words hold none. */
interface Wanted {
  readonly name: string;
  readonly digits: string;
}

function matches(typed: TypedEnvelope, { name, digits }: Wanted): boolean {
  const holds = (texts: readonly (string | null)[], keyOf: (text: string) => string, key: string): boolean =>
    key !== '' && texts.some((text) => text !== null && keyOf(text).includes(key));
  return (
    holds([typed.employerName, typed.employerNameKana], nameKey, name) ||
    holds([typed.employerPhone, typed.contactPhone], phoneKey, digits)
  );
}

/** Fewer digits are no telephone number yet. */
const DIGITS_MIN = 4;

/**
 * 申請の検索 as one types: by receipt number, employer's name in any spelling or reading, or phone of the employer, the
 * contact or the agent; also envelopes that are still being typed in. Employers only, no employee.
 */
export async function lookUpCases(
  visit: ActorVisit,
  { words }: VerbParsed<'inquiry.lookup'>,
): Promise<VerbOutput<'inquiry.lookup'>> {
  const { practice } = await currentProgramme(visit.office);
  const { database } = visit.office;
  const typed = words.normalize('NFKC');
  const digits = typed.replace(/\D/gu, '').length >= DIGITS_MIN ? phoneKey(typed.replace(/\D/gu, '')) : '';
  const name = corporateNameKey(words).key;
  const answer: { rows: object[] } = await database.raw(CASES, {
    practice,
    words,
    number: `%${typed.toUpperCase().replaceAll(/[%_\\]/gu, '')}%`,
    digits,
    phone: `%${digits}%`,
    nameKey: name,
    typed: (await typedEnvelopes(database, practice))
      .filter((one) => one.state === 'received' && matches(one, { name, digits }))
      .map(({ id }) => id),
  });
  const found = answer.rows.map((row) =>
    fromRow<Omit<Line, 'stateLabel' | 'ask'> & Pick<CaseRecord, 'state' | 'suspendedFrom'> & Counted>(row),
  );
  return {
    more: (found[0]?.matched ?? 0) - found.length,
    cases: found.map((one) => ({
      id: one.id,
      receiptNumber: one.receiptNumber,
      employerName: one.employerName,
      phone: one.phone,
      since: one.since,
      // Read out beside the telephone: the state as the caller may know it.
      stateLabel: stateLabel(shownState(one)),
      ask: one.state === 'suspended',
    })),
  };
}
