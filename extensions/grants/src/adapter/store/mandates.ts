import {
  civilDate,
  mandateStanding,
  type EmployerKind,
  type MandateEndReason,
  type MandateStanding,
  type MandateState,
  type Principal,
} from '@grant/schema';
import type { Knex } from 'knex';
import { asSystem } from '../actor.ts';
import { now } from '../clock.ts';
import type { Office } from '../ports.ts';
import { fromRow } from '../row.ts';
import { work } from '../work.ts';

/** 委任の行, with its agent. */
export interface MandateRecord {
  readonly id: string;
  readonly agent: string;
  readonly agentAccount: string | null;
  readonly agentName: string;
  readonly agentOffice: string | null;
  readonly agentQualification: string | null;
  readonly agentRegistrationNumber: string | null;
  readonly employerName: string;
  /** 法人・個人の別; null where it was not asked yet. */
  readonly employerKind: EmployerKind | null;
  readonly employerCorporateNumber: string | null;
  readonly principal: string | null;
  readonly principalEmail: string | null;
  readonly startsOn: string | null;
  readonly endsOn: string | null;
  readonly state: MandateState;
  readonly declaredAt: string | null;
  readonly confirmedAt: string | null;
  readonly endedAt: string | null;
  readonly endReason: MandateEndReason | null;
  readonly paper: string | null;
  readonly paperName: string | null;
  readonly paperSha256: string | null;
  readonly paperPages: number | null;
}

const MANDATES = `
  select m.*, a.account as agent_account, a.name as agent_name, a.office as agent_office,
         a.qualification as agent_qualification, a.registration_number as agent_registration_number
    from mandates m join agents a on a.id = m.agent`;

async function rows(
  database: Knex,
  where: string,
  values: readonly (string | null)[],
): Promise<MandateRecord[]> {
  const answer: { rows: object[] } = await database.raw(
    `${MANDATES} where ${where} order by m.employer_name, m.starts_on desc, m.id`,
    [...values],
  );
  return answer.rows.map((row) => fromRow<MandateRecord>(row));
}

/** 委任者 of a mandate. */
export function principalOfMandate(mandate: MandateRecord): Principal {
  const { employerName: name, employerCorporateNumber: corporateNumber, employerKind: kind } = mandate;
  return { name, corporateNumber, kind };
}

/** One mandate, or undefined. */
export async function mandateById(database: Knex, id: string): Promise<MandateRecord | undefined> {
  return (await rows(database, 'm.id = ?', [id]))[0];
}

/** Mandates that an agent's account has declared. */
export function mandatesOfAgent(database: Knex, account: string): Promise<MandateRecord[]> {
  return rows(database, 'a.account = ?', [account]);
}

const IS_PRINCIPAL = `(m.principal = ? or (m.principal is null and lower(m.principal_email) = lower(?)))
  and a.account is distinct from ?`;

/** Mandates that name this employer: by its account, or by the address it confirmed at registration. */
export function mandatesOfEmployer(
  database: Knex,
  person: { readonly id: string; readonly email: string },
): Promise<MandateRecord[]> {
  return rows(database, IS_PRINCIPAL, [person.id, person.email, person.id]);
}

/** True when the person is the employer that a mandate names. */
export function isPrincipal(
  mandate: MandateRecord,
  person: { readonly id: string; readonly email: string },
): boolean {
  if (mandate.agentAccount === person.id) return false;
  if (mandate.principal !== null) return mandate.principal === person.id;
  return (
    mandate.principalEmail !== null && mandate.principalEmail.toLowerCase() === person.email.toLowerCase()
  );
}

/** 委任の効力 on a day. */
export function standingOf(mandate: MandateRecord, today: string): MandateStanding {
  return mandateStanding(
    {
      state: mandate.state,
      startsOn: mandate.startsOn === null ? null : civilDate(mandate.startsOn),
      endsOn: mandate.endsOn === null ? null : civilDate(mandate.endsOn),
    },
    civilDate(today),
  );
}

/**
 * 期間の満了: writes down that mandates whose last day has passed are over, before their agent does anything else; the
 * permissions of the database go by what is written.
 */
export async function endExpired(office: Office, agentAccount: string): Promise<void> {
  const { today } = now();
  const over = (await mandatesOfAgent(office.database, agentAccount)).filter(
    (mandate) => mandate.state === 'confirmed' && mandate.endsOn !== null && mandate.endsOn < today,
  );
  if (over.length === 0) return;
  const system = await asSystem(office, '委任期間の満了');
  await work(office, system, async (unit) => {
    for (const mandate of over)
      await unit.update('mandates', mandate.id, {
        state: 'ended',
        endReason: 'expired',
        endedAt: unit.moment.at,
      });
  });
}
