import type { Sql } from 'postgres';
import type { Firm } from './firms.ts';
import type { MadeUpAgent } from './neighbours.ts';

const CHUNK = 1_000;

/** One filing of a firm. */
export interface Filed {
  readonly id: string;
  readonly firm: Firm;
}

const byPost = (firm: Firm): boolean => firm.agent !== null && firm.agentAccount === null;

/** The register of agents that the filings name. */
export async function registerAgents(sql: Sql, agents: readonly MadeUpAgent[]): Promise<void> {
  await sql.begin(async (trx) => {
    await trx`set local session_replication_role = replica`;
    await trx`insert into agents ${trx(agents.map(({ id, account, name, phone, mail }) => ({ id, account, name, phone, email: mail, practice: true })))}`;
  });
}

/** Rows straight into the table, without the case's way through its states: only the search is measured. */
export async function fileFirms(
  sql: Sql,
  programme: string,
  firms: readonly Filed[],
  more: (index: number) => Readonly<Record<string, string | number>> = () => ({}),
): Promise<void> {
  const rows = firms.map(({ id, firm }, index) => ({
    id,
    programme,
    state: 'submitted',
    channel: byPost(firm) ? 'post' : 'online',
    agent: firm.agentAccount,
    practice: true,
    employer_corporate_number: firm.employerCorporateNumber,
    insurance_office_number: firm.insuranceOfficeNumber,
    employer_name: firm.employerName,
    employer_name_kana: firm.employerNameKana,
    name_key: firm.nameKey,
    representative_name: firm.representativeName,
    employer_address: firm.employerAddress,
    address_key: firm.addressKey,
    phone_key: firm.phoneKey,
    contact_phone: firm.contactPhone,
    contact_email: firm.contactEmail,
    employee_key: firm.employeeKey,
    employee_insured_number: firm.employeeInsuredNumber,
    employee_name: firm.employeeName,
    employee_name_kana: firm.employeeNameKana,
    employee_birth_on: firm.employeeBirthOn,
    child_birth_on: firm.childBirthOn,
    ...more(index),
  }));
  await sql.begin(async (trx) => {
    await trx`set local session_replication_role = replica`;
    for (let from = 0; from < rows.length; from += CHUNK) {
      await trx`insert into applications ${trx(rows.slice(from, from + CHUNK))}`;
    }
    const posted = firms.flatMap(({ id, firm }) =>
      byPost(firm)
        ? [
            {
              application: id,
              agent: firm.agent,
              mandate_enclosed: true,
              recorded_by: id,
              recorded_at: new Date(),
            },
          ]
        : [],
    );
    if (posted.length > 0) await trx`insert into postal_agents ${trx(posted)}`;
  });
  // As autovacuum does between the days of an office: statistics, and the indexes by trigram put in order.
  await sql`vacuum (analyze) applications, postal_agents`;
}
