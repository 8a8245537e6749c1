import { runSql } from './sql/run.mjs';

export async function up(knex) {
  await runSql(knex, 'counter-returns.sql');
}

export async function down(knex) {
  await runSql(knex, 'counter-returns.down.sql');
}
