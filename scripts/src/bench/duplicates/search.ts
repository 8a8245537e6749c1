/** The duplicate check of one filing as the product does it at receipt: candidates by index, then every rule. */
import {
  commonContacts,
  type ComparedRecord,
  compareCases,
  contactsOf,
  type DuplicateMatch,
  recordedKeys,
} from '@grant/schema';
import type { Sql } from 'postgres';
import type { Filed } from './filing.ts';

/** Another case that the check would put into a set with this one, and by which rules. */
export interface Found {
  readonly id: string;
  readonly matches: readonly DuplicateMatch[];
}

export async function search(sql: Sql, { id, firm }: Filed): Promise<readonly Found[]> {
  const keys = recordedKeys(firm);
  const asked = {
    ...keys,
    id,
    practice: true,
    agents: firm.agent === null ? [] : [firm.agent],
    agentAccount: firm.agentAccount,
  };
  // What is not known finds nothing.
  const probe = JSON.stringify(asked, (_key, value: unknown) => (value === '' ? null : value));
  const candidates = await sql<(ComparedRecord & { readonly id: string })[]>`
    select a.id, coalesce(gp.id, ga.id)::text as agent, employer_corporate_number as "employerCorporateNumber",
           insurance_office_number as "insuranceOfficeNumber", name_key as "nameKey",
           employer_name_kana as "employerNameKana", representative_name as "representativeName",
           address_key as "addressKey", phone_key as "phoneKey", contact_email as "contactEmail", contact_phone as "contactPhone",
           employee_key as "employeeKey", employee_insured_number as "employeeInsuredNumber",
           employee_name as "employeeName", employee_name_kana as "employeeNameKana",
           employee_birth_on::text as "employeeBirthOn", child_birth_on::text as "childBirthOn",
           null as "numberIndex"
      from grant_duplicate_candidates(${probe}::text::jsonb) a
      left join postal_agents pa on pa.application = a.id
      left join agents gp on gp.id = pa.agent
      left join agents ga on ga.account = a.agent`;
  const others = candidates.map((other) => ({ id: other.id, theirs: recordedKeys(other) }));
  const ofAgents = await sql<{ contact: string }[]>`
    select c.contact from agents g
     cross join lateral (values (regexp_replace(g.phone, '[^0-9]', '', 'g')), (lower(g.email))) c (contact)
     where c.contact = any(${[...contactsOf(keys)]})`;
  const common = commonContacts(
    keys,
    others.map(({ theirs }) => theirs),
    ofAgents.map(({ contact }) => contact),
  );
  return others
    .map(({ id: other, theirs }) => ({ id: other, matches: compareCases(keys, theirs, common) }))
    .filter(({ matches }) => matches.length > 0);
}
