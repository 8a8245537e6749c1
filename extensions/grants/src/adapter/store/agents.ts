import type { VerbOutput } from '@grant/schema';
import type { Knex } from 'knex';
import { fromRow } from '../row.ts';
import type { Unit } from '../work.ts';

/** 手続代行者 of a case, of either channel: by account and mandate online, as the papers name them by post. */
export interface CaseAgent {
  /** Row of the register of agents; null for an account that is not in it. */
  readonly agent: string | null;
  readonly name: string | null;
  /** The same for one person in both channels: registration number and name, else the row or the account, else the case. */
  readonly key: string;
  readonly mandateEnclosed: boolean | null;
}

/** Joins the agent to the cases under this alias. */
export function agentJoins(cases: string): string {
  return `left join postal_agents pa on pa.application = ${cases}.id
    left join agents gp on gp.id = pa.agent
    left join agents ga on ga.account = ${cases}.agent`;
}

/** Digits of a registration number, in whatever width it was written. */
const digits = (column: string): string => `regexp_replace(normalize(${column}, NFKC), '[^0-9]', '', 'g')`;
const unspaced = (column: string): string =>
  `regexp_replace(normalize(${column}, NFKC), '[[:space:]]', '', 'g')`;

/**
 * 氏名だけの手続代行者: true for a row of the register (`agents`) of whom only a name is known. Two people may bear one name, so
 * such a row says who filed one case and nothing about another.
 */
function nameOnly(row: string): string {
  return `grant_name_only(${row})`;
}

/** `CaseAgent.key` beside `agentJoins`; null where nobody acts for the employer. Of whom only a name is known, each case has its own. */
export function agentKeySql(cases: string): string {
  const number = digits('coalesce(gp.registration_number, ga.registration_number)');
  const name = unspaced('coalesce(gp.name, ga.name)');
  return `coalesce(nullif(${number}, '') || '/' || ${name}, case when ${nameOnly('gp')} then 'case/' || ${cases}.id end,
    coalesce(gp.id, ga.id)::text, ${cases}.agent::text)`;
}

/** 事務所 of an agent beside `agentJoins`, or that nothing but the name tells who it is. */
export const agentOfficeSql = `case when ${nameOnly('gp')}
  then '登録番号・事務所の記載なし（氏名だけでは同じ人か分かりません）' else coalesce(gp.office, ga.office, '') end`;

const OF_CASES = `
  select a.id, coalesce(gp.id, ga.id) as agent, coalesce(gp.name, ga.name) as name, ${agentKeySql('a')} as key,
         pa.mandate_enclosed
    from applications a ${agentJoins('a')}
   where a.id = any(cast(:cases as uuid[])) and (a.agent is not null or pa.agent is not null)`;

/** The agents of these cases; a case that its employer filed is not among them. */
export async function agentsOfCases(
  database: Knex,
  cases: readonly string[],
): Promise<ReadonlyMap<string, CaseAgent>> {
  const answer: { rows: object[] } = await database.raw(OF_CASES, { cases: [...cases] });
  return new Map(
    answer.rows.map((row) => {
      const { id, ...agent } = fromRow<CaseAgent & { id: string }>(row);
      return [id, agent] as const;
    }),
  );
}

/** The agent of one case, or null. */
export async function agentOfCase(database: Knex, application: string): Promise<CaseAgent | null> {
  return (await agentsOfCases(database, [application])).get(application) ?? null;
}

/** Rows of the register that are one agent: the same key, in either channel. */
export async function rowsOfAgent(database: Knex, key: string): Promise<string[]> {
  const answer: { rows: { id: string }[] } = await database.raw(
    `select g.id from agents g
      where coalesce(nullif(${digits('g.registration_number')}, '') || '/' || ${unspaced('g.name')}, g.id::text) = ?`,
    [key],
  );
  return answer.rows.map(({ id }) => id);
}

/** Of these telephone numbers (digits) and mail addresses (small letters) those that the register knows as an agent's. */
export async function contactsOfAgents(database: Knex, contacts: readonly string[]): Promise<string[]> {
  const answer: { rows: { contact: string }[] } = await database.raw(
    `select c.contact from agents g cross join lateral (values (${digits('g.phone')}), (lower(g.email))) c (contact)
      where c.contact = any(cast(:contacts as text[]))`,
    { contacts: [...contacts] },
  );
  return answer.rows.map(({ contact }) => contact);
}

/**
 * Looks an agent up by what the papers say: registration number and name, else name and office of one without a number. By
 * a name alone nobody is found but the one whom this very case names in the same words.
 */
async function registeredAgent(
  database: Knex,
  { name, office, qualification, registrationNumber: number }: Omit<PostalAgent, 'mandateEnclosed'>,
  { id, practice }: { readonly id: string; readonly practice: boolean },
): Promise<string | null> {
  const answer: { rows: { id: string }[] } = await database.raw(
    `select g.id from agents g
      where (g.practice = :practice or g.account is not null) and ${unspaced('g.name')} = ${unspaced(':name')}
        and case when ${digits(':number')} <> '' then ${digits("coalesce(g.registration_number, '')")} = ${digits(':number')}
                 when ${unspaced(':office')} <> '' then coalesce(g.registration_number, '') = '' and ${unspaced("coalesce(g.office, '')")} = ${unspaced(':office')}
                 else ${nameOnly('g')} and g.name = :name and coalesce(g.qualification, '') = :qualification
                  and coalesce(g.registration_number, '') = :number
                  and exists (select from postal_agents p where p.agent = g.id and p.application = :id)
                  and not exists (select from postal_agents p where p.agent = g.id and p.application <> :id) end
      order by g.account nulls last, g.id limit 1`,
    { practice, name, office, qualification, number, id },
  );
  return answer.rows[0]?.id ?? null;
}

/** 郵送申請の手続代行者 as the papers name them. */
export type PostalAgent = NonNullable<VerbOutput<'intake.agent'>['agent']>;

/** True when both name the same agent in the same words. */
export function sameAgent(one: PostalAgent | null, two: PostalAgent | null): boolean {
  const said = (agent: PostalAgent | null): string =>
    JSON.stringify(
      agent && [
        agent.name,
        agent.office,
        agent.qualification,
        agent.registrationNumber,
        agent.mandateEnclosed,
      ],
    );
  return said(one) === said(two);
}

const NAMED = `
  select g.name, coalesce(g.office, '') as office, coalesce(g.qualification, '') as qualification,
         coalesce(g.registration_number, '') as registration_number, p.mandate_enclosed
    from postal_agents p join agents g on g.id = p.agent where p.application = ?`;

/** The agent of a case that came by post, or null. */
export async function postalAgentOf(database: Knex, application: string): Promise<PostalAgent | null> {
  const answer: { rows: object[] } = await database.raw(NAMED, [application]);
  const [row] = answer.rows;
  return row === undefined ? null : fromRow<PostalAgent>(row);
}

/**
 * Keeps who filed by post for an employer: looked up in the register by number and name, and added when it is not there,
 * so that one person counts as one in both channels. When it may be done the database holds.
 */
export async function keepPostalAgent(
  unit: Unit,
  { id, practice }: { readonly id: string; readonly practice: boolean },
  agent: PostalAgent | null,
): Promise<void> {
  if (agent === null) {
    await unit.trx('postal_agents').where({ application: id }).delete();
    return;
  }
  const { mandateEnclosed, ...named } = agent;
  // Two desks that name the same new agent at the same moment add one.
  await unit.trx.raw('select pg_advisory_xact_lock(hashtextextended(?, 0))', ['grant.agents']);
  const known = await registeredAgent(unit.trx, named, { id, practice });
  const row = {
    agent: known ?? (await unit.create('agents', { ...named, practice })),
    mandate_enclosed: mandateEnclosed,
  };
  await unit
    .trx('postal_agents')
    .insert({ application: id, ...row })
    .onConflict('application')
    .merge(row);
}
