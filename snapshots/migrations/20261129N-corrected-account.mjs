import { runSql } from './sql/run.mjs';

export async function up(knex) {
  await runSql(knex, 'corrected-account.sql');
}

export async function down(knex) {
  await runSql(knex, 'corrected-account.down.sql');
}
