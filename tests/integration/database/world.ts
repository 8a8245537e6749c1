/** The office in small: one person per duty, a practice programme, an employer, a bank profile, an advance received. */
import { randomUUID } from 'node:crypto';
import type { Sql } from 'postgres';
import { acting } from './act.ts';

export const DUTY_NUMBERS = {
  applicant: '01',
  agent: '02',
  reception: '03',
  reviewer: '04',
  approver: '05',
  payment_clerk: '06',
  payment_confirmer: '07',
  manager: '08',
  official: '09',
} as const;

export type Duty = keyof typeof DUTY_NUMBERS;

export interface World {
  readonly person: (duty: Duty, name?: string) => Promise<string>;
  readonly people: Readonly<Record<Duty, string>>;
  readonly secondConfirmer: string;
  readonly programme: string;
  readonly version: string;
  readonly bankProfile: string;
  /** Adds an employer and answers its id. */
  readonly employer: () => Promise<string>;
}

async function addPerson(sql: Sql, duty: Duty, name: string): Promise<string> {
  const id = randomUUID();
  await sql`insert into directus_users ${sql({
    id,
    email: `${name}-${id}@office.example`,
    role: `20000000-0000-4000-8000-0000000000${DUTY_NUMBERS[duty]}`,
    status: 'active',
  })}`;
  return id;
}

/** Money the prefecture advanced, booked by the manager. */
export async function receiveAdvance(
  sql: Sql,
  manager: string,
  amount: number,
  practice = true,
): Promise<void> {
  const transaction = randomUUID();
  const line = { transaction, posted_on: '2026-11-02', summary: '概算払の受入れ', practice };
  await acting(sql, { actor: manager, money: 'ledger' }, async (trx) => {
    await trx`insert into ledger_entries ${trx([
      { ...line, id: randomUUID(), account: 'bank', debit: amount, credit: 0 },
      { ...line, id: randomUUID(), account: 'advance', debit: 0, credit: amount },
    ])}`;
  });
}

/** Builds the world as the owner of the database; `advance` in yen. */
export async function buildWorld(sql: Sql, advance = 10_000_000): Promise<World> {
  const people = {} as Record<Duty, string>;
  for (const duty of Object.keys(DUTY_NUMBERS) as Duty[]) people[duty] = await addPerson(sql, duty, duty);
  const [programme, version, bankProfile] = [randomUUID(), randomUUID(), randomUUID()];
  const name = 'とちぎ男性育休推進企業奨励金（練習）';
  await sql`insert into programmes ${sql({ id: programme, code: `T${programme}`.slice(0, 30), name, fiscal_year: 2026, practice: true })}`;
  await sql`insert into programme_versions ${sql({ id: version, programme, version: 1, award_limit_per: 'employer_fy', award_limit_count: 1 })}`;
  await sql`insert into bank_profiles ${sql({ id: bankProfile, name: '練習用', practice: true })}`;
  if (advance > 0) await receiveAdvance(sql, people.manager, advance);
  return {
    people,
    person: (duty, label = duty) => addPerson(sql, duty, label),
    secondConfirmer: await addPerson(sql, 'payment_confirmer', 'second'),
    programme,
    version,
    bankProfile,
    employer: async () => {
      const id = randomUUID();
      await sql`insert into employers ${sql({ id, name: '株式会社サンプル', practice: true })}`;
      return id;
    },
  };
}
