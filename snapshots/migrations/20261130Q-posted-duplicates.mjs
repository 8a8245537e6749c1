import { runSql } from './sql/run.mjs';

export async function up(knex) {
  await runSql(knex, 'posted-duplicates.sql');
}

export async function down(knex) {
  await runSql(knex, 'posted-duplicates.down.sql');
}
