import { runSql } from './sql/run.mjs';

export async function up(knex) {
  await runSql(knex, 'redates.sql');
}

export async function down(knex) {
  await runSql(knex, 'redates.down.sql');
}
