import { runSql } from './sql/run.mjs';

export async function up(knex) {
  await runSql(knex, 'principals.sql');
}

export async function down(knex) {
  await runSql(knex, 'principals.down.sql');
}
