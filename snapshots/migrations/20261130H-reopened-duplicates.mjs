import { runSql } from './sql/run.mjs';

export async function up(knex) {
  await runSql(knex, 'reopened-duplicates.sql');
}

export async function down(knex) {
  await runSql(knex, 'reopened-duplicates.down.sql');
}
