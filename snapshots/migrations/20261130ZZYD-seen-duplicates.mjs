import { runSql } from './sql/run.mjs';

export async function up(knex) {
  await runSql(knex, 'seen-duplicates.sql');
}

export async function down(knex) {
  await runSql(knex, 'seen-duplicates.down.sql');
}
