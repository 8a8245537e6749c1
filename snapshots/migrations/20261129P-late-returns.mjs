import { runSql } from './sql/run.mjs';

export async function up(knex) {
  await runSql(knex, 'late-returns.sql');
}

export async function down(knex) {
  await runSql(knex, 'late-returns.down.sql');
}
