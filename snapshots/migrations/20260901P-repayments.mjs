import { runSql } from './sql/run.mjs';

export async function up(knex) {
  await runSql(knex, 'repayments.sql');
}

export async function down(knex) {
  await runSql(knex, 'repayments.down.sql');
}
