import { runSql } from './sql/run.mjs';

export async function up(knex) {
  await runSql(knex, 'postal-days.sql');
}

export async function down(knex) {
  await runSql(knex, 'postal-days.down.sql');
}
