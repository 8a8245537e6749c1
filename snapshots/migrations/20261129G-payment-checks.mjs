import { runSql } from './sql/run.mjs';

export async function up(knex) {
  for (const file of ['double-entry.sql', 'stopping.sql', 'top-ups.sql', 'bank-limits.sql'])
    await runSql(knex, file);
}

export async function down(knex) {
  for (const name of ['bank-limits', 'top-ups', 'stopping', 'double-entry'])
    await runSql(knex, `${name}.down.sql`);
}
