import { runSql } from './sql/run.mjs';

export async function up(knex) {
  await runSql(knex, 'refusals.sql');
}

export async function down(knex) {
  await runSql(knex, 'refusals.down.sql');
}
