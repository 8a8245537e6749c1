import { runSql } from './sql/run.mjs';

export async function up(knex) {
  await runSql(knex, 'exact-duplicates.sql');
}

export async function down(knex) {
  await runSql(knex, 'exact-duplicates.down.sql');
}
