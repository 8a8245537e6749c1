import { runSql } from './sql/run.mjs';

export async function up(knex) {
  await runSql(knex, 'doubted-withdrawals.sql');
}

export async function down(knex) {
  await runSql(knex, 'doubted-withdrawals.down.sql');
}
