/** One case led through the lifecycle by the people whose duty it is, in plain SQL, up to the state a test begins with. */
import { randomUUID } from 'node:crypto';
import type { Parameter, Sql, TransactionSql } from 'postgres';
import { acting } from './act.ts';
import type { Duty, World } from './world.ts';

/** Columns to write; a JSON value comes as `sql.json(…)`. */
export type Columns = Readonly<Record<string, string | number | boolean | null | Parameter>>;

export interface Step {
  readonly event: string;
  readonly to: string;
  readonly duty: Duty;
  readonly actor: string;
  /** More columns of the case to write with the step. */
  readonly set?: Columns;
  readonly facts?: Readonly<Record<string, string | number>>;
  readonly also?: (trx: TransactionSql) => Promise<void>;
  /** Awaited when all is written, before the commit. */
  readonly stand?: () => Promise<void>;
}

export const AMOUNT = 200_000;

/** One step of a case: settings, the records that go with it, the change of state. */
export async function step(
  sql: Sql,
  id: string,
  { event, to, duty, actor, set = {}, facts = {}, also, stand }: Step,
): Promise<void> {
  await acting(sql, { event, duty, actor, reason: '試験', facts }, async (trx) => {
    await also?.(trx);
    await trx`update applications set ${trx({ ...set, state: to })}, version = version + 1 where id = ${id}`;
    await stand?.();
  });
}

export async function startCase(
  sql: Sql,
  world: World,
  answers: Record<string, string> = {},
): Promise<string> {
  const id = randomUUID();
  const actor = world.people.applicant;
  const employer = await world.employer();
  await acting(sql, { event: 'start', duty: 'applicant', actor }, async (trx) => {
    await trx`insert into applications ${trx({
      id,
      state: 'draft',
      channel: 'online',
      applicant: actor,
      programme: world.programme,
      programme_version: world.version,
      practice: true,
      employer,
      employer_name: '株式会社サンプル',
      ...answers,
    })}`;
  });
  return id;
}

export async function submitCase(sql: Sql, world: World, id: string): Promise<void> {
  await step(sql, id, {
    event: 'submit',
    to: 'submitted',
    duty: 'applicant',
    actor: world.people.applicant,
    set: {
      receipt_number: `R${id}`.slice(0, 30),
      received_on: '2026-11-20',
      submitted_at: '2026-11-20T03:00:00Z',
      amount_total: AMOUNT,
      verdict: 'eligible',
      content_hash: 'a'.repeat(64),
    },
    also: async (trx) => {
      await trx`insert into bank_accounts ${trx({
        id: randomUUID(),
        application: id,
        bank_code: '0517',
        branch_code: '001',
        account_type: 'ordinary',
        number_sealed: 'sealed',
        number_index: `index-${id}`,
        last3: '321',
        holder_kana: 'ｶ)ｻﾝﾌﾟﾙ',
        status: 'live',
      })}`;
    },
  });
}

export async function recommendCase(sql: Sql, world: World, id: string): Promise<void> {
  const { reviewer } = world.people;
  await step(sql, id, { event: 'take', to: 'in_review', duty: 'reviewer', actor: reviewer });
  await step(sql, id, {
    event: 'recommend',
    to: 'recommended',
    duty: 'reviewer',
    actor: reviewer,
    set: { recommendation: 'grant' },
  });
}

export interface GrantOptions {
  readonly actor?: string;
  readonly amount?: number;
  /** Awaited when all is written, before the commit. */
  readonly stand?: () => Promise<void>;
}

/** The records of a grant (decision and obligation) and its change of state. */
export async function grantCase(
  sql: Sql,
  world: World,
  id: string,
  options: GrantOptions = {},
): Promise<void> {
  const actor = options.actor ?? world.people.approver;
  const amount = options.amount ?? AMOUNT;
  const decision = randomUUID();
  await step(sql, id, {
    event: 'grant',
    to: 'granted',
    duty: 'approver',
    actor,
    ...(options.stand === undefined ? {} : { stand: options.stand }),
    also: async (trx) => {
      await trx`insert into decisions ${trx({
        id: decision,
        application: id,
        kind: 'grant',
        number: decision,
        amount,
        recommended_by: world.people.reviewer,
        decided_by: actor,
        decided_at: '2026-11-21T03:00:00Z',
        status: 'live',
      })}`;
      await trx`insert into obligations ${trx({
        id: randomUUID(),
        application: id,
        decision,
        amount,
        kind: 'grant',
        status: 'open',
      })}`;
    },
  });
}

const ways = ['draft', 'submitted', 'recommended', 'granted', 'payable'] as const;

/** A new case in the state named. */
export async function caseIn(sql: Sql, world: World, state: (typeof ways)[number]): Promise<string> {
  const id = await startCase(sql, world);
  const to = ways.indexOf(state);
  if (to >= 1) await submitCase(sql, world, id);
  if (to >= 2) await recommendCase(sql, world, id);
  if (to >= 3) await grantCase(sql, world, id);
  if (to >= 4) {
    const actor = world.people.reception;
    await step(sql, id, { event: 'post_notice', to: 'payable', duty: 'reception', actor });
  }
  return id;
}

export async function stateOf(sql: Sql, id: string): Promise<string | undefined> {
  const [row] = await sql<{ state: string }[]>`select state from applications where id = ${id}`;
  return row?.state;
}
