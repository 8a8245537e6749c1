import { runSql } from './sql/run.mjs';

export async function up(knex) {
  await runSql(knex, 'bank-terms.sql');
}

export async function down(knex) {
  await runSql(knex, 'bank-terms.down.sql');
}
