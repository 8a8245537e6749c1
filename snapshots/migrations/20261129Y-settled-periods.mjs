import { runSql } from './sql/run.mjs';

export async function up(knex) {
  await runSql(knex, 'settled-periods.sql');
}

export async function down(knex) {
  await runSql(knex, 'settled-periods.down.sql');
}
