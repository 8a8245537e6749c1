/** A mandate led to where a test begins, in plain SQL, each step by somebody who may take it. */
import { randomUUID } from 'node:crypto';
import type { Sql } from 'postgres';
import { acting } from './act.ts';

export interface MandateTerms {
  /** Account of the agent. */
  readonly agent: string;
  readonly reception: string;
  readonly startsOn?: string;
  readonly endsOn?: string;
  readonly corporateNumber?: string;
  readonly principalEmail?: string;
}

/** The agent's own row, made once for its account. */
async function agentRow(sql: Sql, account: string): Promise<string> {
  const [known] = await sql`select id from agents where account = ${account}`;
  if (known !== undefined) return String(known['id']);
  const id = randomUUID();
  await sql`insert into agents ${sql({ id, name: '代行花子', office: '代行事務所', account })}`;
  return id;
}

/** A mandate that its agent has declared. */
export async function declaredMandate(sql: Sql, terms: MandateTerms): Promise<string> {
  const id = randomUUID();
  const file = randomUUID();
  await sql`insert into directus_files ${sql({ id: file, storage: 'local', filename_disk: `${file}.pdf`, filename_download: 'mandate.pdf', title: '委任状', type: 'application/pdf' })}`;
  await sql`insert into mandates ${sql({
    id,
    agent: await agentRow(sql, terms.agent),
    employer_name: '株式会社サンプル',
    employer_corporate_number: terms.corporateNumber ?? null,
    principal_email: terms.principalEmail ?? null,
    starts_on: terms.startsOn ?? '2020-01-01',
    ends_on: terms.endsOn ?? '2099-12-31',
    state: 'declared',
    paper: file,
  })}`;
  return id;
}

/** A mandate that the desk has confirmed. */
export async function confirmedMandate(sql: Sql, terms: MandateTerms): Promise<string> {
  const id = await declaredMandate(sql, terms);
  await acting(sql, { actor: terms.reception }, async (trx) => {
    await trx`update mandates set state = 'confirmed', confirmed_at = now() where id = ${id}`;
  });
  return id;
}
