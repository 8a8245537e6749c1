/**
 * Fills the tables from which the database's triggers judge: changes of state and bank days. The rows are the schema
 * room's own transition table and calendar; nothing about either is said here.
 */
import { fourEyesPairs, HOLIDAYS_2026_2027, transitions } from '@grant/schema';
import type { Sql } from 'postgres';
import { personDuties, policyIds } from './duties.ts';

/** Replaces the tables in one transaction; does nothing while the migrations are not there yet. */
export async function fillRuleTables(sql: Sql): Promise<void> {
  const [present] = await sql<{ ok: boolean }[]>`select to_regclass('bank_holidays') is not null as ok`;
  if (present?.ok !== true) return;
  const ways = transitions.flatMap((row) =>
    row.duties.map((duty) => ({
      from_state: row.from,
      event: row.event,
      to_state: row.to,
      duty,
      waiting_for: row.waitingFor,
    })),
  );
  const eyes = fourEyesPairs.map(({ event, earlierEvent, counts }) => ({
    event,
    earlier_event: earlierEvent,
    counts,
  }));
  const duties = personDuties.map((duty) => ({ duty, policy: policyIds[duty] }));
  const holidays = Object.entries(HOLIDAYS_2026_2027.dates).map(([day, name]) => ({ day, name }));
  await sql.begin(async (trx) => {
    await trx`delete from lifecycle_transitions`;
    await trx`insert into lifecycle_transitions ${trx(ways)}`;
    await trx`delete from lifecycle_four_eyes`;
    await trx`insert into lifecycle_four_eyes ${trx(eyes)}`;
    await trx`delete from lifecycle_duties`;
    await trx`insert into lifecycle_duties ${trx(duties)}`;
    await trx`delete from bank_holidays`;
    await trx`insert into bank_holidays ${trx(holidays)}`;
  });
}
