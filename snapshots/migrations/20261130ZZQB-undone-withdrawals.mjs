import { runSql } from './sql/run.mjs';

export async function up(knex) {
  await runSql(knex, 'undone-withdrawals.sql');
}

export async function down(knex) {
  await runSql(knex, 'undone-withdrawals.down.sql');
}
